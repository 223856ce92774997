// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <vector>

#include "app/views/parts/axes.h"
#include "model/base/histogram.h"

namespace rheo::ui {

/// Colours of a heatmap: one hue, from just above the ground to bright.
struct HeatRamp {
  QColor ground;
  QColor bright;
};

/// One pixel per (time bucket, latency row), Indexed8; row 0 is the top (highest latency). Index 0
/// is transparent: nothing happened there. The count is scaled by its logarithm, so that one slow
/// hop among thousands is still seen.
QImage renderHeatmap(const std::vector<const Histogram*>& columns, const LogAxis& axis, int rows,
                     const HeatRamp& ramp);

/// Lowest and highest value that any column holds; {0, 0} when all are empty.
std::pair<double, double> valueExtent(const std::vector<const Histogram*>& columns);

}  // namespace rheo::ui
