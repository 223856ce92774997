// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>
#include <x86intrin.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "probes/src/clock.hpp"

namespace rheo::bench {

/// What the emitting thread allocates while `t_counting`.
inline std::atomic<std::uint64_t> g_allocations{0};
inline thread_local bool t_counting = false;

constexpr int kBurst = 8192;
inline const std::string kPayload(128, 'p');

inline double nsPerTick() {
  static const double rate = [] {
    const auto ns = probe::monotonicNs();
    const auto ticks = __rdtsc();
    while (probe::monotonicNs() - ns < 50'000'000) {
    }
    return static_cast<double>(probe::monotonicNs() - ns) / static_cast<double>(__rdtsc() - ticks);
  }();
  return rate;
}

/// The cost of reading the counter twice, in ticks.
inline std::uint64_t readingTicks() {
  std::uint64_t least = UINT64_MAX;
  for (int i = 0; i < 10'000; ++i) {
    const auto before = __rdtsc();
    least = std::min<std::uint64_t>(least, __rdtsc() - before);
  }
  return least;
}

inline double quantileNs(std::vector<std::uint32_t>& ticks, double q) {
  if (ticks.empty()) return 0;
  const auto index = static_cast<std::size_t>(q * static_cast<double>(ticks.size() - 1));
  std::nth_element(ticks.begin(), ticks.begin() + static_cast<std::ptrdiff_t>(index), ticks.end());
  return static_cast<double>(ticks[index]) * nsPerTick();
}

/// Runs `call` in bursts: whole bursts for the mean, groups of kGroup calls for the median (the
/// counter of a virtual machine may tick in steps of 10 ns, too coarse for one call), single calls
/// for the tail. `settle` runs after each burst, unmeasured.
template <typename Call, typename Settle>
void measure(benchmark::State& state, Call call, Settle settle) {
  static constexpr int kGroup = 16;
  static constexpr int kHalf = kBurst / 2;
  std::vector<std::uint32_t> groups, singles;
  groups.reserve(1u << 20);
  singles.reserve(1u << 20);
  const std::uint64_t overhead = readingTicks();
  const auto keep = [overhead](std::vector<std::uint32_t>& to, std::uint64_t ticks, int calls) {
    if (to.size() == to.capacity()) return;
    ticks -= std::min(ticks, overhead);
    to.push_back(static_cast<std::uint32_t>(ticks / static_cast<unsigned>(calls)));
  };
  double seconds = 0;
  for (auto _ : state) {
    t_counting = true;
    const auto from = __rdtsc();
    for (int i = 0; i < kBurst; ++i) call();
    const double burst = static_cast<double>(__rdtsc() - from) * nsPerTick() / 1e9;
    state.SetIterationTime(burst);
    seconds += burst;
    for (int i = 0; i < kHalf / kGroup; ++i) {
      const auto before = __rdtsc();
      for (int j = 0; j < kGroup; ++j) call();
      keep(groups, __rdtsc() - before, kGroup);
    }
    for (int i = 0; i < kHalf; ++i) {
      const auto before = __rdtsc();
      call();
      keep(singles, __rdtsc() - before, 1);
    }
    t_counting = false;
    settle();
  }
  state.counters["p50_ns"] = quantileNs(groups, 0.5);
  state.counters["p99_ns"] = quantileNs(singles, 0.99);
  state.counters["p999_ns"] = quantileNs(singles, 0.999);
  state.counters["allocs"] = static_cast<double>(g_allocations.exchange(0));
  state.counters["mean_ns"] = seconds * 1e9 / (static_cast<double>(state.iterations()) * kBurst);
  state.SetItemsProcessed(state.iterations() * kBurst);
}

}  // namespace rheo::bench
