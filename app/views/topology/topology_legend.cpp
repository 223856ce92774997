// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/topology_legend.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>
#include <array>
#include <cmath>

#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

enum class Sign { Event, Failure, Waiting, Width, Topic, Service, Unheard };
constexpr std::array kSigns{Sign::Event, Sign::Failure, Sign::Waiting, Sign::Width,
                            Sign::Topic, Sign::Service, Sign::Unheard};
constexpr double kSignWidth = 18, kAfterSign = 6, kAfterText = 18, kHead = 16;
constexpr int kHeight = 24;

QString textOf(Sign sign) {
  switch (sign) {
    case Sign::Event:
      return TopologyLegend::tr("event");
    case Sign::Failure:
      return TopologyLegend::tr("failure");
    case Sign::Waiting:
      return TopologyLegend::tr("never read");
    case Sign::Width:
      return TopologyLegend::tr("edge width = rate");
    case Sign::Topic:
      return TopologyLegend::tr("topic");
    case Sign::Service:
      return TopologyLegend::tr("service");
    case Sign::Unheard:
      return TopologyLegend::tr("nobody listens");
  }
  return {};
}

void paintSign(QPainter& painter, Sign sign, QPointF at) {
  const Theme& theme = Theme::current();
  const QRectF box(at.x() - 8, at.y() - 5, 16, 10);
  switch (sign) {
    case Sign::Event:
    case Sign::Waiting:
      painter.setPen(Qt::NoPen);
      painter.setBrush(sign == Sign::Event ? theme.accent : theme.note);
      painter.drawEllipse(at, 3, 3);
      return;
    case Sign::Failure:
      return paintStateMark(painter, StateMark::Error, at, 3.6);
    case Sign::Width:
      painter.setPen(QPen(theme.faint, 4, Qt::SolidLine, Qt::FlatCap));
      painter.drawLine(at - QPointF(8, 0), at + QPointF(8, 0));
      return;
    case Sign::Service:
      painter.setPen(QPen(theme.line, 1.2));
      painter.setBrush(theme.node);
      painter.drawRoundedRect(box, 3, 3);
      return;
    case Sign::Topic:
    case Sign::Unheard: {
      QPen pen(sign == Sign::Topic ? theme.accent : theme.note, 1.2);
      if (sign == Sign::Unheard) pen.setDashPattern({2.2, 1.6});
      painter.setPen(pen);
      painter.setBrush(theme.topicGround);
      painter.drawRoundedRect(box, 5, 5);
      return;
    }
  }
}

}  // namespace

TopologyLegend::TopologyLegend(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("topologyLegend"));
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  setOpen(true);
}

void TopologyLegend::setOpen(bool open) {
  m_open = open;
  setToolTip(open ? tr("Hide the legend") : tr("Show the legend"));
  setAccessibleName(toolTip());
  updateGeometry();
  Q_EMIT resized();
  update();
}

QSize TopologyLegend::sizeHint() const {
  const QFontMetricsF metrics(Theme::current().caption());
  double width = kHead;
  if (!m_open)
    return {int(std::ceil(width + metrics.horizontalAdvance(tr("Legend")))) + 8, kHeight};
  for (Sign sign : kSigns) {
    width += kSignWidth + kAfterSign + metrics.horizontalAdvance(textOf(sign)) + kAfterText;
  }
  return {static_cast<int>(std::ceil(width)), kHeight};
}

void TopologyLegend::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor ground = theme.window;
  ground.setAlphaF(0.85F);
  painter.setPen(hasFocus() ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
  painter.setFont(theme.caption());
  const QFontMetricsF metrics(theme.caption());
  painter.setPen(theme.muted);
  painter.drawText(QRectF(3, 0, kHead, height()), Qt::AlignVCenter | Qt::AlignLeft,
                   m_open ? QStringLiteral("‹") : QStringLiteral("›"));
  double x = kHead;
  if (!m_open) {
    painter.drawText(QRectF(x, 0, width(), height()), Qt::AlignVCenter, tr("Legend"));
    return;
  }
  for (Sign sign : kSigns) {
    paintSign(painter, sign, {x + kSignWidth / 2, height() / 2.0});
    x += kSignWidth + kAfterSign;
    const double wide = metrics.horizontalAdvance(textOf(sign));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(x, 0, wide + 4, height()), Qt::AlignVCenter, textOf(sign));
    x += wide + kAfterText;
  }
}

void TopologyLegend::mousePressEvent(QMouseEvent*) {
  setOpen(!m_open);
}

void TopologyLegend::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space && event->key() != Qt::Key_Return) {
    return QWidget::keyPressEvent(event);
  }
  setOpen(!m_open);
}

}  // namespace rheo::ui
