// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPen>
#include <QPolygonF>

class QPainter;

namespace rheo::ui {

/// Long antialiased curves of a live chart, in time linear in their points: the rasteriser's cost
/// grows with the square of the cells in a row, so that curves are painted in slices.

/// The open line through the points, which go from left to right. Dashes run on from slice to
/// slice.
void strokeCurve(QPainter& painter, const QPolygonF& points, const QPen& pen);

}  // namespace rheo::ui
