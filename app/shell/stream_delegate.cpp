// SPDX-License-Identifier: Apache-2.0
#include "app/shell/stream_delegate.h"

#include <QPainter>
#include <algorithm>

#include "app/models/stream_list_model.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr double kSparkWidth = 32, kLeastSpark = 14;

void paintSpark(QPainter& painter, const QVector<double>& values, const QRectF& rect,
                const QColor& color) {
  if (values.size() < 2) return;
  const double top = *std::max_element(values.begin(), values.end());
  QPolygonF line;
  for (qsizetype i = 0; i < values.size(); ++i) {
    const double part = top > 0 ? values[i] / top : 0;
    line << QPointF(rect.left() + rect.width() * static_cast<double>(i) /
                                      static_cast<double>(values.size() - 1),
                    rect.bottom() - rect.height() * part);
  }
  painter.setPen(QPen(color, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
}

}  // namespace

void StreamDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QRectF row(option.rect);
  const bool selected = (option.state & QStyle::State_Selected) != 0;
  const bool hovered = (option.state & QStyle::State_MouseOver) != 0;
  if (selected || hovered) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(selected ? theme.accentGround : theme.raised);
    painter->drawRoundedRect(row.adjusted(0, 0.5, 0, -0.5), 5, 5);
  }
  const auto mark = static_cast<StateMark>(index.data(StreamListModel::MarkRole).toInt());
  const bool alarming = index.data(StreamListModel::AlarmRole).toBool();
  double left = row.left() + 8;
  if (!m_spark || mark == StateMark::Error || mark == StateMark::Warning) {
    paintStateMark(*painter, mark, QPointF(left + 5, row.center().y() + 0.5), 4);
    left += 18;
  }
  const QString value = index.data(StreamListModel::ValueRole).toString();
  const QFont numbers = [&theme] {
    QFont font = theme.caption();
    font.setPointSizeF(11 * 0.75);
    return font;
  }();
  const double valueWidth =
      std::max(tabularWidth(QFontMetricsF(numbers), value), m_spark ? 38.0 : 0.0);
  double right = row.right() - 8 - valueWidth;
  painter->setFont(numbers);
  painter->setPen(alarming ? stateColor(mark) : theme.muted);
  drawTabular(*painter, QRectF(right, row.top(), valueWidth, row.height()),
              Qt::AlignRight | Qt::AlignVCenter, value);
  painter->setFont(selected ? theme.strong() : theme.body());
  const QString name = index.data().toString();
  if (m_spark) {
    // The name comes first: the spark shrinks, then goes, where there is no room for both.
    const double room =
        right - left - 6 - 8 - QFontMetricsF(painter->font()).horizontalAdvance(name);
    const double spark = std::min(kSparkWidth, room);
    if (spark >= kLeastSpark) {
      right -= spark + 8;
      paintSpark(*painter, index.data(StreamListModel::SparkRole).value<QVector<double>>(),
                 QRectF(right, row.top() + 6, spark, row.height() - 12),
                 mark == StateMark::Error ? theme.error : theme.accent);
    }
  }
  painter->setPen(selected ? theme.accent : theme.text);
  const QRectF place(left, row.top(), right - left - 6, row.height());
  painter->drawText(
      place, Qt::AlignVCenter | Qt::AlignLeft,
      painter->fontMetrics().elidedText(name, Qt::ElideMiddle, static_cast<int>(place.width())));
  painter->restore();
}

QSize StreamDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {120, Theme::kRowHeight};
}

}  // namespace rheo::ui
