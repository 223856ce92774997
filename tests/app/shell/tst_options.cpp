// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/shell/options.h"

using namespace rheo;
using namespace rheo::ui;

class TstOptions : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void readsEverything();
  void refuses_data();
  void refuses();
  void helpNamesEveryOption();

 private:
  static Result<Options> parse(const QString& line) {
    return parseOptions(QStringList(QStringLiteral("rheoscope")) +
                        line.split(u' ', Qt::SkipEmptyParts));
  }
};

void TstOptions::readsEverything() {
  const auto options =
      parse(QStringLiteral("a.rheo --listen ipc:///x --listen tcp://127.0.0.1:1 --filter failed "
                           "--metrics 127.0.0.1:9464 "
                           "--theme light --screenshot o.png --view sagas --after 2.5 --size "
                           "1280x800 --select topic=a"));
  QVERIFY2(options.ok(), options ? "" : options.error().text().c_str());
  QCOMPARE(options->file, QStringLiteral("a.rheo"));
  QCOMPARE(options->listen.size(), 2);
  QCOMPARE(options->filter, QStringLiteral("failed"));
  QCOMPARE(options->metrics, QStringLiteral("127.0.0.1:9464"));
  QVERIFY(options->theme == ThemeMode::Light);
  QVERIFY(options->isScreenshot());
  QCOMPARE(options->view, QStringLiteral("sagas"));
  QCOMPARE(options->afterS, 2.5);
  QCOMPARE(options->size, QSize(1280, 800));
  QCOMPARE(options->select, QStringLiteral("topic=a"));
}

void TstOptions::refuses_data() {
  QTest::addColumn<QString>("line");
  QTest::addColumn<QString>("named");
  QTest::newRow("unknown") << QStringLiteral("--colour") << QStringLiteral("colour");
  QTest::newRow("two files") << QStringLiteral("a.rheo b.rheo") << QStringLiteral("b.rheo");
  QTest::newRow("theme") << QStringLiteral("--theme pink") << QStringLiteral("pink");
  QTest::newRow("size") << QStringLiteral("--size 10x10") << QStringLiteral("10x10");
  QTest::newRow("huge size") << QStringLiteral("--size 99999x400") << QStringLiteral("99999x400");
  QTest::newRow("after") << QStringLiteral("--after soon") << QStringLiteral("soon");
  QTest::newRow("negative after") << QStringLiteral("--after=-1") << QStringLiteral("-1");
  QTest::newRow("scenario") << QStringLiteral("--demo --scenario zoo") << QStringLiteral("zoo");
  QTest::newRow("scenario of nothing")
      << QStringLiteral("--scenario bank") << QStringLiteral("--demo");
  QTest::newRow("demo and listen")
      << QStringLiteral("--demo --listen x") << QStringLiteral("--listen");
}

void TstOptions::refuses() {
  QFETCH(QString, line);
  QFETCH(QString, named);
  const auto options = parse(line);
  QVERIFY(!options.ok());
  QVERIFY(QString::fromStdString(options.error().text()).contains(named));
}

void TstOptions::helpNamesEveryOption() {
  const QString help = helpText();
  for (const char* name : {"listen", "demo", "scenario", "filter", "metrics", "theme", "view",
                           "select", "screenshot", "after", "size", "help", "version"}) {
    QVERIFY2(help.contains(QStringLiteral("--") + QLatin1String(name)), name);
  }
}

QTEST_GUILESS_MAIN(TstOptions)
#include "tst_options.moc"
