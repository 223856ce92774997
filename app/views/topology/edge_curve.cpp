// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/edge_curve.h"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <limits>

namespace rheo::ui {
namespace {

constexpr int kPiecesPerCubic = 24;
constexpr double kArrowRoom = 2;  // the tip ends just short of the border

enum class Facing { Right, Left, Down, Up };

Facing facing(const QRectF& from, const QRectF& to) {
  if (to.left() >= from.right()) return Facing::Right;
  if (to.right() <= from.left()) return Facing::Left;
  return to.center().y() >= from.center().y() ? Facing::Down : Facing::Up;
}

QPointF port(const QRectF& box, Facing side, double shift) {
  switch (side) {
    case Facing::Right:
      return {box.right(), box.center().y() + shift};
    case Facing::Left:
      return {box.left(), box.center().y() + shift};
    case Facing::Down:
      return {box.center().x() + shift, box.bottom()};
    case Facing::Up:
      return {box.center().x() + shift, box.top()};
  }
  return box.center();
}

Facing opposite(Facing side) {
  switch (side) {
    case Facing::Right:
      return Facing::Left;
    case Facing::Left:
      return Facing::Right;
    case Facing::Down:
      return Facing::Up;
    case Facing::Up:
      return Facing::Down;
  }
  return side;
}

/// Passing points only make sense while they lie between the ends, in order.
bool usable(const std::vector<LayoutPoint>& via, QPointF start, QPointF end) {
  const double direction = end.x() >= start.x() ? 1 : -1;
  double x = start.x();
  for (const LayoutPoint& point : via) {
    if ((point.x - x) * direction < 0) return false;
    x = point.x;
  }
  return (end.x() - x) * direction >= 0;
}

void horizontalCubic(QPainterPath& path, QPointF to) {
  const QPointF from = path.currentPosition();
  if (std::abs(from.y() - to.y()) < 0.5) {
    path.lineTo(to);
    return;
  }
  const double reach = (to.x() - from.x()) * 0.5;
  path.cubicTo({from.x() + reach, from.y()}, {to.x() - reach, to.y()}, to);
}

void verticalCubic(QPainterPath& path, QPointF to) {
  const QPointF from = path.currentPosition();
  const double reach = (to.y() - from.y()) * 0.5;
  path.cubicTo({from.x(), from.y() + reach}, {to.x(), to.y() - reach}, to);
}

void sample(EdgeCurve& curve) {
  std::vector<QPointF> fine;
  const QPainterPath& path = curve.path;
  QPointF last = path.elementAt(0);
  fine.push_back(last);
  for (int i = 1; i < path.elementCount(); ++i) {
    const auto element = path.elementAt(i);
    if (element.type != QPainterPath::CurveToElement) {
      fine.emplace_back(element.x, element.y);
      last = fine.back();
      continue;
    }
    const QPointF c1 = element, c2 = path.elementAt(i + 1), end = path.elementAt(i + 2);
    for (int k = 1; k <= kPiecesPerCubic; ++k) {
      const double u = static_cast<double>(k) / kPiecesPerCubic, v = 1 - u;
      fine.push_back(v * v * v * last + 3 * v * v * u * c1 + 3 * v * u * u * c2 + u * u * u * end);
    }
    last = end;
    i += 2;
  }
  double rest = 0;
  curve.samples.push_back(fine.front());
  for (std::size_t i = 1; i < fine.size(); ++i) {
    const QLineF piece(fine[i - 1], fine[i]);
    const double length = piece.length();
    curve.length += length;
    double next = EdgeCurve::kStep - rest;
    for (; next <= length && length > 0; next += EdgeCurve::kStep) {
      curve.samples.push_back(piece.pointAt(next / length));
    }
    rest = length - (next - EdgeCurve::kStep);
  }
  curve.samples.push_back(fine.back());
}

}  // namespace

QPointF EdgeCurve::at(double distance) const {
  if (samples.empty()) return {};
  const double place = std::clamp(distance / kStep, 0.0, static_cast<double>(samples.size() - 1));
  const auto index = std::min(static_cast<std::size_t>(place), samples.size() - 1);
  if (index + 1 >= samples.size()) return samples.back();
  const double part = place - static_cast<double>(index);
  return samples[index] * (1 - part) + samples[index + 1] * part;
}

double EdgeCurve::distanceTo(QPointF point) const {
  double nearest = std::numeric_limits<double>::max();
  for (const QPointF& sampled : samples) {
    const QPointF d = sampled - point;
    nearest = std::min(nearest, d.x() * d.x() + d.y() * d.y());
  }
  return std::sqrt(nearest);
}

EdgeCurve makeEdgeCurve(const QRectF& from, const QRectF& to, const std::vector<LayoutPoint>& via,
                        double shift) {
  EdgeCurve curve;
  const Facing side = facing(from, to);
  const QPointF start = port(from, side, shift);
  QPointF end = port(to, opposite(side), shift);
  switch (side) {
    case Facing::Right:
      end.rx() -= kArrowRoom;
      break;
    case Facing::Left:
      end.rx() += kArrowRoom;
      break;
    case Facing::Down:
      end.ry() -= kArrowRoom;
      break;
    case Facing::Up:
      end.ry() += kArrowRoom;
      break;
  }
  curve.path.moveTo(start);
  if (side == Facing::Down || side == Facing::Up) {
    verticalCubic(curve.path, end);
  } else {
    if (usable(via, start, end)) {
      for (const LayoutPoint& point : via) horizontalCubic(curve.path, {point.x, point.y});
    }
    horizontalCubic(curve.path, end);
  }
  sample(curve);
  curve.tip = end;
  const QPointF before = curve.at(curve.length - 6);
  curve.tipAngle = std::atan2(end.y() - before.y(), end.x() - before.x());
  curve.bounds = curve.path.controlPointRect();
  return curve;
}

}  // namespace rheo::ui
