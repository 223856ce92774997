// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/demo/fake_collector.h"

using namespace rheo::demo::test;
using rheo::wire::Stage;

namespace {

constexpr int kShopProcesses = 9;  // eight services, payments twice

QString program() {
  return QStringLiteral(RHEO_BIN_DIR "/rheo");
}

/// Processes whose command line holds the text, zombies left out.
QList<pid_t> processes(const QByteArray& text) {
  QList<pid_t> found;
  for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(entry));
    if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text)) found += entry.toInt();
  }
  return found;
}

int processesWith(const QByteArray& text) {
  return static_cast<int>(processes(text).size());
}

/// Kills the one child of `parent` whose command line holds the text; false while there is none.
bool killChild(const QProcess& parent, const QByteArray& text) {
  for (const pid_t pid : processes(text)) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    // "pid (name) state parent ..."
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QByteArray stat = file.readAll();
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (fields.value(1).toLongLong() == parent.processId()) return ::kill(pid, SIGKILL) == 0;
  }
  return false;
}

struct Ended {
  int code = -1;
  QList<QJsonObject> lines;
  QString errors;
  [[nodiscard]] quint64 sum(QStringView member) const {
    quint64 total = 0;
    for (const QJsonObject& line : lines) {
      total += static_cast<quint64>(line.value(member).toDouble());
    }
    return total;
  }
};

Ended read(QProcess& demo) {
  Ended ended;
  ended.code = demo.exitStatus() == QProcess::NormalExit ? demo.exitCode() : -1;
  for (const QByteArray& line : demo.readAllStandardOutput().split('\n')) {
    if (!line.isEmpty()) ended.lines.append(QJsonDocument::fromJson(line).object());
  }
  ended.errors = QString::fromUtf8(demo.readAllStandardError());
  return ended;
}

Ended runDemo(const QStringList& arguments) {
  QProcess demo;
  demo.start(program(), QStringList{QStringLiteral("demo")} + arguments);
  demo.waitForFinished(60'000);
  return read(demo);
}

bool has(const std::set<int>& stages, Stage stage) {
  return stages.contains(static_cast<int>(stage));
}

struct Sagas {
  int completed = 0, compensated = 0, failed = 0, open = 0;
};

Sagas count(const Seen& seen) {
  Sagas sagas;
  for (const auto& [key, stages] : seen.sagaStages) {
    if (has(stages, Stage::SagaCompleted)) {
      ++sagas.completed;
    } else if (has(stages, Stage::SagaCompensated)) {
      ++sagas.compensated;
    } else if (has(stages, Stage::SagaFailed)) {
      ++sagas.failed;
    } else {
      ++sagas.open;
    }
  }
  return sagas;
}

}  // namespace

class TstDemoSystem : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_endpoint = QStringLiteral("ipc://") + m_dir->filePath(QStringLiteral("c.ipc"));
  }

  void badOptionExitsWithTwo() {
    const Ended ended = runDemo({QStringLiteral("--scenario"), QStringLiteral("zoo")});
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.errors.contains(QStringLiteral("zoo")));
  }

  void withoutCollectorAllStartAndAllStop() {
    const Ended ended = runDemo({QStringLiteral("--duration"), QStringLiteral("1"),
                                 QStringLiteral("--endpoint"), m_endpoint});
    QVERIFY2(ended.code == 0, qPrintable(ended.errors));
    QCOMPARE(ended.lines.size(), kShopProcesses);
    QVERIFY(ended.sum(u"emitted") > 0);
    QCOMPARE(processesWith(m_endpoint.toUtf8()), 0);
  }

  void everythingEmittedArrivesAndEveryFaultOccurs_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("sagas");
    QTest::addColumn<QStringList>("unconsumed");
    QTest::addColumn<QStringList>("slow");
    QTest::newRow("shop") << QStringList{u"shop"_qs, u"--rate=100"_qs} << 600
                          << QStringList{u"promo.applied"_qs} << QStringList{u"read-model"_qs};
    QTest::newRow("all") << QStringList{u"all"_qs, u"--rate=240"_qs} << 720
                         << QStringList{u"promo.applied"_qs, u"statements.updated"_qs,
                                        u"device.diagnostics"_qs}
                         << QStringList{u"read-model"_qs, u"fraud"_qs};
  }
  void everythingEmittedArrivesAndEveryFaultOccurs() {
    QFETCH(QStringList, arguments);
    QFETCH(int, sagas);
    QFETCH(QStringList, unconsumed);
    QFETCH(QStringList, slow);
    // Short run: what falls behind falls behind faster than by default.
    const Seen seen = record(QStringList{u"--duration=6"_qs, u"--fault=read-model.slow=4"_qs,
                                         u"--fault=fraud.slow=4"_qs, u"--scenario"_qs} +
                             arguments);
    QVERIFY(!QTest::currentTestFailed());
    const Sagas ends = count(seen);
    qInfo(
        "%llu sightings; sagas: %d completed, %d compensated, %d failed, %d open; "
        "%llu duplicates, %llu out of order",
        static_cast<unsigned long long>(seen.sightings), ends.completed, ends.compensated,
        ends.failed, ends.open, static_cast<unsigned long long>(seen.duplicates),
        static_cast<unsigned long long>(seen.outOfOrder));
    QCOMPARE(ends.completed + ends.compensated + ends.failed + ends.open, sagas);
    QVERIFY(ends.completed > sagas * 3 / 4);
    QVERIFY(ends.compensated > 0 && ends.failed > 0 && ends.open > 0 && ends.open < sagas / 10);
    QVERIFY(seen.duplicates > 0 && seen.outOfOrder > 0);
    for (const QString& topic : unconsumed) {
      QVERIFY2(seen.topicCounts.contains(topic.toStdString()), qPrintable(topic));
      QVERIFY2(!seen.consumed.contains(topic.toStdString()), qPrintable(topic));
    }
    for (const QString& subscription : slow) {
      QVERIFY(seen.longestWaitNs.at(subscription.toStdString()) > 1'000'000'000);
    }
    QVERIFY(seen.countOf("6 orders.placed schema_violation") > 0);
    QVERIFY(seen.countOf("6 payments.requested gateway_unreachable") > 0);
    QVERIFY(seen.countOf("5 payments.requested") > 0);
  }

  void sameSeedGivesTheSameSightings() {
    const QStringList arguments{QStringLiteral("--scenario"), QStringLiteral("all"),
                                QStringLiteral("--duration"), QStringLiteral("3"),
                                QStringLiteral("--rate"),     QStringLiteral("120"),
                                QStringLiteral("--seed"),     QStringLiteral("5")};
    const Seen first = record(arguments);
    init();
    const Seen second = record(arguments);
    QStringList differences;
    for (const auto& [one, other] : {std::pair(&first, &second), std::pair(&second, &first)}) {
      for (const auto& [what, number] : one->counts) {
        const auto found = other->counts.find(what);
        if (found != other->counts.end() && found->second == number) continue;
        differences += QStringLiteral("%1: %2").arg(QString::fromStdString(what)).arg(number);
      }
    }
    QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u'\n')));
    QCOMPARE(first.sightings, second.sightings);
  }

  void injectedOrderRunsThroughAndBadOneIsRefused() {
    FakeCollector collector(m_endpoint.toStdString());
    QProcess demo;
    start(demo, {QStringLiteral("--rate"), QStringLiteral("5")});
    const auto anySagaRuns = [&] {
      const Seen seen = collector.seen();
      return std::any_of(seen.sagaStages.begin(), seen.sagaStages.end(),
                         [](const auto& saga) { return saga.second.size() > 3; });
    };
    // An order sent before the services subscribed would reach nobody.
    QTRY_VERIFY_WITH_TIMEOUT(anySagaRuns(), 20'000);
    bool sent = false;  // the macro asks more than once
    QTRY_VERIFY_WITH_TIMEOUT(
        sent || (sent = collector.inject("orders.placed", "OrderPlaced", "", 1)), 20'000);
    QVERIFY(collector.inject("orders.placed", "OrderPlaced", R"({"total":3})", 2));
    QTRY_COMPARE_WITH_TIMEOUT(collector.seen().results.size(), std::size_t{2}, 10'000);
    for (const auto& result : collector.seen().results) {
      QCOMPARE(result.outcome, result.id == 1 ? rheo::wire::InjectOutcome::Accepted
                                              : rheo::wire::InjectOutcome::Refused);
      if (result.id == 2) QVERIFY(result.reason.find("'customer'") != std::string::npos);
    }
    const auto ended = [&] {
      const Seen seen = collector.seen();
      const auto saga = seen.sagaStages.find("ord-i1");
      return saga != seen.sagaStages.end() && saga->second.size() > 3;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ended(), 10'000);
    stop(demo, SIGINT);
  }

  void stoppingItStopsAllOfThem() {
    QProcess demo;
    start(demo, {});
    QTRY_VERIFY_WITH_TIMEOUT(processesWith(m_endpoint.toUtf8()) == kShopProcesses + 1, 20'000);
    stop(demo, SIGTERM);
    QCOMPARE(processesWith(m_endpoint.toUtf8()), 0);
    QCOMPARE(read(demo).lines.size(), kShopProcesses);
  }

  void deadServiceIsNamedAndTheOthersGoOn() {
    QProcess demo;
    start(demo, {u"--duration=3"_qs});
    awaitRunning(demo);
    QVERIFY(killChild(demo, QByteArray("--service\0shipping", 18)));
    QVERIFY(demo.waitForFinished(30'000));
    const Ended ended = read(demo);
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.errors.contains(u"shipping-1 ended with signal 9"_qs), qPrintable(ended.errors));
    QCOMPARE(ended.lines.size(), kShopProcesses - 1);
  }

  void withoutItsBrokerItEnds() {
    QProcess demo;
    start(demo, {});
    awaitRunning(demo);
    QVERIFY(killChild(demo, "rheo-demo-broker"));
    QVERIFY(demo.waitForFinished(30'000));
    const Ended ended = read(demo);
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.errors.contains(u"broker ended with signal 9"_qs), qPrintable(ended.errors));
    QCOMPARE(ended.lines.size(), kShopProcesses);
    QCOMPARE(processesWith(m_endpoint.toUtf8()), 0);
  }

  void itsOwnDeathStopsThemTooAndLeavesNothing() {
    QProcess demo;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_RUNTIME_DIR"_qs, m_dir->path());
    demo.setProcessEnvironment(environment);
    start(demo, {});
    QTRY_VERIFY_WITH_TIMEOUT(processesWith(m_endpoint.toUtf8()) == kShopProcesses + 1, 20'000);
    const auto left = [this] {
      return QDir(m_dir->path()).entryList({u"rheo-demo-*"_qs}, QDir::Dirs).size();
    };
    QCOMPARE(left(), 1);
    demo.kill();
    demo.waitForFinished();
    QTRY_COMPARE_WITH_TIMEOUT(processesWith(m_endpoint.toUtf8()), 0, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(left(), 0, 10'000);
  }

 private:
  void start(QProcess& demo, const QStringList& arguments) {
    demo.start(
        program(),
        QStringList{QStringLiteral("demo"), QStringLiteral("--endpoint"), m_endpoint} + arguments);
    QVERIFY(demo.waitForStarted());
  }

  /// Until it says that all services are ready.
  static void awaitRunning(QProcess& demo) {
    demo.setReadChannel(QProcess::StandardError);
    QTRY_VERIFY_WITH_TIMEOUT(demo.canReadLine(), 20'000);
    QVERIFY(demo.readLine().contains("processes of shop run"));
  }

  static void stop(QProcess& demo, int signal) {
    ::kill(static_cast<pid_t>(demo.processId()), signal);
    QVERIFY(demo.waitForFinished(20'000));
    QCOMPARE(demo.exitCode(), 0);
  }

  /// Runs the demo against a collector and compares what both say.
  Seen record(const QStringList& arguments) {
    FakeCollector collector(m_endpoint.toStdString());
    const Ended ended = runDemo(QStringList{QStringLiteral("--endpoint"), m_endpoint} + arguments);
    compare(ended, collector.seen());
    return collector.seen();
  }

  static void compare(const Ended& ended, const Seen& seen) {
    QVERIFY2(ended.code == 0, qPrintable(ended.errors));
    QVERIFY2(seen.troubles.empty(), seen.troubles.empty() ? "" : seen.troubles.front().c_str());
    QCOMPARE(seen.services.size(), static_cast<std::size_t>(ended.lines.size()));
    QCOMPARE(ended.sum(u"emitted"), seen.sightings + seen.lost);
    QCOMPARE(ended.sum(u"acked"), seen.sightings);
    QCOMPARE(ended.sum(u"dropped"), seen.lost);
  }

  std::unique_ptr<QTemporaryDir> m_dir;
  QString m_endpoint;
};

QTEST_GUILESS_MAIN(TstDemoSystem)
#include "tst_demo_system.moc"
