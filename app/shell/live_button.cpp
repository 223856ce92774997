// SPDX-License-Identifier: Apache-2.0
#include "app/shell/live_button.h"

#include <QPainter>

#include "app/shell/theme/theme.h"

namespace rheo::ui {

LiveButton::LiveButton(QWidget* parent) : QAbstractButton(parent) {
  setFixedSize(sizeHint());
  setFocusPolicy(Qt::StrongFocus);
}

void LiveButton::setState(bool possible, bool live) {
  setEnabled(possible);
  m_live = live;
  setText(live ? tr("Live") : possible ? tr("Paused") : tr("File"));
  setToolTip(!possible ? tr("A finished recording: nothing new arrives")
             : live    ? tr("Following the newest events. Click or Space to stand still")
                       : tr("Standing still. Click or Space to follow the newest events"));
  setAccessibleName(live ? tr("Live, following") : text());
  update();
}

void LiveButton::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool lit = m_live && isEnabled();
  const QColor edge = lit || hasFocus() ? theme.accent : underMouse() ? theme.muted : theme.line;
  painter.setPen(QPen(edge, 1));
  painter.setBrush(lit ? theme.accentGround : theme.raised);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::kControlRadius,
                          Theme::kControlRadius);
  const double middle = height() / 2.0;
  painter.setPen(Qt::NoPen);
  painter.setBrush(lit ? theme.error : theme.faint);
  painter.drawEllipse(QPointF(15, middle), 4, 4);
  painter.setFont(theme.strong());
  painter.setPen(lit ? theme.accent : isEnabled() ? theme.text : theme.muted);
  painter.drawText(QRect(25, 0, width() - 40, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
  if (!isEnabled()) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(lit ? theme.accent : theme.muted);
  const double right = width() - 13;
  if (m_live) {  // what a click does: pause
    painter.drawRect(QRectF(right - 4, middle - 4, 2.5, 8));
    painter.drawRect(QRectF(right + 0.5, middle - 4, 2.5, 8));
  } else {  // play
    painter.drawPolygon(QPolygonF({QPointF(right - 3, middle - 4.5), QPointF(right + 4, middle),
                                   QPointF(right - 3, middle + 4.5)}));
  }
}

}  // namespace rheo::ui
