// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPainterPath>
#include <QPointF>
#include <QRectF>
#include <vector>

#include "app/views/topology/graph_layout.h"

namespace rheo::ui {

/// The way of one edge from border to border, and the same as points at equal distances, so that a
/// mark is placed on it by a look-up.
struct EdgeCurve {
  static constexpr double kStep = 4;  ///< between samples, scene units

  QPainterPath path;
  std::vector<QPointF> samples;
  double length = 0;
  QPointF tip;
  double tipAngle = 0;  ///< direction at the tip, radians
  QRectF bounds;

  /// Point at `distance` from the start.
  [[nodiscard]] QPointF at(double distance) const;
  /// Distance of a point to the curve.
  [[nodiscard]] double distanceTo(QPointF point) const;
};

/// `shift` moves both ports across the edge, so that two edges between the same nodes are told
/// apart.
EdgeCurve makeEdgeCurve(const QRectF& from, const QRectF& to, const std::vector<LayoutPoint>& via,
                        double shift = 0);

}  // namespace rheo::ui
