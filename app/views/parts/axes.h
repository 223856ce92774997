// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "model/base/time.h"

namespace rheo::ui {

struct Tick {
  double at = 0;  ///< pixel along the axis
  QString label;
  bool major = true;
};

/// Time to x and back, linear, with ticks on round local times.
class TimeAxis {
 public:
  TimeAxis() = default;
  TimeAxis(TimeRange range, double left, double width);

  [[nodiscard]] double toX(TimeNs t) const;
  [[nodiscard]] TimeNs toTime(double x) const;
  [[nodiscard]] std::vector<Tick> ticks(double minGapPx = 84) const;
  [[nodiscard]] const TimeRange& range() const { return m_range; }
  [[nodiscard]] double left() const { return m_left; }
  [[nodiscard]] double right() const { return m_left + m_width; }
  [[nodiscard]] bool isValid() const { return m_width > 0 && !m_range.isEmpty(); }

 private:
  TimeRange m_range{0, 0};
  double m_left = 0;
  double m_width = 0;
};

/// 0 .. a round number above the maximum, upwards.
class LinearAxis {
 public:
  LinearAxis() = default;
  LinearAxis(double maximum, double top, double height);

  [[nodiscard]] double toY(double value) const;
  [[nodiscard]] double toValue(double y) const;
  [[nodiscard]] double maximum() const { return m_maximum; }
  /// Values of the grid lines, 0 included.
  [[nodiscard]] std::vector<double> steps() const;

 private:
  double m_maximum = 1;
  double m_step = 0.25;
  double m_top = 0;
  double m_height = 0;
};

/// Nanoseconds on a logarithmic scale, upwards; whole decades or halves (1, 3) at its ends.
class LogAxis {
 public:
  LogAxis() = default;
  LogAxis(double lowNs, double highNs, double top, double height);

  [[nodiscard]] double toY(double ns) const;
  [[nodiscard]] double toNs(double y) const;
  [[nodiscard]] double low() const { return m_low; }
  [[nodiscard]] double high() const { return m_high; }
  /// Every decade is major; the 3s between are minor and only labelled when there is room.
  [[nodiscard]] std::vector<Tick> ticks() const;

 private:
  double m_low = 1e3;
  double m_high = 1e9;
  double m_top = 0;
  double m_height = 0;
};

/// A round bucket (1, 2, 5 times a power of ten below a minute, then minutes and hours) so that a
/// span has at most `points` of them.
std::int64_t roundBucket(std::int64_t spanNs, double points);
/// "10 ms", "1 s": for values on round decades.
QString durationTick(double ns);
/// Local time of day with as many decimals as `resolutionNs` asks for.
QString clockText(TimeNs t, std::int64_t resolutionNs);

}  // namespace rheo::ui
