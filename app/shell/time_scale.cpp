// SPDX-License-Identifier: Apache-2.0
#include "app/shell/time_scale.h"

#include <algorithm>
#include <array>

namespace rheo::ui {
namespace {

constexpr double kGrabPx = 5;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::array<std::int64_t, 14> kSteps{
    kSecond,     2 * kSecond, 5 * kSecond,  10 * kSecond, 15 * kSecond, 30 * kSecond, kMinute,
    2 * kMinute, 5 * kMinute, 10 * kMinute, 30 * kMinute, kHour,        3 * kHour,    12 * kHour};

bool stillFits(const TimeRange& range, const TimeRange& shown) {
  if (shown.isEmpty() || range.from < shown.from || range.to > shown.to) return false;
  const double share = static_cast<double>(range.span()) / static_cast<double>(shown.span());
  return share > 0.02 && share < 0.97;
}

}  // namespace

StripHit hitRange(const TimeScale& scale, const TimeRange& range, double x) {
  if (range.isEmpty()) return StripHit::Outside;
  const double left = scale.x(range.from);
  const double right = scale.x(range.to);
  // On a narrow range the nearer edge wins, and its outer side always grabs.
  const double toLeft = std::abs(x - left);
  const double toRight = std::abs(x - right);
  if (std::min(toLeft, toRight) <= kGrabPx) {
    return toLeft < toRight ? StripHit::LeftEdge : StripHit::RightEdge;
  }
  return x > left && x < right ? StripHit::Inside : StripHit::Outside;
}

TimeRange stripDomain(const TimeRange& range, const TimeRange& extent, const TimeRange& shown,
                      bool live) {
  if (extent.isEmpty()) return range;
  if (range.isEmpty() || range.span() >= extent.span()) return extent;
  const std::int64_t width = std::min(std::max(range.span() * 3, kMinute), extent.span());
  if (live) return {extent.to - width, extent.to};
  if (stillFits(range, shown) && shown.from >= extent.from && shown.to <= extent.to) return shown;
  std::int64_t from = range.from - (width - range.span()) / 2;
  from = std::clamp(from, extent.from, extent.to - width);
  // A range beyond the recording is still shown whole.
  return {std::min(from, range.from), std::max(from + width, range.to)};
}

TimeTicks timeTicks(const TimeRange& domain, int most) {
  TimeTicks ticks;
  if (domain.isEmpty() || most < 1) return ticks;
  std::int64_t step = 24 * kHour;
  const std::int64_t least = domain.span() / most;
  if (least < kSecond) {
    step = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(niceStep(static_cast<double>(domain.span()), most)));
    ticks.decimals = step >= 100 * kMillisecond ? 1 : step >= kMillisecond ? 3 : 6;
  } else {
    for (const std::int64_t candidate : kSteps) {
      if (candidate < least) continue;
      step = candidate;
      break;
    }
    while (step < least) step *= 2;
  }
  TimeNs first = domain.from - domain.from % step;
  if (first < domain.from) first += step;
  for (TimeNs t = first; t < domain.to; t += step) ticks.times.push_back(t);
  return ticks;
}

double niceStep(double top, int steps) {
  if (top <= 0 || steps < 1) return 1;
  const double raw = top / steps;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double lead = raw / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

}  // namespace rheo::ui
