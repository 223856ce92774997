// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/curves.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace rheo::ui {
namespace {

constexpr qsizetype kSlicePoints = 8;

}  // namespace

void strokeCurve(QPainter& painter, const QPolygonF& points, const QPen& pen) {
  const bool dashed = pen.style() != Qt::SolidLine;
  QPen slicePen = pen;
  double walked = 0;
  for (qsizetype first = 0; first + 1 < points.size(); first += kSlicePoints) {
    const qsizetype count = std::min(kSlicePoints + 1, points.size() - first);
    if (dashed) {
      slicePen.setDashOffset(pen.dashOffset() + walked / std::max(pen.widthF(), 0.1));
      for (qsizetype i = first + 1; i < first + count; ++i) {
        const QPointF step = points[i] - points[i - 1];
        walked += std::hypot(step.x(), step.y());
      }
    }
    painter.setPen(slicePen);
    painter.drawPolyline(points.constData() + first, static_cast<int>(count));
  }
}

}  // namespace rheo::ui
