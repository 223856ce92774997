// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include "model/base/time.h"

namespace rheo::ui {

/// Time against pixels of the time strip. Pure.
struct TimeScale {
  TimeRange domain{0, 0};
  double left = 0;
  double right = 0;

  [[nodiscard]] double x(TimeNs time) const {
    if (domain.isEmpty()) return left;
    return left + (right - left) * (static_cast<double>(time - domain.from) /
                                    static_cast<double>(domain.span()));
  }
  [[nodiscard]] TimeNs time(double x) const {
    if (right <= left) return domain.from;
    const double part = (x - left) / (right - left);
    return domain.from +
           static_cast<std::int64_t>(std::llround(part * static_cast<double>(domain.span())));
  }
};

/// What of the range lies under the pointer.
enum class StripHit { Outside, LeftEdge, RightEdge, Inside };
StripHit hitRange(const TimeScale& scale, const TimeRange& range, double x);

/// The time that the strip shows around the range: three times its length as far as the recording
/// reaches. `shown` is kept while the range still lies well inside and has a fair share of it.
TimeRange stripDomain(const TimeRange& range, const TimeRange& extent, const TimeRange& shown,
                      bool live);

/// Round times to label, at most `most`; and whether seconds need decimals.
struct TimeTicks {
  std::vector<TimeNs> times;
  int decimals = 0;
};
TimeTicks timeTicks(const TimeRange& domain, int most);
/// A round step so that `top` is reached in about `steps` steps: 1, 2, 5 times a power of ten.
double niceStep(double top, int steps);

}  // namespace rheo::ui
