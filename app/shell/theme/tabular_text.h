// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFontMetricsF>
#include <QRectF>
#include <QString>

class QPainter;

namespace rheo::ui {

/// Draws text with every digit as wide as the widest one, so that changing numbers do not dance:
/// Qt 6.4 cannot ask a font for its tabular figures. One line; the painter's font and pen.
double tabularWidth(const QFontMetricsF& metrics, const QString& text);
void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text);

}  // namespace rheo::ui
