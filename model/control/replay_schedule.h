// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/base/cancel.h"
#include "model/base/time.h"

namespace rheo::control {

/// When to send each event of a replay, ns from its start: the recorded gaps divided by the speed,
/// widened where the rate cap asks for it. `times` ascend. Speed 0 = by the cap alone.
std::vector<std::int64_t> planOffsets(std::span<const TimeNs> times, double speed,
                                      double maxRatePerS);

/// Events in the fullest second of a plan.
double peakRate(std::span<const std::int64_t> offsets);

/// How far the gaps between sends were off the plan.
class GapErrors {
 public:
  /// One send: when it was planned and when it happened, both on one clock.
  void note(std::int64_t plannedNs, std::int64_t sentNs);
  [[nodiscard]] double medianNs() const;

 private:
  std::vector<std::int64_t> m_errors;
  std::optional<std::int64_t> m_planned;
  std::int64_t m_sent = 0;
};

/// The monotonic clock.
std::int64_t monotonicNs();
/// Sleeps until the time, to a few microseconds: the last stretch is spun. False when cancelled.
bool sleepUntil(std::int64_t untilNs, const CancelToken& cancel);

}  // namespace rheo::control
