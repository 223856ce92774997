// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/hover_card.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr double kPadding = 10, kRow = 18, kTitleRow = 22, kColumnGap = 20, kMaxText = 320;

}  // namespace

QRectF paintHoverCard(QPainter& painter, const QStringList& lines, QPointF pointer,
                      const QRect& area) {
  const Theme& theme = Theme::current();
  QFont body = theme.body();
  body.setPixelSize(11);
  const QFontMetricsF bodyMetrics(body), titleMetrics(theme.strong());
  const QString title = titleMetrics.elidedText(lines.value(0), Qt::ElideMiddle, kMaxText);
  double width = titleMetrics.horizontalAdvance(title);
  for (int i = 1; i < lines.size(); ++i) {
    const QString name = lines[i].section(u'\t', 0, 0);
    const QString value =
        bodyMetrics.elidedText(lines[i].section(u'\t', 1), Qt::ElideMiddle, kMaxText);
    const double gap = value.isEmpty() ? 0 : kColumnGap;
    width = std::max(
        width, bodyMetrics.horizontalAdvance(name) + gap + bodyMetrics.horizontalAdvance(value));
  }
  QRectF card(pointer + QPointF(16, 18),
              QSizeF(width + 2 * kPadding,
                     kTitleRow + kRow * static_cast<double>(lines.size() - 1) + kPadding));
  if (card.right() > area.right() - 4) card.moveRight(pointer.x() - 12);
  if (card.bottom() > area.bottom() - 4) card.moveBottom(pointer.y() - 12);
  card.moveLeft(std::max(card.left(), area.left() + 4.0));
  card.moveTop(std::max(card.top(), area.top() + 4.0));

  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0, 0, 0, theme.dark ? 90 : 28));
  painter.drawRoundedRect(card.translated(0, 2).adjusted(-1, -1, 1, 1), 7, 7);
  painter.setPen(QPen(theme.line, 1));
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(card, 6, 6);
  QRectF row = card.adjusted(kPadding, 4, -kPadding, 0);
  row.setHeight(kTitleRow);
  painter.setFont(theme.strong());
  painter.setPen(theme.text);
  painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, title);
  row.moveTop(row.bottom());
  row.setHeight(kRow);
  painter.setFont(body);
  for (int i = 1; i < lines.size(); ++i) {
    painter.setPen(theme.muted);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, lines[i].section(u'\t', 0, 0));
    painter.setPen(theme.text);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                     bodyMetrics.elidedText(lines[i].section(u'\t', 1), Qt::ElideMiddle, kMaxText));
    row.translate(0, kRow);
  }
  return card;
}

}  // namespace rheo::ui
