// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "probes/demo/broker_core.hpp"

using namespace rheo::demo;

namespace {

constexpr std::int64_t kMs = 1'000'000;

struct Given {
  BrokerCore::Consumer consumer;
  std::uint64_t id;
  std::uint16_t attempt;
  std::int64_t brokerNs;
  std::string payload;
};

class Fixture {
 public:
  explicit Fixture(BrokerLimits limits = {}) : core(limits) {}

  void publish(std::string_view topic, std::string_view payload, std::string_view key = "k") {
    Message message;
    message.topic = topic;
    message.type = "T";
    message.key = key;
    message.payload = payload;
    std::string bytes;
    appendMessage(bytes, message);
    core.publish(bytes, now);
  }

  std::vector<Given> pump() {
    std::vector<Given> all;
    core.tick(now);
    core.pump(now, [&](BrokerCore::Consumer consumer, const Delivery& d) {
      Message message;
      QVERIFY(readMessage(d.message, message));
      all.push_back({consumer, d.id, d.attempt, d.brokerNs, std::string(message.payload)});
    });
    return all;
  }

  BrokerCore core;
  std::int64_t now = 1'000 * kMs;
};

}  // namespace

class TstDemoBroker : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everySubscriptionGetsEveryMessageOnce() {
    Fixture f;
    f.core.subscribe(1, {"a", "t", 8}, f.now);
    f.core.subscribe(2, {"b", "t", 8}, f.now);
    f.publish("t", "1");
    f.publish("t", "2");
    const auto given = f.pump();
    QCOMPARE(given.size(), std::size_t{4});
    QCOMPARE(given[0].brokerNs, f.now);
    QCOMPARE(given[0].payload, std::string("1"));
    QCOMPARE(given[1].payload, std::string("2"));
    QVERIFY(f.pump().empty());
  }

  void prefetchBoundsWhatIsUnsettled() {
    Fixture f;
    f.core.subscribe(1, {"a", "t", 2}, f.now);
    for (int i = 0; i < 5; ++i) f.publish("t", std::to_string(i));
    auto given = f.pump();
    QCOMPARE(given.size(), std::size_t{2});
    f.core.settle(1, {given[0].id}, f.now);
    given = f.pump();
    QCOMPARE(given.size(), std::size_t{1});
    QCOMPARE(given[0].payload, std::string("2"));
  }

  void retryComesBackAfterItsDelayWithTheNextAttempt() {
    Fixture f;
    f.core.subscribe(1, {"a", "t", 8}, f.now);
    f.publish("t", "x");
    const auto first = f.pump();
    QCOMPARE(first.at(0).attempt, std::uint16_t{1});
    f.core.settle(1, {first[0].id, Verdict::Retry, 40, {}}, f.now);
    QVERIFY(f.pump().empty());
    QCOMPARE(f.core.nextDueNs(), f.now + 40 * kMs);
    f.now += 39 * kMs;
    QVERIFY(f.pump().empty());
    f.now += 1 * kMs;
    const auto second = f.pump();
    QCOMPARE(second.size(), std::size_t{1});
    QCOMPARE(second[0].attempt, std::uint16_t{2});
    // The broker took it once: its time stays.
    QCOMPARE(second[0].brokerNs, first[0].brokerNs);
  }

  void deadLetterMovesToItsQueue() {
    Fixture f;
    f.core.subscribe(1, {"a", "t", 8}, f.now);
    f.core.subscribe(2, {"undertaker", "t.dlq", 8}, f.now);
    f.publish("t", "x");
    const auto first = f.pump();
    f.core.settle(1, {first.at(0).id, Verdict::DeadLetter, 0, "t.dlq"}, f.now);
    const auto moved = f.pump();
    QCOMPARE(moved.size(), std::size_t{1});
    QCOMPARE(moved[0].consumer, 2u);
    QCOMPARE(moved[0].payload, std::string("x"));
    QCOMPARE(f.core.counters().deadLettered, 1u);
  }

  void unsettledIsRedelivered() {
    BrokerLimits limits;
    limits.redeliverAfterNs = 500 * kMs;
    Fixture f(limits);
    f.core.subscribe(1, {"a", "t", 8}, f.now);
    f.publish("t", "x");
    const auto first = f.pump();
    QCOMPARE(first.size(), std::size_t{1});
    f.now += 1'000 * kMs;
    const auto second = f.pump();
    QCOMPARE(second.size(), std::size_t{1});
    QCOMPARE(second[0].attempt, std::uint16_t{2});
    // The word of the first delivery comes too late and settles nothing.
    f.core.settle(1, {first[0].id}, f.now);
    QCOMPARE(f.core.pending(), std::size_t{1});
    f.core.settle(1, {second[0].id}, f.now);
    QCOMPARE(f.core.pending(), std::size_t{0});
  }

  void vanishedConsumerLeavesItsWorkToTheOthers() {
    BrokerLimits limits;
    limits.goneAfterNs = 500 * kMs;
    Fixture f(limits);
    f.core.subscribe(1, {"a", "t", 100}, f.now);
    f.core.subscribe(2, {"a", "t", 100}, f.now);
    for (int i = 0; i < 40; ++i) f.publish("t", "x", std::to_string(i));
    std::size_t held = 0;
    for (const Given& given : f.pump()) {
      if (given.consumer == 1) {
        ++held;
      } else {
        f.core.settle(2, {given.id}, f.now);
      }
    }
    QVERIFY(held > 0 && held < 40);
    f.now += 1'000 * kMs;
    f.core.touch(2, f.now);
    f.pump();
    f.now += 300 * kMs;
    f.core.touch(2, f.now);
    const auto again = f.pump();
    QCOMPARE(again.size(), held);
    for (const Given& given : again) QCOMPARE(given.consumer, 2u);
  }

  void oneKeyStaysInOrderWithOneConsumer() {
    Fixture f;
    f.core.subscribe(1, {"a", "t", 1}, f.now);
    f.core.subscribe(2, {"a", "t", 1}, f.now);
    for (int i = 0; i < 60; ++i) {
      f.publish("t", std::to_string(i), i % 3 == 0 ? "x" : i % 3 == 1 ? "y" : "z");
    }
    std::map<int, std::pair<BrokerCore::Consumer, int>> last;
    std::size_t total = 0;
    for (auto given = f.pump(); !given.empty(); given = f.pump()) {
      for (const Given& g : given) {
        const int n = std::stoi(g.payload);
        const auto [place, isNew] = last.try_emplace(n % 3, g.consumer, -1);
        QCOMPARE(place->second.first, g.consumer);
        QVERIFY(n > place->second.second);
        place->second.second = n;
        f.core.settle(g.consumer, {g.id}, f.now);
        ++total;
      }
    }
    QCOMPARE(total, std::size_t{60});
  }

  void topicWithoutSubscriptionIsAcceptedAndCounted() {
    Fixture f;
    f.publish("nobody", "x");
    QCOMPARE(f.core.counters().published, 1u);
    QCOMPARE(f.core.counters().unconsumed, 1u);
    QCOMPARE(f.core.pending(), std::size_t{0});
  }

  void fullQueueHoldsSourcesThenCountsWhatItLoses() {
    BrokerLimits limits;
    limits.queueMessages = 10;
    Fixture f(limits);
    f.core.subscribe(1, {"a", "t", 100}, f.now);
    for (int i = 0; i < 5; ++i) f.publish("t", "x");
    QVERIFY(!f.core.congested());
    for (int i = 0; i < 7; ++i) f.publish("t", "x");
    QVERIFY(f.core.congested());
    QCOMPARE(f.core.counters().overflowed, 2u);
    QCOMPARE(f.pump().size(), std::size_t{10});
    QVERIFY(!f.core.congested());
  }

  void malformedMessageIsCounted() {
    Fixture f;
    f.core.publish("rubbish", f.now);
    QCOMPARE(f.core.counters().malformed, 1u);
    QCOMPARE(f.core.counters().published, 0u);
  }
};

QTEST_APPLESS_MAIN(TstDemoBroker)
#include "tst_demo_broker.moc"
