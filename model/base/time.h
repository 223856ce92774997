// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

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

/// ISO 8601 in UTC to the nanosecond: "2026-11-23T06:32:49.000000001Z". Fits every TimeNs.
std::string isoTime(TimeNs time);
/// Reads "2026-11-23", "2026-11-23T06:32", with optional seconds, up to nine decimals, and "Z" or
/// an offset such as "+02:00" (none = UTC). Empty when malformed or outside what TimeNs can hold.
std::optional<TimeNs> parseIsoTime(std::string_view text);

}  // namespace rheo
