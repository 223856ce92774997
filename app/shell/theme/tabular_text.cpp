// SPDX-License-Identifier: Apache-2.0
#include "app/shell/theme/tabular_text.h"

#include <QPainter>
#include <algorithm>

namespace rheo::ui {
namespace {

double digitWidth(const QFontMetricsF& metrics) {
  double widest = 0;
  for (char16_t c = u'0'; c <= u'9'; ++c) {
    widest = std::max(widest, metrics.horizontalAdvance(QChar(c)));
  }
  return widest;
}

}  // namespace

double tabularWidth(const QFontMetricsF& metrics, const QString& text) {
  const double digit = digitWidth(metrics);
  double width = 0;
  for (const QChar c : text) width += c.isDigit() ? digit : metrics.horizontalAdvance(c);
  return width;
}

void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text) {
  const QFontMetricsF metrics(painter.font(), painter.device());
  const double digit = digitWidth(metrics);
  const double width = tabularWidth(metrics, text);
  double x = rect.left();
  if (alignment & Qt::AlignRight) x = rect.right() - width;
  if (alignment & Qt::AlignHCenter) x = rect.center().x() - width / 2;
  double y = rect.top() + metrics.ascent();
  if (alignment & Qt::AlignVCenter) {
    y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  } else if (alignment & Qt::AlignBottom) {
    y = rect.bottom() - metrics.descent();
  }
  // Runs without digits are drawn whole, so that kerning and shaping stay right.
  qsizetype at = 0;
  while (at < text.size()) {
    if (text[at].isDigit()) {
      const double own = metrics.horizontalAdvance(text[at]);
      painter.drawText(QPointF(x + (digit - own) / 2, y), QString(text[at]));
      x += digit;
      ++at;
      continue;
    }
    qsizetype end = at;
    while (end < text.size() && !text[end].isDigit()) ++end;
    const QString run = text.mid(at, end - at);
    painter.drawText(QPointF(x, y), run);
    for (const QChar c : run) x += metrics.horizontalAdvance(c);
    at = end;
  }
}

}  // namespace rheo::ui
