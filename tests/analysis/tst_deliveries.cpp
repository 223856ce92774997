// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "stream.h"

using namespace rheo;
using test::kStart;
using test::Stream;

class TestDeliveries : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void fillsInWhoPublishedAndWhen();
  void whatTheContextCarriesIsKept();
  void aSecondDeliveryOfAnAttemptIsADuplicate();
  void aRetryIsNoDuplicate();
  void eachSubscriptionMayTakeAnEventOnce();
  void anOvertakenEventIsOutOfOrder();
  void oldestFallOutOfFullTables();
  void problemsAreCoalescedPerSecondAndPlace();
  void schemaErrorsAreViolations();
  void findsSlowConsumersAndSkewedClocks();
  void reportsUnconsumedTopicsOncePerSecond();
  void aDeliveryAcquitsTheTopic();
  void gapsAreProblems();
  void relearnedSightingsMakeNoOutputButAreRemembered();
  void floodsOfDistinctProblemsAreBounded();
};

void TestDeliveries::fillsInWhoPublishedAndWhen() {
  Stream s;
  const TraceEvent published = s.fold(s.make(Stage::Published, 0, 1, "gateway"));
  QCOMPARE(published.producer, s.names.find("gateway"));
  const TraceEvent done = s.fold(s.make(Stage::Processed, 30, 1, "payments", "orders", "billing"));
  QCOMPARE(done.producer, s.names.find("gateway"));
  QCOMPARE(done.publishedNs, kStart);
  QCOMPARE(hopParts(done).totalNs, 30 * kMillisecond);
  const TraceEvent unknown = s.fold(s.make(Stage::Processed, 30, 2, "payments"));
  QCOMPARE(unknown.publishedNs, TimeNs{0});
}

void TestDeliveries::whatTheContextCarriesIsKept() {
  Stream s;
  s.fold(s.make(Stage::Published, 5, 1, "gateway"));
  TraceEvent received = s.make(Stage::Received, 30, 1, "payments");
  received.publishedNs = kStart;
  received.producer = s.names.intern("edge");
  received = s.fold(received);
  QCOMPARE(received.publishedNs, kStart);
  QCOMPARE(received.producer, s.names.find("edge"));
}

void TestDeliveries::aSecondDeliveryOfAnAttemptIsADuplicate() {
  Stream s;
  s.fold(s.make(Stage::Published, 0, 1));
  const auto sight = [&](Stage stage, std::int64_t ms) {
    return (s.fold(s.make(stage, ms, 1, "payments", "orders", "billing")).flags & kDuplicate) != 0;
  };
  QVERIFY(!sight(Stage::Received, 1));
  QVERIFY(!sight(Stage::Processed, 2));
  QVERIFY(sight(Stage::Received, 3));
  QVERIFY(sight(Stage::Processed, 4));
  s.take();
  QCOMPARE(s.count(ProblemKind::Duplicate), 1u);
  QCOMPARE(s.first(ProblemKind::Duplicate)->subscription, std::string("billing"));
  QCOMPARE(s.first(ProblemKind::Duplicate)->severity, Severity::Note);
}

void TestDeliveries::aRetryIsNoDuplicate() {
  Stream s;
  for (std::uint16_t attempt = 1; attempt <= 3; ++attempt) {
    for (const Stage stage : {Stage::Received, Stage::Failed, Stage::DeadLettered}) {
      if (stage == Stage::DeadLettered && attempt < 3) continue;
      TraceEvent event = s.make(stage, attempt * 10, 1, "payments", "orders", "billing");
      event.attempt = attempt;
      event.errorType = s.names.intern("timeout");
      QVERIFY((s.fold(event).flags & kDuplicate) == 0);
    }
  }
  TraceEvent stale = s.make(Stage::Received, 99, 1, "payments", "orders", "billing");
  stale.attempt = 2;
  QVERIFY((s.fold(stale).flags & kDuplicate) != 0);
  s.take();
  QCOMPARE(s.count(ProblemKind::Failure), 3u);
  QCOMPARE(s.count(ProblemKind::DeadLetter), 1u);
  QCOMPARE(s.first(ProblemKind::DeadLetter)->detail, std::string("timeout"));
}

void TestDeliveries::eachSubscriptionMayTakeAnEventOnce() {
  Stream s;
  for (const char* subscription : {"billing", "mail", ""}) {
    const auto event = s.fold(s.make(Stage::Received, 1, 1, "payments", "orders", subscription));
    QVERIFY((event.flags & kDuplicate) == 0);
  }
  // The same id out of the dead-letter queue is a delivery of its own.
  QVERIFY((s.fold(s.make(Stage::Received, 2, 1, "payments", "orders.dlq", "billing")).flags &
           kDuplicate) == 0);
}

void TestDeliveries::anOvertakenEventIsOutOfOrder() {
  Stream s;
  const auto receive = [&](std::uint64_t id, std::int64_t publishedMs, std::string_view key,
                           std::uint16_t attempt = 1) {
    TraceEvent event = s.make(Stage::Received, 100, id, "payments", "orders", "billing");
    event.publishedNs = kStart + publishedMs * kMillisecond;
    event.key = key;
    event.attempt = attempt;
    return (s.fold(event).flags & kOutOfOrder) != 0;
  };
  QVERIFY(!receive(1, 10, "a"));
  QVERIFY(!receive(2, 20, "a"));
  QVERIFY(receive(3, 15, "a"));
  QVERIFY(!receive(4, 15, "b"));
  QVERIFY(!receive(5, 12, ""));
  QVERIFY(!receive(6, 12, "a", 2));
  QVERIFY(!receive(7, 20, "a"));
  s.take();
  QCOMPARE(s.count(ProblemKind::OutOfOrder), 1u);
}

void TestDeliveries::oldestFallOutOfFullTables() {
  analysis::Limits limits;
  limits.inFlight = 10;
  Stream s(limits);
  for (std::uint64_t id = 1; id <= 11; ++id) s.fold(s.make(Stage::Published, 0, id));
  QCOMPARE(s.fold(s.make(Stage::Received, 1, 1)).publishedNs, TimeNs{0});
  QCOMPARE(s.fold(s.make(Stage::Received, 1, 2)).publishedNs, kStart);
}

void TestDeliveries::problemsAreCoalescedPerSecondAndPlace() {
  Stream s;
  const auto fail = [&](std::int64_t ms, const char* error) {
    TraceEvent event = s.make(Stage::Failed, ms, 0, "payments", "orders", "billing");
    event.errorType = s.names.intern(error);
    s.fold(event);
  };
  fail(400, "timeout");
  fail(100, "timeout");
  fail(900, "declined");
  fail(1'100, "timeout");
  s.take();
  QCOMPARE(s.problems.size(), 3u);
  QCOMPARE(s.problems[0].count, 2u);
  QCOMPARE(s.problems[0].timeNs, kStart + 100 * kMillisecond);
  QCOMPARE(s.problems[0].service, std::string("payments"));
  QCOMPARE(s.problems[0].detail, std::string("timeout"));
  s.take();
  QCOMPARE(s.problems.size(), 3u);
}

void TestDeliveries::schemaErrorsAreViolations() {
  Stream s;
  TraceEvent event = s.make(Stage::Failed, 1, 1);
  event.errorType = s.names.intern("schema_violation");
  s.fold(event);
  s.take();
  QCOMPARE(s.count(ProblemKind::SchemaViolation), 1u);
  QCOMPARE(s.count(ProblemKind::Failure), 0u);
}

void TestDeliveries::findsSlowConsumersAndSkewedClocks() {
  Stream s;
  s.fold(s.make(Stage::Published, 1'000, 1, "gateway"));
  s.fold(s.make(Stage::Received, 996, 1, "near"));
  s.fold(s.make(Stage::Received, 994, 1, "skewed"));
  s.fold(s.make(Stage::Processed, 2'000, 1, "prompt"));
  s.fold(s.make(Stage::Processed, 2'001, 1, "slow"));
  TraceEvent retry = s.make(Stage::Processed, 9'000, 1, "retrying");
  retry.attempt = 2;
  s.fold(retry);
  s.take();
  QCOMPARE(s.count(ProblemKind::ClockSkew), 1u);
  QCOMPARE(s.first(ProblemKind::ClockSkew)->service, std::string("skewed"));
  QCOMPARE(s.first(ProblemKind::ClockSkew)->detail, std::string("gateway"));
  QCOMPARE(s.count(ProblemKind::SlowConsumer), 1u);
  QCOMPARE(s.first(ProblemKind::SlowConsumer)->service, std::string("slow"));
}

void TestDeliveries::reportsUnconsumedTopicsOncePerSecond() {
  Stream s;
  for (int ms = 0; ms < 2'000; ms += 100)
    s.fold(s.make(Stage::Published, ms, static_cast<std::uint64_t>(1 + ms), "gw", "promo.applied"));
  s.analysis.tick(kStart + 5 * kSecond);
  s.take();
  QCOMPARE(s.count(ProblemKind::Unconsumed), 0u);
  s.analysis.tick(kStart + 60 * kSecond);
  s.take();
  QCOMPARE(s.problems.size(), 2u);
  QCOMPARE(s.problems[0].count, 10u);
  QCOMPARE(s.problems[1].count, 10u);
  QCOMPARE(s.problems[0].topic, std::string("promo.applied"));
}

void TestDeliveries::aDeliveryAcquitsTheTopic() {
  Stream s;
  s.fold(s.make(Stage::Published, 0, 1));
  s.fold(s.make(Stage::Received, 4'000, 1, "payments", "orders", "billing"));
  s.fold(s.make(Stage::Published, 5'000, 2));
  s.analysis.tick(kStart + 60 * kSecond);
  s.take();
  QCOMPARE(s.count(ProblemKind::Unconsumed), 0u);
}

void TestDeliveries::gapsAreProblems() {
  Stream s;
  EventBatch batch;
  Gap gap;
  gap.service = s.names.intern("payments");
  gap.reason = s.names.intern("ring full");
  gap.fromNs = kStart;
  gap.count = 17;
  batch.gaps.push_back(gap);
  s.analysis.fold(batch);
  s.take();
  QCOMPARE(s.count(ProblemKind::Gap), 17u);
  QCOMPARE(s.first(ProblemKind::Gap)->detail, std::string("ring full"));
  QCOMPARE(s.first(ProblemKind::Gap)->severity, Severity::Error);
}

void TestDeliveries::relearnedSightingsMakeNoOutputButAreRemembered() {
  Stream s;
  s.analysis.relearn(s.make(Stage::Published, 0, 1, "gateway"));
  s.analysis.relearn(s.make(Stage::Received, 1, 1, "payments", "orders", "billing"));
  s.analysis.relearn(s.make(Stage::Failed, 2, 1, "payments", "orders", "billing"));
  s.take();
  QVERIFY(s.problems.empty());
  const auto again = s.fold(s.make(Stage::Received, 3, 1, "payments", "orders", "billing"));
  QVERIFY((again.flags & kDuplicate) != 0);
  QCOMPARE(again.publishedNs, kStart);
}

void TestDeliveries::floodsOfDistinctProblemsAreBounded() {
  Stream s;
  for (int i = 0; i < 50'000; ++i) {
    TraceEvent event = s.make(Stage::Failed, 0, 0);
    event.errorType = s.names.intern("error " + std::to_string(i));
    s.fold(event);
  }
  s.take();
  QVERIFY(s.problems.size() <= 10'001);
  QCOMPARE(s.count(ProblemKind::Failure), 50'000u);
}

QTEST_GUILESS_MAIN(TestDeliveries)
#include "tst_deliveries.moc"
