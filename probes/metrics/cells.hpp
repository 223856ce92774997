// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace rheo::probe_metrics {

constexpr std::size_t kStripes = 8;
constexpr std::size_t kMostBounds = 30;

/// How a received event ended, as far as that takes time.
enum class Outcome : std::uint8_t { Processed, Failed, DeadLettered };
constexpr std::size_t kOutcomes = 3;

/// Threads in turn; with more than kStripes of them some share one.
std::size_t stripeOfThread() noexcept;

using Cell = std::atomic<std::uint64_t>;

inline void add(Cell& cell, std::uint64_t value) noexcept {
  cell.fetch_add(value, std::memory_order_relaxed);
}

/// One histogram: counts up to each bound and beyond the last, and the sum.
struct Buckets {
  std::array<Cell, kMostBounds + 1> counts{};
  Cell sumNs{0};
};

/// One published topic and type. Counted by many threads, read while they count.
struct PublishSeries {
  struct alignas(64) Stripe {
    Cell events{0}, bytes{0};
  };
  std::uint64_t key = 0;
  std::array<Stripe, kStripes> stripes;
};

/// One handled topic and type.
struct HandleSeries {
  struct alignas(64) Stripe {
    Cell received{0}, retried{0};
    Buckets delivery;
    std::array<Buckets, kOutcomes> durations;
  };
  std::uint64_t key = 0;
  std::array<Stripe, kStripes> stripes;
};

}  // namespace rheo::probe_metrics
