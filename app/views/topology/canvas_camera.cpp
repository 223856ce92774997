// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/canvas_camera.h"

#include <algorithm>

namespace rheo::ui {

void CanvasCamera::zoomAt(QPointF fixed, double factor) {
  const QPointF scene = toScene(fixed);
  scale = std::clamp(scale * factor, kMin, kMax);
  offset = fixed - scene * scale;
}

CanvasCamera CanvasCamera::fit(const QRectF& scene, const QRectF& widget) {
  CanvasCamera camera;
  if (scene.isEmpty() || widget.isEmpty()) return camera;
  camera.scale = std::clamp(
      std::min(widget.width() / scene.width(), widget.height() / scene.height()), kMin, kMaxFit);
  camera.offset = widget.center() - scene.center() * camera.scale;
  return camera;
}

CanvasCamera CanvasCamera::between(const CanvasCamera& a, const CanvasCamera& b, double progress) {
  return {a.scale + (b.scale - a.scale) * progress, a.offset + (b.offset - a.offset) * progress};
}

}  // namespace rheo::ui
