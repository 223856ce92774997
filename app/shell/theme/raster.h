// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

class QColor;
class QPainter;
class QRectF;

namespace rheo::ui {

/// Qt's raster engine (6.4, qdrawhelper.cpp) cuts whatever covers more than some 96 rows, an
/// antialiased line too, into pieces for the global thread pool and waits for each of them, dozens
/// of times a picture; unless it runs in that pool already. On a machine that is busy, those waits
/// are half of a frame.

/// Paints in the pool, and returns when it is done; paints at once where nobody is free there. For
/// pictures in a QImage. GUI thread only.
void paintInPool(const std::function<void()>& paint);

/// Fills a rectangle of any height with a translucent colour, in bands that the engine does not
/// cut.
void fillTint(QPainter& painter, const QRectF& rect, const QColor& color);

}  // namespace rheo::ui
