// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

namespace rheo {

/// Nanoseconds since the Unix epoch, UTC. 0 means "unknown" wherever a field may be missing.
using TimeNs = std::int64_t;

constexpr std::int64_t kMicrosecond = 1'000;
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kSecond = 1'000'000'000;

/// Half-open range of time: from <= t < to.
struct TimeRange {
  TimeNs from = std::numeric_limits<TimeNs>::min();
  TimeNs to = std::numeric_limits<TimeNs>::max();

  [[nodiscard]] bool contains(TimeNs t) const { return t >= from && t < to; }
  [[nodiscard]] bool isEmpty() const { return to <= from; }
  [[nodiscard]] std::int64_t span() const { return to - from; }
  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// The wall clock.
TimeNs nowNs();

}  // namespace rheo
