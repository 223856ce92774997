// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <random>

#include "model/store/commit_order.h"

using namespace rheo;

class TestCommitOrder : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void rowsAreByTimeAndStreamsKeepTheirOrder();
  void nothingIsNothing();
};

namespace {

/// Streams in batches that take turns, times nearly in order, many of them equal.
std::vector<EventBatch> randomCommit(std::mt19937_64& random) {
  std::vector<EventBatch> batches(random() % 12);
  std::vector<std::uint64_t> positions(4, 0);
  for (EventBatch& batch : batches) {
    batch.stream = static_cast<std::uint32_t>(random() % positions.size());
    for (std::size_t i = random() % 40; i > 0; --i) {
      TraceEvent& event = batch.events.emplace_back();
      event.stream = batch.stream;
      event.position = ++positions[batch.stream];
      event.timeNs = static_cast<TimeNs>(event.position + random() % 3);
    }
  }
  return batches;
}

}  // namespace

void TestCommitOrder::rowsAreByTimeAndStreamsKeepTheirOrder() {
  std::mt19937_64 random(3);
  store::CommitOrder order;
  for (int round = 0; round < 500; ++round) {
    const auto batches = randomCommit(random);
    std::size_t size = 0;
    for (const EventBatch& batch : batches) size += batch.events.size();
    const auto rows = order.of(batches);
    QCOMPARE(rows.size(), size);
    std::vector<const TraceEvent*> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      QCOMPARE(rows[i].timeNs, rows[i].event->timeNs);
      seen.push_back(rows[i].event);
      if (i == 0) continue;
      const TraceEvent& before = *rows[i - 1].event;
      QVERIFY(before.timeNs <= rows[i].timeNs);
      const bool sameStream = before.stream == rows[i].event->stream;
      if (sameStream && before.timeNs == rows[i].timeNs) {
        QVERIFY(before.position < rows[i].event->position);
      }
    }
    std::sort(seen.begin(), seen.end());
    QVERIFY(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
  }
}

void TestCommitOrder::nothingIsNothing() {
  store::CommitOrder order;
  QVERIFY(order.of({}).empty());
  const std::vector<EventBatch> batches(3);
  QVERIFY(order.of(batches).empty());
}

QTEST_APPLESS_MAIN(TestCommitOrder)
#include "tst_commit_order.moc"
