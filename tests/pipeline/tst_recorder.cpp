// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>

#include "model/pipeline/recorder.h"
#include "pipeline/fake_store_writer.h"

using namespace rheo;
using namespace std::chrono_literals;

namespace {

EventBatch batchOf(std::uint32_t session, std::uint32_t stream, std::uint64_t first,
                   std::size_t count) {
  EventBatch batch;
  batch.session = session;
  batch.stream = stream;
  batch.ingestedNs = nowNs();
  for (std::uint64_t i = 0; i < count; ++i) {
    TraceEvent& event = batch.events.emplace_back();
    event.session = session;
    event.stream = stream;
    event.position = first + i;
    event.timeNs = batch.ingestedNs;
  }
  batch.lastPosition = batch.lastSeq = first + count - 1;
  return batch;
}

}  // namespace

class TestRecorder : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void queueRefusesWhatExceedsItsBytesAndLeavesTheBatchWhole();
  void queueTakesOneBatchLargerThanItself();
  void everythingSubmittedIsCommittedOnceAndAcknowledgedAfter();
  void aFailingCommitIsKeptAndRepeatedAndNothingIsAcknowledged();
  void stoppingWithAFullDiskSaysSo();
  void fullQueueHoldsTheSourceBackWithoutLoss();
  void aSessionIsStoredNoLaterThanItsFirstBatch();
  void rowsOfStoredSessionsAreKept();
  void auditsAreStoredByTheRecordersThread();
  void memoryOfCommittedBatchesIsHandedOutAgain();
};

void TestRecorder::queueRefusesWhatExceedsItsBytesAndLeavesTheBatchWhole() {
  EventBatch first = batchOf(1, 1, 1, 100);
  BatchQueue queue({10, BatchQueue::weigh(first) + 100});
  QVERIFY(queue.tryPush(std::move(first)));
  EventBatch second = batchOf(1, 1, 101, 100);
  QVERIFY(!queue.tryPush(std::move(second)));
  QCOMPARE(second.events.size(), std::size_t(100));
  QCOMPARE(queue.drain({1ms, 1ms}).size(), std::size_t(1));
  QVERIFY(queue.tryPush(std::move(second)));
}

void TestRecorder::memoryOfCommittedBatchesIsHandedOutAgain() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  Recorder recorder(writer, enricher);
  QCOMPARE(recorder.emptyBatch().events.capacity(), std::size_t(0));
  EventBatch batch = batchOf(1, 1, 1, 1000);
  batch.bytes.emplace_back(100'000, 'x');
  const TraceEvent* events = batch.events.data();
  recorder.start({});
  QVERIFY(recorder.submit(std::move(batch)));
  QVERIFY(recorder.stop().ok());
  EventBatch again = recorder.emptyBatch();
  QVERIFY(again.events.empty() && again.bytes.empty() && again.gaps.empty());
  QCOMPARE(again.session, std::uint32_t(0));
  again.events.resize(1000);
  QCOMPARE(again.events.data(), events);
  QVERIFY(recorder.emptyFrame().capacity() >= 100'000);
  QCOMPARE(recorder.emptyFrame().capacity(), std::string().capacity());
}

void TestRecorder::queueTakesOneBatchLargerThanItself() {
  BatchQueue queue({10, 10});
  QVERIFY(queue.tryPush(batchOf(1, 1, 1, 100)));
  QVERIFY(!queue.tryPush(batchOf(1, 1, 101, 1)));
}

void TestRecorder::everythingSubmittedIsCommittedOnceAndAcknowledgedAfter() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  Recorder recorder(writer, enricher);
  std::mutex mutex;
  std::map<std::uint32_t, std::uint64_t> acked;
  std::atomic<bool> early{false};
  RecorderListeners listeners;
  listeners.ack = [&](const std::vector<StreamPosition>& positions) {
    const std::lock_guard lock(mutex);
    for (const StreamPosition& at : positions) acked[at.stream] = at.position;
    const auto committed = writer.committed();
    for (const StreamPosition& at : positions) {
      const test::FakeStoreWriter::Position wanted{at.session, at.stream, at.position};
      if (std::find(committed.begin(), committed.end(), wanted) == committed.end()) early = true;
    }
  };
  recorder.start(std::move(listeners));
  std::vector<std::thread> threads;
  for (std::uint32_t stream = 1; stream <= 3; ++stream) {
    threads.emplace_back([&recorder, stream] {
      for (std::uint64_t i = 0; i < 50; ++i) {
        EventBatch batch = batchOf(7, stream, i * 20 + 1, 20);
        while (!recorder.submit(std::move(batch))) std::this_thread::yield();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  QVERIFY(recorder.stop().ok());
  auto committed = writer.committed();
  QCOMPARE(committed.size(), std::size_t(3000));
  std::sort(committed.begin(), committed.end());
  QVERIFY(std::adjacent_find(committed.begin(), committed.end()) == committed.end());
  QVERIFY(!early);
  QCOMPARE(acked.size(), std::size_t(3));
  for (const auto& [stream, position] : acked) QCOMPARE(position, std::uint64_t(1000));
  QCOMPARE(recorder.status().events, std::uint64_t(3000));
  QCOMPARE(enricher.folded, std::uint64_t(3000));
}

void TestRecorder::aFailingCommitIsKeptAndRepeatedAndNothingIsAcknowledged() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  RecorderOptions options;
  options.firstRetry = 5ms;
  Recorder recorder(writer, enricher, options);
  std::atomic<int> acks{0};
  std::atomic<int> errors{0};
  RecorderListeners listeners;
  listeners.ack = [&](const std::vector<StreamPosition>&) { ++acks; };
  listeners.journal = [&](const JournalEntry& entry) {
    if (entry.level == JournalEntry::Level::Error) ++errors;
  };
  writer.failing = true;
  recorder.start(std::move(listeners));
  QVERIFY(recorder.submit(batchOf(1, 1, 1, 10)));
  QTRY_VERIFY(writer.attempts >= 3);
  QCOMPARE(acks.load(), 0);
  QCOMPARE(errors.load(), 1);
  QVERIFY(recorder.status().trouble.find("disk full") != std::string::npos);
  QCOMPARE(enricher.folded, std::uint64_t(10));
  writer.failing = false;
  QTRY_COMPARE(acks.load(), 1);
  QVERIFY(recorder.status().trouble.empty());
  QVERIFY(recorder.stop().ok());
  QCOMPARE(writer.committed().size(), std::size_t(10));
  QCOMPARE(enricher.folded, std::uint64_t(10));
}

void TestRecorder::stoppingWithAFullDiskSaysSo() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  Recorder recorder(writer, enricher);
  writer.failing = true;
  recorder.start({});
  QVERIFY(recorder.submit(batchOf(1, 1, 1, 10)));
  QTRY_VERIFY(writer.attempts >= 1);
  const Result<void> outcome = recorder.stop();
  QVERIFY(!outcome.ok());
  QCOMPARE(outcome.error().what, std::string("disk full"));
}

void TestRecorder::fullQueueHoldsTheSourceBackWithoutLoss() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  RecorderOptions options;
  options.queue.batches = 2;
  options.firstRetry = 5ms;
  Recorder recorder(writer, enricher, options);
  writer.failing = true;
  recorder.start({});
  std::uint64_t taken = 0;
  EventBatch next = batchOf(1, 1, 1, 1);
  const auto offer = [&] {
    if (!recorder.submit(std::move(next))) return false;
    ++taken;
    next = batchOf(1, 1, taken + 1, 1);
    return true;
  };
  QTRY_VERIFY(!offer() && writer.attempts > 2);
  writer.failing = false;
  bool again = false;
  QTRY_VERIFY((again = again || offer()));
  QVERIFY(recorder.stop().ok());
  QCOMPARE(writer.committed().size(), std::size_t(taken));
}

void TestRecorder::aSessionIsStoredNoLaterThanItsFirstBatch() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  Recorder recorder(writer, enricher);
  std::atomic<bool> missing{false};
  RecorderListeners listeners;
  listeners.committed = [&](const CommitReport& report) {
    const auto sessions = writer.committedSessions();
    for (const EventBatch& batch : report.batches) {
      if (!sessions.contains(batch.session)) missing = true;
    }
  };
  recorder.start(std::move(listeners));
  for (std::uint64_t i = 1; i <= 200; ++i) {
    SessionInfo session;
    session.id = {1, i};
    const std::uint32_t row = recorder.announce(session);
    QCOMPARE(row, static_cast<std::uint32_t>(i));
    EventBatch batch = batchOf(row, 1, 1, 1);
    while (!recorder.submit(std::move(batch))) std::this_thread::yield();
  }
  QVERIFY(recorder.stop().ok());
  QVERIFY(!missing);
  QCOMPARE(writer.committedSessions().size(), std::size_t(200));
}

void TestRecorder::rowsOfStoredSessionsAreKept() {
  test::FakeStoreWriter writer;
  SessionInfo stored;
  stored.row = 41;
  stored.id = {9, 9};
  writer.storedSessions = {stored};
  test::NoEnricher enricher;
  Recorder recorder(writer, enricher);
  stored.row = 0;
  QCOMPARE(recorder.announce(stored), 41u);
  SessionInfo fresh;
  fresh.id = {9, 10};
  QCOMPARE(recorder.announce(fresh), 42u);
}

void TestRecorder::auditsAreStoredByTheRecordersThread() {
  test::FakeStoreWriter writer;
  test::NoEnricher enricher;
  Recorder recorder(writer, enricher);
  QVERIFY(!recorder.audit({1, "me", "inject", "{}", "sent"}).ok());
  recorder.start({});
  QVERIFY(recorder.audit({1, "me", "inject", "{}", "sent"}).ok());
  QCOMPARE(writer.audits().size(), std::size_t(1));
  QVERIFY(recorder.stop().ok());
  QVERIFY(!recorder.audit({2, "me", "inject", "{}", "sent"}).ok());
}

QTEST_APPLESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
