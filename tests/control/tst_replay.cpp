// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <map>

#include "control/fake_store_reader.h"
#include "model/control/control.h"
#include "model/control/replay_schedule.h"

using namespace rheo;
using namespace rheo::control;

namespace {

constexpr TimeNs kStart = 1'700'000'000 * kSecond;

/// Answers at once: accepts, refuses every `refuseEach`-th.
class FakeInjector final : public Injector {
 public:
  Result<std::uint64_t> inject(const InjectRequest& request, Listener listener) override {
    requests.push_back(request);
    times.push_back(monotonicNs());
    InjectStatus status;
    status.id = requests.size();
    const bool refuse = refuseEach > 0 && requests.size() % refuseEach == 0;
    status.state = refuse ? InjectState::Refused : InjectState::Accepted;
    listener(status);
    status.state = InjectState::Processed;
    if (!refuse) listener(status);
    return status.id;
  }
  void audit(const std::string& action, const std::string&, const std::string& outcome) override {
    audits.emplace_back(action, outcome);
  }
  std::vector<InjectRequest> requests;
  std::vector<std::int64_t> times;
  std::vector<std::pair<std::string, std::string>> audits;
  std::size_t refuseEach = 0;
};

std::vector<SessionInfo> gateway() {
  SessionInfo session;
  session.row = 1;
  session.service = "gateway";
  session.injectables = {{"orders", "OrderPlaced", "{}"}};
  return {session};
}

/// Orders every `gapNs`, stored a little out of order, with other sightings between them.
struct Recorded : test::FakeStoreReader {
  Recorded(std::size_t orders, std::int64_t gapNs);
};

Recorded::Recorded(std::size_t orders, std::int64_t gapNs) {
  test::FakeStoreReader& reader = *this;
  for (std::size_t i = 0; i < orders; ++i) {
    store::EventRow row;
    row.row = reader.rows.size() + 1;
    row.stage = Stage::Published;
    row.topic = "orders";
    row.type = "OrderPlaced";
    row.timeNs = kStart + static_cast<std::int64_t>(i ^ 1) * gapNs;
    row.eventId = {1, i ^ 1};
    row.payload = "{\"n\":" + std::to_string(i ^ 1) + "}";
    row.payloadSize = static_cast<std::uint32_t>(row.payload.size());
    reader.rows.push_back(row);
    row.row = reader.rows.size() + 1;
    row.stage = Stage::Processed;
    reader.rows.push_back(row);
  }
}

Result<ReplayProgress> run(test::FakeStoreReader& reader, const ReplayPlan& plan,
                           FakeInjector& injector, bool dry = false, CancelToken cancel = {}) {
  return runReplay(reader, plan, dry, gateway(), injector, {}, cancel);
}

}  // namespace

class TestReplay : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void offsetsKeepTheGapsOverTheSpeed();
  void theCapWidensGaps();
  void peakCountsTheFullestSecond();
  void sleepIsPreciseAndCancels();
  void estimateNamesTheObstacles();
  void sendsAllInOrderOfTimeAndKeepsGaps();
  void dryRunSendsNothing();
  void refusalsAreCounted();
  void cancelStopsEarly();
  void plansOutOfRangeAreRefused();
  void onlyPublishedSightingsAreAskedFor();
};

void TestReplay::offsetsKeepTheGapsOverTheSpeed() {
  const std::vector<TimeNs> times{kStart, kStart + kSecond, kStart + 3 * kSecond};
  QCOMPARE(planOffsets(times, 1, 1e6), (std::vector<std::int64_t>{0, kSecond, 3 * kSecond}));
  QCOMPARE(planOffsets(times, 10, 1e6),
           (std::vector<std::int64_t>{0, kSecond / 10, 3 * kSecond / 10}));
  QCOMPARE(planOffsets(times, 0.5, 1e6), (std::vector<std::int64_t>{0, 2 * kSecond, 6 * kSecond}));
}

void TestReplay::theCapWidensGaps() {
  const std::vector<TimeNs> times{kStart, kStart, kStart + 1};
  QCOMPARE(planOffsets(times, 1, 1000),
           (std::vector<std::int64_t>{0, kMillisecond, 2 * kMillisecond}));
  QCOMPARE(planOffsets(times, 0, 100),
           (std::vector<std::int64_t>{0, 10 * kMillisecond, 20 * kMillisecond}));
}

void TestReplay::peakCountsTheFullestSecond() {
  QCOMPARE(peakRate({}), 0.0);
  const std::vector<std::int64_t> offsets{0, kSecond - 1, kSecond, kSecond + 1, 5 * kSecond};
  QCOMPARE(peakRate(offsets), 3.0);
}

void TestReplay::sleepIsPreciseAndCancels() {
  CancelToken cancel;
  const std::int64_t until = monotonicNs() + 5 * kMillisecond;
  QVERIFY(sleepUntil(until, cancel));
  QVERIFY(monotonicNs() >= until);
  cancel.cancel();
  QVERIFY(!sleepUntil(monotonicNs() + 100 * kSecond, cancel));
}

void TestReplay::estimateNamesTheObstacles() {
  Recorded reader(10, 100 * kMillisecond);
  for (const int i : {0, 2, 4}) reader.rows[static_cast<std::size_t>(i)].type = "OrderShipped";
  reader.rows[6].flags = kPayloadTruncated;
  ReplayPlan plan;
  plan.speed = 2;
  const auto estimate = estimateReplay(reader, plan, gateway(), {});
  QVERIFY(estimate.ok());
  QCOMPARE(estimate.value().events, std::uint64_t(10));
  QCOMPARE(estimate.value().sendable, std::uint64_t(6));
  QCOMPARE(estimate.value().obstacles.size(), std::size_t(2));
  QVERIFY(estimate.value().obstacles[0].starts_with("3 events of OrderShipped"));
  QCOMPARE(estimate.value().durationNs, 250 * kMillisecond);
  const auto nobody = estimateReplay(reader, plan, {}, {});
  QCOMPARE(nobody.value().sendable, std::uint64_t(0));
}

void TestReplay::sendsAllInOrderOfTimeAndKeepsGaps() {
  Recorded reader(200, 2 * kMillisecond);
  FakeInjector injector;
  const auto begin = monotonicNs();
  const auto progress = run(reader, {}, injector);
  QVERIFY(progress.ok());
  QCOMPARE(progress.value().sent, std::uint64_t(200));
  QCOMPARE(progress.value().accepted, std::uint64_t(200));
  QCOMPARE(progress.value().processed, std::uint64_t(200));
  QVERIFY(progress.value().done && !progress.value().cancelled);
  for (std::size_t i = 0; i < injector.requests.size(); ++i) {
    QCOMPARE(injector.requests[i].payload, "{\"n\":" + std::to_string(i) + "}");
    QCOMPARE(injector.requests[i].replayOf, (Id128{1, i}));
  }
  const double tookMs =
      static_cast<double>(injector.times.back() - begin) / kMillisecond;  // the first may be late
  QVERIFY2(tookMs > 397, qPrintable(QString::number(tookMs)));
  QCOMPARE(injector.audits.size(), std::size_t(2));
  QCOMPARE(injector.audits[0].second, std::string("started"));
  // Somebody else may have the processor for half a second, but not each time.
  double gapErrorNs = progress.value().medianGapErrorNs;
  for (int again = 0; again < 4 && gapErrorNs >= kMillisecond; ++again) {
    FakeInjector another;
    gapErrorNs = run(reader, {}, another).value().medianGapErrorNs;
  }
  qInfo("median gap error %.0f us", gapErrorNs / 1000);
  QVERIFY(gapErrorNs < kMillisecond);
}

void TestReplay::dryRunSendsNothing() {
  Recorded reader(50, kSecond);
  reader.rows[0].payload = "{broken";
  reader.rows[2].type = "Unknown";
  FakeInjector injector;
  const auto progress = run(reader, {}, injector, true);
  QVERIFY(progress.ok());
  QVERIFY(progress.value().dryRun);
  QCOMPARE(progress.value().total, std::uint64_t(50));
  QCOMPARE(progress.value().accepted, std::uint64_t(48));
  QCOMPARE(progress.value().refused, std::uint64_t(2));
  QCOMPARE(progress.value().sent, std::uint64_t(0));
  QVERIFY(injector.requests.empty());
  QCOMPARE(injector.audits.size(), std::size_t(1));
}

void TestReplay::refusalsAreCounted() {
  Recorded reader(30, kMillisecond);
  FakeInjector injector;
  injector.refuseEach = 3;
  ReplayPlan plan;
  plan.speed = 0;
  const auto progress = run(reader, plan, injector);
  QCOMPARE(progress.value().accepted, std::uint64_t(20));
  QCOMPARE(progress.value().refused, std::uint64_t(10));
}

void TestReplay::cancelStopsEarly() {
  Recorded reader(1000, kSecond);
  FakeInjector injector;
  CancelToken cancel;
  const auto stopper = [&cancel](const ReplayProgress& progress) {
    if (progress.sent > 0) cancel.cancel();
  };
  const auto progress = runReplay(reader, {}, false, gateway(), injector, stopper, cancel);
  QVERIFY(progress.value().cancelled);
  QVERIFY(progress.value().sent < 5);
  QVERIFY(injector.audits.back().second.starts_with("cancelled"));
}

void TestReplay::plansOutOfRangeAreRefused() {
  Recorded reader(1, 1);
  FakeInjector injector;
  ReplayPlan plan;
  plan.speed = 1000;
  QVERIFY(!run(reader, plan, injector).ok());
  plan.speed = -1;
  QVERIFY(!run(reader, plan, injector).ok());
  plan.speed = 1;
  plan.maxRatePerS = 0;
  QVERIFY(!run(reader, plan, injector).ok());
}

void TestReplay::onlyPublishedSightingsAreAskedFor() {
  Recorded reader(1, 1);
  FakeInjector injector;
  ReplayPlan plan;
  plan.query.filter = query::Filter::parse("topic == \"orders\" || failed").value();
  QVERIFY(run(reader, plan, injector).ok());
  QCOMPARE(reader.asked, std::string("(topic == \"orders\" || failed) && stage == \"published\""));
}

QTEST_APPLESS_MAIN(TestReplay)
#include "tst_replay.moc"
