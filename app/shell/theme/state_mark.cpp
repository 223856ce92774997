// SPDX-License-Identifier: Apache-2.0
#include "app/shell/theme/state_mark.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

void paintPolygon(QPainter& painter, std::initializer_list<QPointF> points, QPointF center) {
  QPolygonF polygon(points);
  polygon.translate(center);
  painter.setPen(Qt::NoPen);
  painter.drawPolygon(polygon);
}

void paintRing(QPainter& painter, const QColor& color, QPointF center, double radius) {
  painter.setPen(QPen(color, 1.8));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(center, radius, radius);
}

void paintTurnedArrow(QPainter& painter, const QColor& color, QPointF center, double radius) {
  const double r = radius * 1.15;
  painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(Qt::NoBrush);
  const QRectF box(center.x() - r, center.y() - r, 2 * r, 2 * r);
  painter.drawArc(box, 20 * 16, 290 * 16);
  const QPointF tip(center.x() + r * 0.95, center.y() - r * 0.25);
  painter.drawLine(tip, tip + QPointF(0.15 * r, -0.8 * r));
  painter.drawLine(tip, tip + QPointF(-0.8 * r, -0.1 * r));
}

}  // namespace

QColor stateColor(StateMark mark) {
  const Theme& theme = Theme::current();
  switch (mark) {
    case StateMark::Ok:
      return theme.ok;
    case StateMark::Warning:
      return theme.warning;
    case StateMark::Error:
      return theme.error;
    case StateMark::Note:
    case StateMark::Running:
      return theme.note;
    case StateMark::Compensated:
      return theme.compensation;
    case StateMark::Gone:
      break;
  }
  return theme.muted;
}

void paintStateMark(QPainter& painter, StateMark mark, QPointF center, double radius) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor color = stateColor(mark);
  const double r = radius;
  painter.setBrush(color);
  switch (mark) {
    case StateMark::Ok:
    case StateMark::Note:
      painter.setPen(Qt::NoPen);
      painter.drawEllipse(center, r, r);
      break;
    case StateMark::Warning:
      paintPolygon(painter, {{0, -1.15 * r}, {1.25 * r, 1.05 * r}, {-1.25 * r, 1.05 * r}}, center);
      break;
    case StateMark::Error:
      paintPolygon(painter, {{0, -1.2 * r}, {1.2 * r, 0}, {0, 1.2 * r}, {-1.2 * r, 0}}, center);
      break;
    case StateMark::Running:
    case StateMark::Gone:
      paintRing(painter, color, center, r);
      break;
    case StateMark::Compensated:
      paintTurnedArrow(painter, color, center, r);
      break;
  }
  painter.restore();
}

QIcon stateIcon(StateMark mark, int size) {
  QIcon icon;
  for (const int scale : {1, 2}) {
    QPixmap pixmap(size * scale, size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintStateMark(painter, mark, QPointF(size / 2.0, size / 2.0), size * 0.32);
    icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace rheo::ui
