// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QTransform>

namespace rheo::ui {

/// Where the canvas looks: widget = scene * scale + offset.
struct CanvasCamera {
  static constexpr double kMin = 0.06, kMax = 4, kMaxFit = 1.4;

  double scale = 1;
  QPointF offset;

  [[nodiscard]] QPointF toScene(QPointF widget) const { return (widget - offset) / scale; }
  [[nodiscard]] QPointF toWidget(QPointF scene) const { return scene * scale + offset; }
  [[nodiscard]] QRectF toScene(const QRectF& widget) const {
    return {toScene(widget.topLeft()), widget.size() / scale};
  }
  [[nodiscard]] QRectF toWidget(const QRectF& scene) const {
    return {toWidget(scene.topLeft()), scene.size() * scale};
  }
  [[nodiscard]] QTransform transform() const {
    return QTransform(scale, 0, 0, scale, offset.x(), offset.y());
  }
  /// Zooms so that what is under `fixed` (widget) stays there.
  void zoomAt(QPointF fixed, double factor);
  /// The camera that shows `scene` in the middle of `widget`.
  static CanvasCamera fit(const QRectF& scene, const QRectF& widget);
  static CanvasCamera between(const CanvasCamera& a, const CanvasCamera& b, double progress);

  friend bool operator==(const CanvasCamera&, const CanvasCamera&) = default;
};

}  // namespace rheo::ui
