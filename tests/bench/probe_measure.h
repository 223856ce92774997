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

/// Runs `call` in bursts: whole bursts for the mean, then single calls for the percentiles.
template <typename Call, typename Settle>
void measure(benchmark::State& state, Call call, Settle settle) {
  static constexpr int kSingles = 4096;
  std::vector<std::uint64_t> singles;
  singles.reserve(1u << 20);
  std::uint64_t overhead = UINT64_MAX;
  for (int i = 0; i < 10'000; ++i) {
    const auto before = __rdtsc();
    overhead = std::min<std::uint64_t>(overhead, __rdtsc() - before);
  }
  for (auto _ : state) {
    t_counting = true;
    const auto from = __rdtsc();
    for (int i = 0; i < kBurst; ++i) call();
    const auto ticks = static_cast<double>(__rdtsc() - from);
    state.SetIterationTime(ticks * nsPerTick() / 1e9);
    for (int i = 0; i < kSingles; ++i) {
      const auto before = __rdtsc();
      call();
      const auto one = __rdtsc() - before;
      if (singles.size() < singles.capacity())
        singles.push_back(one - std::min<std::uint64_t>(one, overhead));
    }
    t_counting = false;
    settle();
  }
  std::sort(singles.begin(), singles.end());
  const auto at = [&](double q) {
    const auto index = static_cast<std::size_t>(q * static_cast<double>(singles.size() - 1));
    return static_cast<double>(singles[index]) * nsPerTick();
  };
  state.counters["p50_ns"] = at(0.5);
  state.counters["p99_ns"] = at(0.99);
  state.counters["p999_ns"] = at(0.999);
  state.counters["allocs"] = static_cast<double>(g_allocations.exchange(0));
  state.SetItemsProcessed(state.iterations() * kBurst);
  state.counters["mean_ns"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * kBurst / 1e9,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

}  // namespace rheo::bench
