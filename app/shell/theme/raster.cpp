// SPDX-License-Identifier: Apache-2.0
#include "app/shell/theme/raster.h"

#include <QPainter>
#include <QSemaphore>
#include <QThreadPool>
#include <cmath>

namespace rheo::ui {

void paintInPool(const std::function<void()>& paint) {
  QSemaphore done;
  const auto task = [&] {
    paint();
    done.release();
  };
  if (!QThreadPool::globalInstance()->tryStart(task)) return paint();
  done.acquire();
}

void fillTint(QPainter& painter, const QRectF& rect, const QColor& color) {
  constexpr double kBand = 64;
  double top = rect.top();
  while (top < rect.bottom()) {
    // Whole rows: two bands must not share one.
    const double bottom = std::min(rect.bottom(), std::floor(top) + kBand);
    painter.fillRect(QRectF(rect.left(), top, rect.width(), bottom - top), color);
    top = bottom;
  }
}

}  // namespace rheo::ui
