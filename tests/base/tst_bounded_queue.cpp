// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <memory>
#include <thread>

#include "model/base/bounded_queue.h"
#include "model/base/cancel.h"

using namespace rheo;
using namespace std::chrono_literals;

class TestBoundedQueue : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aFullQueueRefusesAndLeavesTheValue();
  void aClosedQueueIsDrainedThenEmpty();
  void closingWakesWhoWaits();
  void threadsLoseAndRepeatNothing();
  void cancellingIsSeenThroughCopies();
};

void TestBoundedQueue::aFullQueueRefusesAndLeavesTheValue() {
  BoundedQueue<std::unique_ptr<int>> queue(1);
  QVERIFY(queue.tryPush(std::make_unique<int>(1)));
  auto refused = std::make_unique<int>(2);
  QVERIFY(!queue.tryPush(std::move(refused)));
  QVERIFY(refused != nullptr);
  QCOMPARE(**queue.pop(0ms), 1);
  QVERIFY(queue.tryPush(std::move(refused)));
  QCOMPARE(**queue.pop(0ms), 2);
  QVERIFY(!queue.pop(1ms).has_value());
}

void TestBoundedQueue::aClosedQueueIsDrainedThenEmpty() {
  BoundedQueue<int> queue(4);
  QVERIFY(queue.tryPush(1));
  QVERIFY(queue.tryPush(2));
  queue.close();
  QVERIFY(queue.closed());
  QVERIFY(!queue.tryPush(3));
  QCOMPARE(*queue.pop(1s), 1);
  QCOMPARE(*queue.pop(1s), 2);
  QVERIFY(!queue.pop(1h).has_value());
}

void TestBoundedQueue::closingWakesWhoWaits() {
  BoundedQueue<int> queue(1);
  std::thread waiter([&] { QVERIFY(!queue.pop(1h).has_value()); });
  queue.close();
  waiter.join();
}

void TestBoundedQueue::threadsLoseAndRepeatNothing() {
  constexpr int kEach = 20'000;
  constexpr int kProducers = 3;
  BoundedQueue<int> queue(64);
  std::vector<std::thread> producers;
  for (int p = 0; p < kProducers; ++p) {
    producers.emplace_back([&, p] {
      for (int i = 0; i < kEach; ++i) {
        while (!queue.tryPush(p * kEach + i)) std::this_thread::yield();
      }
    });
  }
  std::vector<std::vector<int>> taken(2);
  std::vector<std::thread> consumers;
  for (auto& mine : taken) {
    consumers.emplace_back([&] {
      while (const auto value = queue.pop(1h)) mine.push_back(*value);
    });
  }
  for (auto& producer : producers) producer.join();
  queue.close();
  for (auto& consumer : consumers) consumer.join();
  std::vector<int> seen(kProducers * kEach);
  for (const auto& mine : taken) {
    std::vector<int> last(kProducers, -1);
    for (const int value : mine) {
      ++seen[static_cast<std::size_t>(value)];
      // One consumer sees each producer's values in order.
      int& previous = last[static_cast<std::size_t>(value / kEach)];
      QVERIFY(previous < value);
      previous = value;
    }
  }
  for (const int count : seen) QCOMPARE(count, 1);
}

void TestBoundedQueue::cancellingIsSeenThroughCopies() {
  CancelToken token;
  const CancelToken copy = token;
  QVERIFY(!copy.cancelled());
  token.cancel();
  QVERIFY(copy.cancelled());
  QVERIFY(!CancelToken().cancelled());
}

QTEST_GUILESS_MAIN(TestBoundedQueue)
#include "tst_bounded_queue.moc"
