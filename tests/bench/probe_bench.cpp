// SPDX-License-Identifier: Apache-2.0
// What a sighting costs its caller: 16-byte ids, topic, type and a 128-byte payload, with the
// sender draining to a real collector in this process. Bursts fit the ring, so that accepted emits
// are measured and not drops; `dropped` must say 0. p50 and p99 are of single calls, less the cost
// of reading the counter.
#include <unistd.h>

#include <cstdlib>
#include <new>

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

/// A bare copy of the same bytes into the same ring, with the time.
void floorCopy(benchmark::State& state) {
  probe::ChunkPool pool;
  pool.open(16u << 20);
  probe::Stream stream(pool, 1, false);
  probe::Sighting s;
  s.groups = probe::kHasPayload;
  s.payload = kPayload;
  s.payloadSize = 128;
  std::string scratch;
  std::uint64_t read = 0;
  measure(
      state,
      [&] {
        s.timeNs = static_cast<std::int64_t>(__rdtsc());
        stream.append(s);
      },
      [&] {
        for (; stream.peek(scratch) != nullptr; ++read) stream.advance();
        stream.acknowledge(read, read);
      });
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

BENCHMARK(floorCopy)->UseManualTime()->MinTime(1);
BENCHMARK(emitPublished)->UseManualTime()->Iterations(200);
BENCHMARK(emitWithKeyAndSaga)->UseManualTime()->Iterations(100);
BENCHMARK(processing)->UseManualTime()->Iterations(100);
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
