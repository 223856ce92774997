// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "probes/demo/protocol.hpp"

namespace rheo::demo {

struct BrokerLimits {
  std::size_t queueMessages = 50'000;
  std::size_t queueBytes = 32u << 20;
  std::int64_t redeliverAfterNs = 10'000'000'000;  ///< unsettled for so long: to someone again
  std::int64_t goneAfterNs = 10'000'000'000;       ///< silent for so long: no longer a consumer
};

struct BrokerCounters {
  std::uint64_t published = 0;
  std::uint64_t unconsumed = 0;  ///< published to a topic without a subscription
  std::uint64_t delivered = 0;   ///< deliveries handed out, redeliveries included
  std::uint64_t settled = 0;
  std::uint64_t retried = 0;
  std::uint64_t redelivered = 0;  ///< after silence
  std::uint64_t deadLettered = 0;
  std::uint64_t overflowed = 0;  ///< lost: the queue was full
  std::uint64_t malformed = 0;
};

/// The queues of the broker, without sockets or clocks: one bounded FIFO per (topic, subscription),
/// split by key into partitions so that the events of one key stay in order while several consumers
/// share the work. One thread.
class BrokerCore {
 public:
  using Consumer = std::uint32_t;
  static constexpr std::size_t kPartitions = 8;

  explicit BrokerCore(BrokerLimits limits = {}) : m_limits(limits) {}
  BrokerCore(const BrokerCore&) = delete;
  BrokerCore& operator=(const BrokerCore&) = delete;

  void subscribe(Consumer consumer, const Subscribe& to, std::int64_t nowNs);
  /// Heard from: keeps a consumer alive.
  void touch(Consumer consumer, std::int64_t nowNs);
  void publish(std::string_view message, std::int64_t nowNs);
  void settle(Consumer consumer, const Settlement& settlement, std::int64_t nowNs);
  /// Lets retries ripen, redelivers what was never settled, forgets who went silent.
  void tick(std::int64_t nowNs);
  /// Hands out what consumers may have now; the delivery is valid during the call.
  void pump(std::int64_t nowNs, const std::function<void(Consumer, const Delivery&)>& deliver);

  [[nodiscard]] const BrokerCounters& counters() const { return m_counters; }
  /// Messages queued, delayed or unsettled.
  [[nodiscard]] std::size_t pending() const;
  /// A queue is more than half full: sources of new work should hold.
  [[nodiscard]] bool congested() const { return m_nearlyFull > 0; }
  /// Unix ns when the next retry is due; 0 when none waits.
  [[nodiscard]] std::int64_t nextDueNs() const;

 private:
  struct Item {
    std::shared_ptr<const std::string> message;
    std::int64_t brokerNs = 0;
    std::uint16_t attempt = 1;
  };
  struct Queue {
    std::array<std::deque<Item>, kPartitions> parts;
    std::array<Consumer, kPartitions> owners{};
    std::vector<Consumer> members;
    std::size_t count = 0;
    std::size_t bytes = 0;
    bool nearlyFull = false;
  };
  struct Place {
    Queue* queue = nullptr;
    std::size_t part = 0;
  };
  struct Delayed {
    Item item;
    Place place;
  };
  struct InFlight {
    Item item;
    Place place;
    Consumer consumer = 0;
    std::int64_t sinceNs = 0;
  };
  struct Member {
    std::vector<Place> places;
    std::size_t turn = 0;       ///< rotates over the places
    std::size_t ready = 0;      ///< items waiting in the places
    std::size_t unsettled = 0;  ///< handed out
    std::size_t prefetch = 1;
    std::int64_t seenNs = 0;
  };

  void route(std::string_view topic, std::string_view key, const Item& item);
  void push(const Place& place, Item item, bool front);
  void measure(Queue& queue);
  void rebalance();
  void redeliver(std::int64_t nowNs);
  void forgetSilent(std::int64_t nowNs);
  bool handOut(Consumer id, Member& member, std::int64_t nowNs,
               const std::function<void(Consumer, const Delivery&)>& deliver);

  BrokerLimits m_limits;
  BrokerCounters m_counters;
  std::map<std::string, std::map<std::string, Queue>, std::less<>> m_topics;
  std::map<Consumer, Member> m_members;
  std::unordered_map<std::uint64_t, InFlight> m_inFlight;
  std::multimap<std::int64_t, Delayed> m_delayed;
  std::uint64_t m_nextDelivery = 1;
  std::uint64_t m_spread = 0;
  std::size_t m_queued = 0;
  std::size_t m_nearlyFull = 0;
  std::int64_t m_nextCareNs = 0;
};

}  // namespace rheo::demo
