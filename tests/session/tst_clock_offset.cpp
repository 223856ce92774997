// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "model/session/workspace.h"

using namespace rheo;

namespace {

constexpr int kMessages = 60, kPatienceMs = 30'000;

std::int64_t number(const std::string& text) {
  return std::stoll(text);
}

}  // namespace

/// Services on machines whose clocks are wrong by minutes or days: what a recording says of when
/// and how long is right, from the first event on.
class TestClockOffset : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void latenciesAreThoseOfOneClock_data();
  void latenciesAreThoseOfOneClock();

 private:
  void start(QProcess& process, const QStringList& arguments, const std::string& endpoint);
};

void TestClockOffset::latenciesAreThoseOfOneClock_data() {
  QTest::addColumn<int>("publisher");  // seconds ahead
  QTest::addColumn<int>("consumer");
  QTest::newRow("both right") << 0 << 0;
  QTest::newRow("the publisher is ahead") << 3600 << 0;
  QTest::newRow("the consumer is behind") << 0 << -90;
  QTest::newRow("both are wrong") << -86'400 << 7200;
}

void TestClockOffset::start(QProcess& process, const QStringList& arguments,
                            const std::string& endpoint) {
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("RHEO_ENDPOINT"), QString::fromStdString(endpoint));
  process.setProcessEnvironment(environment);
  process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  process.start(QStringLiteral(RHEO_CLOCK_HOST), arguments);
}

void TestClockOffset::latenciesAreThoseOfOneClock() {
  QFETCH(int, publisher);
  QFETCH(int, consumer);
  const QTemporaryDir dir;
  RecordOptions options;
  options.path = dir.filePath(QStringLiteral("run.rheo")).toStdString();
  options.endpoints = {"ipc://" + dir.filePath(QStringLiteral("s/c.ipc")).toStdString()};
  auto workspace = Workspace::record(options);
  QVERIFY2(workspace.ok(), workspace.ok() ? "" : workspace.error().text().c_str());
  const TimeNs begin = nowNs();
  QProcess shop, mailer;
  shop.setStandardOutputProcess(&mailer);
  start(shop, {QStringLiteral("publish"), QString::number(publisher), QString::number(kMessages)},
        options.endpoints[0]);
  start(mailer, {QStringLiteral("consume"), QString::number(consumer)}, options.endpoints[0]);
  for (QProcess* process : {&shop, &mailer}) {
    QVERIFY(process->waitForFinished(kPatienceMs));
    QCOMPARE(process->exitCode(), 0);
  }
  QVERIFY((*workspace)->stop().ok());
  const TimeNs end = nowNs();
  auto reader = store::openReader(options.path);
  QVERIFY(reader.ok());
  const auto hops = (*reader)->sql(
      "SELECT count(*), min(latency_ns), max(latency_ns) FROM hop WHERE latency_ns IS NOT NULL", 1,
      {});
  QVERIFY2(hops.ok(), hops.ok() ? "" : hops.error().text().c_str());
  QCOMPARE(number(hops->rows[0][0]), std::int64_t{kMessages});
  // Longer than the handling, shorter than the whole: within what a wrong clock would add.
  QVERIFY(number(hops->rows[0][1]) >= 4 * kMillisecond);
  QVERIFY2(number(hops->rows[0][2]) <= end - begin, hops->rows[0][2].c_str());
  const auto extent = (*reader)->extent();
  QVERIFY(extent.ok());
  QVERIFY(extent->from >= begin - 10 * kMillisecond && extent->to <= end + 10 * kMillisecond);
  const auto summary = (*reader)->summary({}, {});
  QVERIFY(!summary->problems.contains("clockSkew"));
  const auto sessions = (*reader)->sessions();
  QVERIFY(sessions.ok() && sessions->size() == 2);
  for (const SessionInfo& session : *sessions) {
    const std::int64_t wrong = (session.service == "shop" ? publisher : consumer) * kSecond;
    QVERIFY(session.clockUncertaintyNs >= 0 && session.clockUncertaintyNs < 100 * kMillisecond);
    QVERIFY(std::abs(session.clockOffsetNs + wrong) <= session.clockUncertaintyNs + kMillisecond);
  }
}

QTEST_GUILESS_MAIN(TestClockOffset)
#include "tst_clock_offset.moc"
