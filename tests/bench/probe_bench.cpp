// SPDX-License-Identifier: Apache-2.0
// What a sighting costs its caller: 16-byte ids, topic, type and a 128-byte payload, with the
// sender draining to a real collector in this process. Bursts fit the ring, so that accepted emits
// are measured and not drops; `dropped` must say 0. p50 and p99 are of single calls, less the cost
// of reading the counter.
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <new>
#include <thread>

#include "probes/src/stream.hpp"
#include "rheo/probe.hpp"
#include "tests/bench/probe_measure.h"
#include "tests/bench/probe_table.h"
#include "tests/probes/fake_collector.h"

// Counts what the emitting thread allocates.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (rheo::bench::t_counting) rheo::bench::g_allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

using namespace rheo;
using namespace rheo::bench;

/// Reads a ring as a sender does, every 5 ms on a thread of its own: what the floor is drained by.
class Drain {
 public:
  explicit Drain(probe::Stream& stream) : m_stream(stream), m_thread([this] { run(); }) {}
  ~Drain() {
    m_stop = true;
    m_thread.join();
  }
  void await() const {
    while (m_stream.ackedPosition() < m_stream.accepted()) std::this_thread::yield();
  }

 private:
  void run() {
    std::string scratch;
    wire::BatchWriter batch;
    wire::EventView event;
    while (!m_stop) {
      batch.begin({1, 2}, 1, m_stream.readPosition() + 1);
      while (const char* record = m_stream.peek(scratch)) {
        probe::readRecord(record, event);
        batch.add(event);
        m_stream.advance();
      }
      m_stream.acknowledge(m_stream.readPosition(), m_stream.readPosition());
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  probe::Stream& m_stream;
  std::atomic<bool> m_stop{false};
  std::thread m_thread;
};

/// The least there is: the same bytes, with a time, into the same ring, drained alike.
void floorCopy(benchmark::State& state) {
  probe::ChunkPool pool;
  pool.open(16u << 20);
  probe::Stream stream(pool, 1, false);
  const Drain drain(stream);
  probe::Sighting s;
  s.groups = probe::kHasPayload;
  s.payload = kPayload;
  s.payloadSize = 128;
  measure(
      state,
      [&] {
        s.timeNs = static_cast<std::int64_t>(__rdtsc());
        stream.append(s);
      },
      [&] { drain.await(); });
  state.counters["dropped"] = static_cast<double>(stream.dropped());
}

Config settings(const std::string& endpoint) {
  Config config;
  config.service = "bench";
  config.endpoint = endpoint;
  config.ringBytes = 16u << 20;
  return config;
}

const Topic kTopic("orders.placed");
const EventType kType("OrderPlaced", 1);

void emitDrained(benchmark::State& state, const EventOptions& options) {
  const std::string endpoint = "ipc:///tmp/rheo-bench-" + std::to_string(getpid());
  FakeCollector collector(endpoint, FakeCollector::Keep::Nothing);
  Probe probe(settings(endpoint));
  measure(
      state, [&] { benchmark::DoNotOptimize(probe.published(kTopic, kType, kPayload, options)); },
      [&] {
        if (!probe.flush(10'000)) state.SkipWithError("the collector does not keep up");
      });
  state.counters["dropped"] = static_cast<double>(probe.stats().dropped);
}

void emitPublished(benchmark::State& state) {
  emitDrained(state, {});
}

void emitWithKeyAndSaga(benchmark::State& state) {
  EventOptions options;
  options.key = "customer-4711";
  options.sagaType = "OrderFulfilment";
  options.sagaKey = "order-123456";
  emitDrained(state, options);
}

/// Received and processed: two sightings a call.
void processing(benchmark::State& state) {
  const std::string endpoint = "ipc:///tmp/rheo-bench-" + std::to_string(getpid());
  FakeCollector collector(endpoint, FakeCollector::Keep::Nothing);
  Probe probe(settings(endpoint));
  const Subscription subscription("payments");
  Incoming incoming;
  incoming.context = probe.published(kTopic, kType, kPayload);
  incoming.payload = kPayload;
  measure(
      state, [&] { Processing handling(probe, kTopic, kType, subscription, incoming); },
      [&] {
        if (!probe.flush(10'000)) state.SkipWithError("the collector does not keep up");
      });
  state.counters["dropped"] = static_cast<double>(probe.stats().dropped);
}

/// Flooding without a collector: nearly everything is a counted drop.
void emitDropping(benchmark::State& state) {
  Config config = settings("ipc:///tmp/rheo-bench-nobody");
  config.exitDeadlineMs = 1;
  Probe probe(config);
  measure(
      state, [&] { benchmark::DoNotOptimize(probe.published(kTopic, kType, kPayload)); }, [] {});
}

/// Two, four, eight threads at once: what one call costs the thread that makes it. Processor time,
/// so that waiting for a processor does not count.
void threads(benchmark::State& state) {
  const std::string endpoint = "ipc:///tmp/rheo-bench-" + std::to_string(getpid());
  const auto count = static_cast<int>(state.range(0));
  FakeCollector collector(endpoint, FakeCollector::Keep::Nothing);
  Config wide = settings(endpoint);
  wide.ringBytes = 64u << 20;
  Probe probe(wide);
  double seconds = 0;
  for (auto _ : state) {
    std::atomic<std::int64_t> spentNs{0};
    std::vector<std::thread> emitters;
    for (int t = 0; t < count; ++t) {
      emitters.emplace_back([&] {
        probe.published(kTopic, kType, kPayload);  // the first emit opens the ring
        const auto from = probe::readClock(CLOCK_THREAD_CPUTIME_ID);
        for (int i = 0; i < 4 * kBurst; ++i)
          benchmark::DoNotOptimize(probe.published(kTopic, kType, kPayload));
        spentNs += probe::readClock(CLOCK_THREAD_CPUTIME_ID) - from;
      });
    }
    for (auto& each : emitters) each.join();
    state.SetIterationTime(static_cast<double>(spentNs) / 1e9 / count);
    seconds += static_cast<double>(spentNs) / 1e9 / count;
    if (!probe.flush(20'000)) state.SkipWithError("the collector does not keep up");
  }
  state.counters["mean_ns"] =
      seconds * 1e9 / (static_cast<double>(state.iterations()) * 4 * kBurst);
  state.counters["dropped"] = static_cast<double>(probe.stats().dropped);
}

void disabled(benchmark::State& state) {
  Config config = settings("ipc:///tmp/rheo-bench-nobody");
  config.enabled = false;
  Probe probe(config);
  measure(
      state, [&] { benchmark::DoNotOptimize(probe.published(kTopic, kType, kPayload)); }, [] {});
}

void contextHeaders(benchmark::State& state) {
  Config config = settings("ipc:///tmp/rheo-bench-nobody");
  config.exitDeadlineMs = 1;
  Probe probe(config);
  const Context context = probe.published(kTopic, kType, kPayload);
  ContextHeaders headers;
  for (auto _ : state) {
    inject(context, headers);
    benchmark::DoNotOptimize(extract(headers.traceparent.data(), headers.tracestate.data()));
  }
}

BENCHMARK(floorCopy)->UseManualTime()->Iterations(200);
BENCHMARK(emitPublished)->UseManualTime()->Iterations(200);
BENCHMARK(emitWithKeyAndSaga)->UseManualTime()->Iterations(100);
BENCHMARK(processing)->UseManualTime()->Iterations(100);
BENCHMARK(threads)->UseManualTime()->Arg(1)->Arg(2)->Arg(4)->Arg(8)->Iterations(10);
BENCHMARK(emitDropping)->UseManualTime()->MinTime(0.5);
BENCHMARK(disabled)->UseManualTime()->MinTime(0.5);
BENCHMARK(contextHeaders);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  rheo::bench::ProbeTable table;
  benchmark::RunSpecifiedBenchmarks(&table);
  table.print();
  benchmark::Shutdown();
}
