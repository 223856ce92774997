// SPDX-License-Identifier: Apache-2.0
// A collector asks for less: what it did not want is counted apart, and nothing else is missing.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "model/session/workspace.h"
#include "session/probe_host.h"

using namespace rheo;
using test::ProbeHost;

namespace {

constexpr int kPatienceMs = 20'000;

struct Place {
  QTemporaryDir dir;
  QString file = dir.filePath(QStringLiteral("run.rheo"));
  QString endpoint = QStringLiteral("ipc://") + dir.filePath(QStringLiteral("s/c.ipc"));

  [[nodiscard]] ProbeHost host(const char* service, std::size_t ringBytes = 0) const {
    return {service, endpoint.toStdString(), ringBytes};
  }
  [[nodiscard]] RecordOptions recording() const {
    RecordOptions options;
    options.path = file.toStdString();
    options.endpoints = {endpoint.toStdString()};
    return options;
  }
};

/// What a recording says of all that was ever emitted.
struct Account {
  std::uint64_t recorded = 0, lost = 0, leftOut = 0, emitted = 0;
};

Account accountOf(const QString& file) {
  auto reader = store::openReader(file.toStdString());
  if (!reader) return {};
  const auto summary = (*reader)->summary({}, {});
  const auto sessions = (*reader)->sessions();
  Account account;
  account.recorded = summary->events;
  account.lost = summary->lost;
  for (const SessionInfo& session : *sessions) {
    account.leftOut += session.leftOut;
    account.emitted += session.emitted;
  }
  return account;
}

SessionInfo only(const Workspace& workspace) {
  const auto sessions = workspace.status().sessions;
  return sessions.size() == 1 ? sessions.front() : SessionInfo{};
}

}  // namespace

class TestLimits : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyEmitIsAccountedForWhileLimitsChange();
  void payloadsAreCutVisibly();
  void theCommandLineAsksAndTells();
  void allServicesMeansAll();
  void whoMayNotControlMayNotAsk();
};

void TestLimits::everyEmitIsAccountedForWhileLimitsChange() {
  const Place place;
  auto workspace = Workspace::record(place.recording());
  QVERIFY2(workspace.ok(), workspace.ok() ? "" : workspace.error().text().c_str());
  constexpr int kThreads = 4;
  std::atomic<std::uint64_t> calls{0};
  std::uint64_t emitted = 0, leftOut = 0;
  {
    ProbeHost host = place.host("orders", 64u << 10);  // so small that some is dropped as well
    QTRY_VERIFY_WITH_TIMEOUT(host.isConnected(), kPatienceMs);
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i)
      threads.emplace_back([&] {
        std::uint64_t mine = 0;
        for (; !stop.load(std::memory_order_relaxed); ++mine) {
          host.publish(mine % 3 == 0 ? "audit" : "orders");
          if (mine % 64 == 0) std::this_thread::sleep_for(std::chrono::microseconds(50));
        }
        calls += mine;
      });
    for (const char* words :
         {"sample=0.5", "pause", "sample:audit=0 sample:orders=0.25", "sample=0 sample:audit=1"}) {
      QVERIFY((*workspace)->limit("orders", *ProbeLimits::parse(words)).ok());
      QTRY_COMPARE_WITH_TIMEOUT(only(**workspace).limits, std::string(words), kPatienceMs);
      const std::uint64_t before = host.leftOut();
      QTRY_VERIFY_WITH_TIMEOUT(host.leftOut() > before, kPatienceMs);
    }
    QVERIFY((*workspace)->limit("orders", {}).ok());
    QTRY_COMPARE_WITH_TIMEOUT(only(**workspace).limits, std::string(), kPatienceMs);
    const std::uint64_t before = host.leftOut();
    QTest::qWait(20);
    QCOMPARE(host.leftOut(), before);  // lifted: all is wanted again
    stop = true;
    for (auto& thread : threads) thread.join();
    QVERIFY(host.flush(kPatienceMs));
    emitted = host.emitted();
    leftOut = host.leftOut();
  }
  QVERIFY((*workspace)->stop().ok());
  const Account account = accountOf(place.file);
  qInfo("%llu emits = %llu recorded + %llu left out + %llu lost",
        static_cast<unsigned long long>(calls.load()),
        static_cast<unsigned long long>(account.recorded),
        static_cast<unsigned long long>(account.leftOut),
        static_cast<unsigned long long>(account.lost));
  QVERIFY(account.recorded > 0 && account.leftOut > 0);
  QCOMPARE(account.recorded + account.lost + account.leftOut, calls.load());
  QCOMPARE(account.leftOut, leftOut);
  QCOMPARE(account.emitted, emitted);
  auto reader = store::openReader(place.file.toStdString());
  const auto audit = (*reader)->sql("SELECT count(*) FROM audit WHERE action = 'limit'", 1, {});
  QVERIFY2(audit.ok(), audit.ok() ? "" : audit.error().text().c_str());
  QCOMPARE(audit->rows.at(0).at(0), std::string("5"));
}

void TestLimits::payloadsAreCutVisibly() {
  const Place place;
  auto workspace = Workspace::record(place.recording());
  QVERIFY(workspace.ok());
  QVERIFY((*workspace)->limit("", *ProbeLimits::parse("capture=4")).ok());
  {
    ProbeHost host = place.host("orders");
    QTRY_COMPARE_WITH_TIMEOUT(only(**workspace).limits, std::string("capture=4"), kPatienceMs);
    host.publish("orders", "0123456789");
    QVERIFY(host.flush(kPatienceMs));
  }
  QVERIFY((*workspace)->stop().ok());
  auto reader = store::openReader(place.file.toStdString());
  const std::uint64_t first[] = {1};
  const auto rows = (*reader)->eventRows(first, true, {});
  QVERIFY(rows.ok() && rows->size() == 1);
  QCOMPARE(rows->front().payload, std::string("0123"));
  QCOMPARE(rows->front().payloadSize, std::uint32_t{10});
}

void TestLimits::theCommandLineAsksAndTells() {
  const Place place;
  const auto rheo = [&](const QStringList& arguments, QProcess& process) {
    process.start(QStringLiteral(RHEO_BIN_DIR "/rheo"), arguments);
    return process.waitForStarted();
  };
  QProcess wrong;
  QVERIFY(rheo({QStringLiteral("record"), QStringLiteral("--out"), place.file,
                QStringLiteral("--limit"), QStringLiteral("half")},
               wrong));
  QVERIFY(wrong.waitForFinished(kPatienceMs));
  QCOMPARE(wrong.exitCode(), 2);
  QVERIFY(wrong.readAllStandardError().contains("'half' is no limit"));
  QProcess recorder;
  QVERIFY(rheo(
      {QStringLiteral("record"), QStringLiteral("--out"), place.file, QStringLiteral("--listen"),
       place.endpoint, QStringLiteral("--limit"), QStringLiteral("mail: pause"),
       QStringLiteral("--limit"), QStringLiteral("sample:audit=0")},
      recorder));
  {
    ProbeHost orders = place.host("orders"), mail = place.host("mail");
    QTRY_VERIFY_WITH_TIMEOUT(!mail.isEnabled() && orders.isConnected(), kPatienceMs);
    QTRY_VERIFY_WITH_TIMEOUT((orders.publish("audit"), orders.leftOut() > 0), kPatienceMs);
    for (int i = 0; i < 1000; ++i) {
      orders.publish("orders");
      orders.publish("audit");
      mail.publish("orders");
    }
    QVERIFY(orders.flush(kPatienceMs));
  }
  // The hosts' last words are on their way; a recorder that ends before them cannot know.
  QTRY_VERIFY_WITH_TIMEOUT(accountOf(place.file).leftOut >= 2000, kPatienceMs);
  recorder.terminate();
  QVERIFY(recorder.waitForFinished(kPatienceMs));
  QProcess info;
  QVERIFY(rheo({QStringLiteral("info"), place.file, QStringLiteral("--json")}, info));
  QVERIFY(info.waitForFinished(kPatienceMs));
  const QJsonObject told = QJsonDocument::fromJson(info.readAllStandardOutput()).object();
  const Account account = accountOf(place.file);
  QCOMPARE(told[QStringLiteral("leftOut")].toInteger(), qint64(account.leftOut));
  QVERIFY(account.leftOut >= 2000);
  const QJsonArray sessions = told[QStringLiteral("sessions")].toArray();
  QCOMPARE(sessions.size(), 2);
  for (const auto& each : sessions) {
    const QJsonObject session = each.toObject();
    const bool isMail = session[QStringLiteral("service")] == QStringLiteral("mail");
    QCOMPARE(session[QStringLiteral("limits")].toString(),
             isMail ? QStringLiteral("pause") : QStringLiteral("sample:audit=0"));
    if (isMail) QCOMPARE(session[QStringLiteral("leftOut")].toInteger(), qint64(1000));
  }
  QProcess text;
  QVERIFY(rheo({QStringLiteral("info"), place.file}, text));
  QVERIFY(text.waitForFinished(kPatienceMs));
  const QByteArray lines = text.readAllStandardOutput();
  QVERIFY2(lines.contains("left out  ") && lines.contains("mail 1000 (pause)"), lines.constData());
}

void TestLimits::allServicesMeansAll() {
  const Place place;
  auto workspace = Workspace::record(place.recording());
  QVERIFY(workspace.ok());
  const ProbeHost host = place.host("orders");
  QVERIFY((*workspace)->limit("orders", *ProbeLimits::parse("pause")).ok());
  QTRY_COMPARE_WITH_TIMEOUT(only(**workspace).limits, std::string("pause"), kPatienceMs);
  QVERIFY((*workspace)->limit("", {}).ok());
  QTRY_COMPARE_WITH_TIMEOUT(only(**workspace).limits, std::string(), kPatienceMs);
  QVERIFY(host.isEnabled());
}

void TestLimits::whoMayNotControlMayNotAsk() {
  const Place place;
  RecordOptions options = place.recording();
  options.allowControl = false;
  auto workspace = Workspace::record(options);
  QVERIFY(workspace.ok());
  QVERIFY(!(*workspace)->limit("", *ProbeLimits::parse("pause")).ok());
  QVERIFY((*workspace)->stop().ok());
  auto opened = Workspace::open(place.file.toStdString());
  QVERIFY(opened.ok() && !(*opened)->limit("", {}).ok());
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
