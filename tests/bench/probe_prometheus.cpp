// SPDX-License-Identifier: Apache-2.0
// A counter and a histogram for every event: numbers only, nothing of the event itself.
#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "tests/bench/probe_measure.h"

namespace {

void prometheusMetrics(benchmark::State& state) {
  prometheus::Registry registry;
  auto& published = prometheus::BuildCounter()
                        .Name("events_published_total")
                        .Register(registry)
                        .Add({{"topic", "orders.placed"}, {"type", "OrderPlaced"}});
  auto& latency = prometheus::BuildHistogram()
                      .Name("event_duration_seconds")
                      .Register(registry)
                      .Add({{"topic", "orders.placed"}, {"type", "OrderPlaced"}},
                           prometheus::Histogram::BucketBoundaries{0.001, 0.01, 0.1, 1, 10});
  rheo::bench::measure(
      state,
      [&] {
        published.Increment();
        latency.Observe(0.05);
      },
      [] {});
}
BENCHMARK(prometheusMetrics)->UseManualTime()->Iterations(100);

}  // namespace
