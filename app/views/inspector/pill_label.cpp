// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/pill_label.h"

#include <QPainter>

#include "app/shell/theme/theme.h"

namespace rheo::ui {

PillLabel::PillLabel(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setVisible(false);
}

void PillLabel::setState(StateMark mark, const QString& text) {
  m_mark = mark;
  m_text = text;
  setAccessibleName(text);
  setVisible(!text.isEmpty());
  updateGeometry();
  update();
}

QSize PillLabel::sizeHint() const {
  auto font = Theme::current().body();
  font.setWeight(QFont::DemiBold);
  return {QFontMetrics(font).horizontalAdvance(m_text) + 38, 22};
}

void PillLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto color = stateColor(m_mark);
  QColor ground = color;
  ground.setAlphaF(0.14F);
  painter.setPen(QPen(color, 1));
  painter.setBrush(ground);
  const auto area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
  painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
  paintStateMark(painter, m_mark, {14, area.center().y()});
  painter.setFont(Theme::current().strong());
  painter.setPen(color);
  painter.drawText(area.adjusted(24, 0, -10, 0), Qt::AlignVCenter, m_text);
}

}  // namespace rheo::ui
