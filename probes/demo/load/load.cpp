// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/load/load.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "probes/demo/clock.hpp"
#include "probes/demo/hash.hpp"

namespace rheo::demo::load {
namespace {

constexpr std::uint64_t kSightingsPerEvent = 3;
constexpr std::size_t kLanes = 8;
constexpr std::int64_t kTurnNs = kMs;
constexpr std::size_t kPayloadSize = 128;
const ErrorType kFailure{"load_failure"};
constexpr std::uint64_t kFailureOneIn = 1'000;

/// A topic with its type and consumer.
struct Lane {
  explicit Lane(std::size_t n)
      : topic("load." + std::to_string(n)),
        type("LoadEvent" + std::to_string(n)),
        subscription("load-worker-" + std::to_string(n)) {}
  Topic topic;
  EventType type;
  Subscription subscription;
};

class Loop {
 public:
  explicit Loop(const HostConfig& config) : m_config(config) {}

  void run(Probe& probe, const std::atomic<bool>& stop) {
    const std::int64_t start = steadyNs();
    const double eventsPerNs = m_config.rate / kSightingsPerEvent / 1e9;
    for (std::uint64_t made = 0; !stop.load(std::memory_order_relaxed);) {
      auto due = static_cast<std::uint64_t>(static_cast<double>(steadyNs() - start) * eventsPerNs);
      if (m_config.count > 0) due = std::min(due, m_config.count / kSightingsPerEvent);
      for (; made < due; ++made) one(probe, made);
      sleepUntil(steadyNs() + kTurnNs);
    }
  }

 private:
  void one(Probe& probe, std::uint64_t n) {
    const Lane& lane = m_lanes[n % kLanes];
    char key[24];
    // A key belongs to one process, or its events would not be in order.
    const int keySize =
        std::snprintf(key, sizeof key, "k%d-%04llu", m_config.instance % 1000, n % 5'000ULL);
    char payload[kPayloadSize + 1];
    // The same size for every event, so that runs compare.
    std::snprintf(payload, sizeof payload, "{\"n\":%020llu,\"amount\":%06llu,\"note\":\"%-75s\"}",
                  n + 0ULL, mix(n) % 1'000'000ULL,
                  "a payload of one hundred and twenty-eight bytes");
    EventOptions options;
    options.key = {key, static_cast<std::size_t>(keySize)};
    const std::string_view body(payload, kPayloadSize);
    const Context context = probe.published(lane.topic, lane.type, body, options);
    Processing processing(probe, lane.topic, lane.type, lane.subscription,
                          {context, {}, options.key, 1, context.publishedNs}, options);
    if (n % kFailureOneIn == kFailureOneIn - 1) processing.failed(kFailure);
  }

  HostConfig m_config;
  std::array<Lane, kLanes> m_lanes{Lane(0), Lane(1), Lane(2), Lane(3),
                                   Lane(4), Lane(5), Lane(6), Lane(7)};
};

}  // namespace

void install(Host& host) {
  host.load([&host](Probe& probe, const std::atomic<bool>& stop) {
    Loop(host.config()).run(probe, stop);
  });
}

}  // namespace rheo::demo::load
