// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <QSizeF>

#include "app/views/sagas/saga_lanes.h"

namespace rheo::ui {

/// Where on the widget the parts of a saga's picture are: time to x under zoom, lane to y.
class SagaGeometry {
 public:
  static constexpr double kBarHeight = 24, kRowPitch = 32, kHead = 54, kRight = 20;
  static constexpr double kArcRoom = 30;  ///< over the first lane, for what undoes something there

  SagaGeometry() = default;
  /// `labelWidth` is kept free at the left for the names of the lanes.
  SagaGeometry(const SagaLanes& lanes, QSizeF size, double labelWidth);

  void zoomAt(double x, double factor);
  void pan(double dx, double dy);
  void reset();  ///< the whole saga
  void reveal(const SagaBar& bar);
  /// Takes the zoom of another saga's or another size's picture over.
  void keepView(const SagaGeometry& other);

  [[nodiscard]] double toX(TimeNs time) const;
  [[nodiscard]] TimeNs toTime(double x) const;
  [[nodiscard]] double left() const { return m_left; }
  [[nodiscard]] double right() const { return m_right; }
  [[nodiscard]] double laneTop(int lane) const;
  [[nodiscard]] double laneBottom(int lane) const;
  [[nodiscard]] QRectF barRect(const SagaBar& bar) const;
  [[nodiscard]] QRectF waitRect(const SagaBar& bar) const;  ///< empty when it did not wait
  [[nodiscard]] QRectF stallRect(const SagaStall& stall) const;
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] double top() const { return m_top; }  ///< of the first lane
  [[nodiscard]] bool isZoomed() const { return m_zoom > 1; }
  /// Bar under a point, -1 = none; a bar is never thinner than 6 to the pointer.
  [[nodiscard]] int barAt(const SagaLanes& lanes, QPointF point) const;

 private:
  void clampView();
  [[nodiscard]] QRectF rowRect(int lane, int row, double from, double to) const;

  std::vector<double> m_tops;  ///< of the lanes, and the end of the last
  double m_left = 0, m_right = 1, m_height = 0, m_top = kHead;
  TimeNs m_origin = 0;
  double m_spanNs = 1;
  double m_zoom = 1;
  double m_startNs = 0;  ///< left edge, since the origin
  double m_scrollY = 0;
};

}  // namespace rheo::ui
