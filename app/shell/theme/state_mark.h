// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>
#include <QPointF>

class QPainter;

namespace rheo::ui {

/// State = shape + colour, the same in every view: circle ok, triangle warning, diamond error, dot
/// note, ring running, turned arrow compensated, hollow grey circle gone or unknown.
enum class StateMark { Ok, Warning, Error, Note, Running, Compensated, Gone };

QColor stateColor(StateMark mark);
/// Draws the mark centred; `radius` is that of the circle (4 in lists, 3-4 in charts).
void paintStateMark(QPainter& painter, StateMark mark, QPointF center, double radius = 4);
/// The same for buttons and items, in the current theme.
QIcon stateIcon(StateMark mark, int size = 14);

}  // namespace rheo::ui
