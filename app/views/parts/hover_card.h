// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRect>
#include <QStringList>

class QPainter;

namespace rheo::ui {

/// A card beside the pointer: the first line is its title, each other "name<tab>value" or a plain
/// sentence. Plain text, kept inside `area`. Returns where it was drawn.
QRectF paintHoverCard(QPainter& painter, const QStringList& lines, QPointF pointer,
                      const QRect& area);

}  // namespace rheo::ui
