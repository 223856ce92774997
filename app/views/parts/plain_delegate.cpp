// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/plain_delegate.h"

#include <QApplication>
#include <QPainter>

namespace rheo::ui {
namespace {

constexpr int kIconGap = 4;
constexpr int kNumberGap = 7;  ///< numbers keep off the words of the next column

QIcon::Mode modeOf(const QStyleOptionViewItem& cell) {
  if ((cell.state & QStyle::State_Enabled) == 0) return QIcon::Disabled;
  return (cell.state & QStyle::State_Selected) != 0 ? QIcon::Selected : QIcon::Normal;
}

QColor inkOf(const QStyleOptionViewItem& cell) {
  auto group = QPalette::Disabled;
  if ((cell.state & QStyle::State_Enabled) != 0) {
    group = (cell.state & QStyle::State_Active) != 0 ? QPalette::Active : QPalette::Inactive;
  }
  const bool selected = (cell.state & QStyle::State_Selected) != 0;
  return cell.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
}

/// Paints the icon and takes its place away from `room`.
void paintIcon(QPainter& painter, const QStyleOptionViewItem& cell, QRect& room) {
  if (cell.icon.isNull()) return;
  QRect place(room.topLeft(), QSize(cell.decorationSize.width(), room.height()));
  const QRect mirrored = QStyle::visualRect(cell.direction, room, place);
  cell.icon.paint(&painter, mirrored, Qt::AlignCenter, modeOf(cell));
  room = QStyle::visualRect(cell.direction, room, room.adjusted(place.width() + kIconGap, 0, 0, 0));
}

void paintText(QPainter& painter, const QStyleOptionViewItem& cell, QRect room) {
  if (cell.text.isEmpty() || room.width() <= 0) return;
  if ((cell.displayAlignment & Qt::AlignRight) != 0) room.adjust(0, 0, -kNumberGap, 0);
  const QFontMetrics& metrics = cell.fontMetrics;
  int width = metrics.horizontalAdvance(cell.text);
  QString text = cell.text;
  if (width > room.width()) {
    text = metrics.elidedText(text, cell.textElideMode, room.width());
    width = metrics.horizontalAdvance(text);
  }
  const QRect line = QStyle::alignedRect(cell.direction, cell.displayAlignment,
                                         QSize(width, metrics.height()), room);
  painter.setFont(cell.font);
  painter.setPen(inkOf(cell));
  painter.drawText(QPoint(line.left(), line.top() + metrics.ascent()), text);
}

}  // namespace

void PlainDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  QStyleOptionViewItem cell = option;
  initStyleOption(&cell, index);
  const QStyle& style = cell.widget != nullptr ? *cell.widget->style() : *QApplication::style();
  style.drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
  const int margin = style.pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, cell.widget) + 1;
  QRect room = cell.rect.adjusted(margin, 0, -margin, 0);
  paintIcon(*painter, cell, room);
  paintText(*painter, cell, room);
  if ((cell.state & QStyle::State_HasFocus) == 0) return;
  QStyleOptionFocusRect focus;
  focus.QStyleOption::operator=(cell);
  focus.rect = cell.rect;
  focus.state |= QStyle::State_KeyboardFocusChange | QStyle::State_Item;
  focus.backgroundColor = cell.palette.color(QPalette::Base);
  style.drawPrimitive(QStyle::PE_FrameFocusRect, &focus, painter, cell.widget);
}

}  // namespace rheo::ui
