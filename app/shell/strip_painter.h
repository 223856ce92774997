// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <vector>

#include "app/shell/time_scale.h"
#include "model/store/results.h"

class QPainter;

namespace rheo::ui {

/// What the strip shows besides the range.
struct StripData {
  store::Throughput throughput;
  std::vector<store::ProblemMark> marks;
};

/// Places inside the strip.
struct StripLayout {
  QRectF plot;         ///< throughput
  double marksY = 0;   ///< centre line of the problem marks
  double labelsY = 0;  ///< baseline of the time labels
  static StripLayout of(const QSizeF& size);
};

/// The still part of the time strip.
void paintStrip(QPainter& painter, const QSizeF& size, const StripData& data,
                const TimeScale& scale);
/// The range over it; `label` is centred at its top.
void paintStripRange(QPainter& painter, const QSizeF& size, const TimeScale& scale,
                     const TimeRange& range, const QString& label, bool focused);

}  // namespace rheo::ui
