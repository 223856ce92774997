// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "probes/demo/service_options.hpp"
#include "probes/demo/system_options.hpp"

using namespace rheo::demo;

class TstDemoOptions : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void optionsAreTaken() {
    SystemOptions options;
    QCOMPARE(parseSystemOptions({"--scenario", "all", "--rate=120", "--duration", "2.5", "--seed",
                                 "9", "--endpoint", "ipc:///tmp/x", "--fault", "fraud.slow=2"},
                                options),
             std::string());
    QCOMPARE(options.scenario, std::string("all"));
    QCOMPARE(options.rate, 120.0);
    QCOMPARE(options.durationS, 2.5);
    QCOMPARE(options.seed, 9u);
    QCOMPARE(options.endpoint, std::string("ipc:///tmp/x"));
    QCOMPARE(options.faults, std::vector<std::string>{"fraud.slow=2"});
    double sum = 0;
    for (const Share& share : sharesOf(options)) sum += share.rate;
    QVERIFY(qFuzzyCompare(sum, 120.0));
  }

  void badOptionsAreNamed_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown") << QStringList{QStringLiteral("--speed"), QStringLiteral("1")}
                             << "--speed";
    QTest::newRow("stray") << QStringList{QStringLiteral("shop")} << "'shop'";
    QTest::newRow("no value") << QStringList{QStringLiteral("--rate")} << "--rate needs a value";
    QTest::newRow("rate 0") << QStringList{QStringLiteral("--rate"), QStringLiteral("0")}
                            << "rate '0'";
    QTest::newRow("rate nan") << QStringList{QStringLiteral("--rate"), QStringLiteral("nan")}
                              << "rate 'nan'";
    QTest::newRow("duration") << QStringList{QStringLiteral("--duration"), QStringLiteral("-1")}
                              << "duration '-1'";
    QTest::newRow("seed") << QStringList{QStringLiteral("--seed"), QStringLiteral("x")}
                          << "seed 'x'";
    QTest::newRow("scenario") << QStringList{QStringLiteral("--scenario"), QStringLiteral("zoo")}
                              << "shop, bank, iot";
    QTest::newRow("endpoint") << QStringList{QStringLiteral("--endpoint"),
                                             QStringLiteral("localhost:1")}
                              << "tcp://HOST:PORT";
    QTest::newRow("fault") << QStringList{QStringLiteral("--fault"), QStringLiteral("a.b=1")}
                           << "--list-faults";
  }
  void badOptionsAreNamed() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    std::vector<std::string> words;
    for (const QString& argument : arguments) words.push_back(argument.toStdString());
    SystemOptions options;
    const QString trouble = QString::fromStdString(parseSystemOptions(words, options));
    QVERIFY2(trouble.contains(says), qPrintable(trouble));
  }

  void serviceOptionsAreChecked() {
    ServiceOptions options;
    QCOMPARE(parseServiceOptions({"--scenario", "shop", "--service", "orders", "--broker",
                                  "ipc://x", "--rate", "20", "--managed"},
                                 options),
             std::string());
    QVERIFY(options.host.managed);
    QCOMPARE(options.host.rate, 20.0);
    const auto trouble = [](const std::vector<std::string>& arguments) {
      ServiceOptions bad;
      return parseServiceOptions(arguments, bad);
    };
    QVERIFY(
        trouble({"--scenario", "shop", "--service", "ledger", "--broker", "x"}).find("ledger") !=
        std::string::npos);
    QVERIFY(trouble({"--scenario", "shop", "--service", "orders"}).find("--broker") !=
            std::string::npos);
    QVERIFY(trouble({"--what", "1"}).find("--what") != std::string::npos);
    QVERIFY(trouble({"--rate"}).find("needs a value") != std::string::npos);
    QVERIFY(trouble({"--rate", "x"}).find("'x'") != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TstDemoOptions)
#include "tst_demo_options.moc"
