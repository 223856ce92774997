// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/curves.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace rheo::ui {
namespace {

constexpr qsizetype kSlicePoints = 8;
constexpr double kSlicePx = 24;

double yAt(const QPointF& a, const QPointF& b, double x) {
  return b.x() <= a.x() ? b.y() : a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x());
}

/// One edge of the area from `left` to `right`; `at` is the first point right of `left` and moves
/// on to the first right of `right`.
QPolygonF edgeBetween(const QPolygonF& line, qsizetype& at, double left, double right) {
  const auto cut = [&line](qsizetype after, double x) {
    const qsizetype i = std::clamp<qsizetype>(after, 1, line.size() - 1);
    return QPointF(x, yAt(line[i - 1], line[i], x));
  };
  QPolygonF edge{cut(at, left)};
  for (; at < line.size() && line[at].x() <= right; ++at) {
    if (line[at].x() > left) edge << line[at];
  }
  edge << cut(at, right);
  return edge;
}

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

void fillBetween(QPainter& painter, const QPolygonF& upper, const QPolygonF& lower) {
  if (upper.size() < 2 || upper.size() != lower.size()) return;
  painter.setPen(Qt::NoPen);
  const double end = upper.back().x();
  qsizetype aboveAt = 0, belowAt = 0;
  // Slices end on whole pixels, where antialiasing leaves no seam.
  for (double left = upper.front().x(); left < end;) {
    const double right = std::min(std::floor(left) + kSlicePx, end);
    QPolygonF slice = edgeBetween(upper, aboveAt, left, right);
    const QPolygonF below = edgeBetween(lower, belowAt, left, right);
    std::copy(below.rbegin(), below.rend(), std::back_inserter(slice));
    painter.drawPolygon(slice);
    left = right;
  }
}

}  // namespace rheo::ui
