// SPDX-License-Identifier: Apache-2.0
// What counting for Prometheus adds to an event. The probe below is off, so that the whole figure
// is that of the counting.
#include "rheo/probe_metrics.hpp"
#include "tests/bench/probe_measure.h"

namespace {

using namespace rheo;

const Topic kTopic("orders.placed");
const EventType kType("OrderPlaced", 1);

Config off() {
  Config config;
  config.service = "bench";
  config.enabled = false;
  return config;
}

void meteredPublished(benchmark::State& state) {
  Probe probe(off());
  MeteredProbe metered(probe);
  bench::measure(
      state, [&] { benchmark::DoNotOptimize(metered.published(kTopic, kType, bench::kPayload)); },
      [] {});
}
BENCHMARK(meteredPublished)->UseManualTime()->Iterations(100);

/// Received, delivery time, processed, duration.
void meteredProcessing(benchmark::State& state) {
  Probe probe(off());
  MeteredProbe metered(probe);
  const Subscription subscription("payments");
  Incoming incoming;
  incoming.context.publishedNs = 1;
  bench::measure(
      state, [&] { MeteredProcessing handling(metered, kTopic, kType, subscription, incoming); },
      [] {});
}
BENCHMARK(meteredProcessing)->UseManualTime()->Iterations(100);

/// The same without the counting: to subtract.
void plainProcessing(benchmark::State& state) {
  Probe probe(off());
  const Subscription subscription("payments");
  Incoming incoming;
  incoming.context.publishedNs = 1;
  bench::measure(
      state, [&] { Processing handling(probe, kTopic, kType, subscription, incoming); }, [] {});
}
BENCHMARK(plainProcessing)->UseManualTime()->Iterations(100);

}  // namespace
