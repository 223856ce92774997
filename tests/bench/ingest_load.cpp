// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest_load.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

#include "rheo/probe.hpp"

namespace rheo::bench {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::size_t kRingBytes = 32u << 20;
constexpr std::uint64_t kMostUnacknowledged = 60'000;  ///< of about 250 bytes in the ring
constexpr std::size_t kLanes = 8;
constexpr std::size_t kPayloads = 4096;
constexpr std::size_t kKeys = 5'000;
constexpr std::uint64_t kEventsPerLook = 64;
constexpr std::uint64_t kFailOneIn = 1'000;
constexpr std::uint64_t kSagaOneIn = 300;
constexpr double kSightingsPerEvent = 3;
const ErrorType kFailure{"load_failure"};
const SagaType kSagaType{"LoadSaga"};
const Step kStep{"reserve"};

struct Lane {
  explicit Lane(std::size_t n)
      : topic("load." + std::to_string(n)),
        type("LoadEvent" + std::to_string(n)),
        subscription("load-worker-" + std::to_string(n)) {}
  Topic topic;
  EventType type;
  Subscription subscription;
};

std::vector<std::string> makePayloads() {
  std::vector<std::string> payloads;
  for (std::size_t n = 0; n < kPayloads; ++n) {
    char text[160];
    const int size = std::snprintf(
        text, sizeof text,
        R"({"orderId":"o-%08zx","customer":"c-%05zu","total":%zu.%02zu,"currency":"EUR","items":%zu,"note":")",
        n * 2'654'435'761u % 4'294'967'296u, n * 7919 % 90'000, n * 31 % 500, n * 17 % 100, n % 9);
    std::string payload(text, static_cast<std::size_t>(size));
    payload.resize(126, 'x');
    payloads.push_back(payload + "\"}");
  }
  return payloads;
}

class Load {
 public:
  explicit Load(const LoadOptions& options)
      : m_options(options), m_payloads(makePayloads()), m_probe(configOf(options)) {
    for (std::size_t n = 0; n < kLanes; ++n) m_lanes.emplace_back(n);
    for (std::size_t n = 0; n < kKeys; ++n) {
      m_keys.push_back(options.name + "-k" + std::to_string(n));
    }
  }

  void run() {
    while (!m_probe.stats().connected) std::this_thread::sleep_for(1ms);
    const auto start = Clock::now();
    const auto end = start + std::chrono::duration<double>(m_options.seconds);
    for (std::uint64_t made = 0; Clock::now() < end;) {
      if (mayGoOn(start, made)) {
        for (std::uint64_t i = 0; i < kEventsPerLook; ++i) emit(made++);
      } else {
        std::this_thread::sleep_for(500us);
      }
    }
    m_probe.flush(20'000);
  }
  [[nodiscard]] ProbeStats stats() const { return m_probe.stats(); }

 private:
  static Config configOf(const LoadOptions& options) {
    Config config;
    config.service = options.name;
    config.endpoint = options.endpoint;
    config.ringBytes = kRingBytes;
    config.exitDeadlineMs = 5'000;
    return config;
  }

  [[nodiscard]] bool mayGoOn(Clock::time_point start, std::uint64_t made) const {
    if (m_options.rate > 0) {
      const std::chrono::duration<double> passed = Clock::now() - start;
      return static_cast<double>(made) * kSightingsPerEvent < passed.count() * m_options.rate;
    }
    const ProbeStats stats = m_probe.stats();
    return stats.emitted - stats.dropped - stats.acked < kMostUnacknowledged;
  }

  void emit(std::uint64_t n) {
    const Lane& lane = m_lanes[n % kLanes];
    const std::string& payload = m_payloads[n % kPayloads];
    EventOptions options;
    options.key = m_keys[n % kKeys];
    const Context context = m_probe.published(lane.topic, lane.type, payload, options);
    Processing processing(m_probe, lane.topic, lane.type, lane.subscription,
                          {context, payload, options.key, 1, context.publishedNs}, options);
    if (n % kFailOneIn == kFailOneIn - 1) processing.failed(kFailure);
    if (n % kSagaOneIn == kSagaOneIn - 1) saga(n);
  }

  void saga(std::uint64_t n) {
    Saga saga(m_probe, kSagaType, m_options.name + '-' + std::to_string(n));
    saga.started();
    saga.stepStarted(kStep);
    saga.stepDone(kStep);
    saga.completed();
  }

  const LoadOptions m_options;
  std::vector<Lane> m_lanes;
  std::vector<std::string> m_keys;
  const std::vector<std::string> m_payloads;
  Probe m_probe;
};

}  // namespace

int runLoad(const LoadOptions& options) {
  Load load(options);
  load.run();
  const ProbeStats stats = load.stats();
  std::timespec cpu{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
  std::printf("%llu %llu %.6f\n", static_cast<unsigned long long>(stats.emitted),
              static_cast<unsigned long long>(stats.dropped),
              static_cast<double>(cpu.tv_sec) + static_cast<double>(cpu.tv_nsec) / 1e9);
  return 0;
}

}  // namespace rheo::bench
