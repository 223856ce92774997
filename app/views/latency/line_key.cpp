// SPDX-License-Identifier: Apache-2.0
#include "app/views/latency/line_key.h"

#include <QPainter>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr int kEntryWidth = 58, kHeight = 20;

}  // namespace

LineKey::LineKey(QWidget* parent) : QWidget(parent) {
  setFixedSize(sizeHint());
  setAccessibleName(tr("Solid line p50, dashed line p95, dotted line p99"));
}

QSize LineKey::sizeHint() const {
  return {3 * kEntryWidth, kHeight};
}

void LineKey::paintEvent(QPaintEvent*) {
  const auto& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(theme.caption());
  struct Entry {
    QString name;
    QColor color;
    QList<qreal> dashes;
  };
  const Entry entries[] = {{QStringLiteral("p50"), theme.text, {}},
                           {QStringLiteral("p95"), theme.warning, {4, 3}},
                           {QStringLiteral("p99"), theme.error, {1.2, 2.2}}};
  double x = 4;
  for (const auto& entry : entries) {
    QPen pen(entry.color, 1.8);
    if (!entry.dashes.isEmpty()) pen.setDashPattern(entry.dashes);
    painter.setPen(pen);
    painter.drawLine(QPointF(x, height() / 2.0), QPointF(x + 22, height() / 2.0));
    painter.setPen(theme.muted);
    painter.drawText(QRectF(x + 26, 0, 28, height()), Qt::AlignVCenter, entry.name);
    x += kEntryWidth;
  }
}

}  // namespace rheo::ui
