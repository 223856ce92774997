// SPDX-License-Identifier: Apache-2.0
#include "model/control/replay_schedule.h"

#include <time.h>

#include <algorithm>
#include <cmath>

namespace rheo::control {
namespace {

constexpr std::int64_t kSpin = 100 * kMicrosecond;
constexpr std::int64_t kSlice = 100 * kMillisecond;  ///< how soon a cancel is noticed

}  // namespace

std::vector<std::int64_t> planOffsets(std::span<const TimeNs> times, double speed,
                                      double maxRatePerS) {
  std::vector<std::int64_t> offsets;
  offsets.reserve(times.size());
  const auto least =
      static_cast<std::int64_t>(maxRatePerS > 0 ? std::llround(1e9 / maxRatePerS) : 0);
  for (std::size_t i = 0; i < times.size(); ++i) {
    std::int64_t offset = 0;
    if (speed > 0) {
      offset = std::llround(static_cast<double>(times[i] - times[0]) / speed);
    }
    if (i > 0) offset = std::max(offset, offsets.back() + least);
    offsets.push_back(offset);
  }
  return offsets;
}

double peakRate(std::span<const std::int64_t> offsets) {
  std::size_t first = 0, most = 0;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    while (offsets[i] - offsets[first] >= kSecond) ++first;
    most = std::max(most, i - first + 1);
  }
  return static_cast<double>(most);
}

void GapErrors::note(std::int64_t plannedNs, std::int64_t sentNs) {
  if (m_planned) m_errors.push_back(std::abs((sentNs - m_sent) - (plannedNs - *m_planned)));
  m_planned = plannedNs;
  m_sent = sentNs;
}

double GapErrors::medianNs() const {
  if (m_errors.empty()) return 0;
  std::vector<std::int64_t> sorted = m_errors;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  return static_cast<double>(*middle);
}

std::int64_t monotonicNs() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kSecond + now.tv_nsec;
}

bool sleepUntil(std::int64_t untilNs, const CancelToken& cancel) {
  while (!cancel.cancelled()) {
    const std::int64_t now = monotonicNs();
    if (now >= untilNs) return true;
    if (untilNs - now <= kSpin) continue;
    const std::int64_t wake = std::min(untilNs - kSpin, now + kSlice);
    const timespec at{wake / kSecond, wake % kSecond};
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr);
  }
  return false;
}

}  // namespace rheo::control
