// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/row_list.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

enum Role { IndentRole = Qt::UserRole, MarkRole, RightRole, StrongRole };
constexpr int kIndent = 14;

class RowDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {80, Theme::kRowHeight};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const auto& theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(option.rect).adjusted(0, 0.5, 0, -0.5);
    const bool strong = index.data(StrongRole).toBool();
    const bool pointed = option.state.testFlag(QStyle::State_MouseOver) ||
                         (option.state.testFlag(QStyle::State_HasFocus));
    if (strong || pointed) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(strong ? theme.accentGround : theme.raised);
      painter->drawRoundedRect(area, 5, 5);
    }
    double x = area.left() + 4 + std::min(index.data(IndentRole).toInt(), 8) * kIndent;
    const int mark = index.data(MarkRole).toInt();
    if (mark >= 0)
      paintStateMark(*painter, static_cast<StateMark>(mark), {x + 6, area.center().y()});
    x += 18;
    painter->setFont(theme.caption());
    const auto right = index.data(RightRole).toString();
    const double rightWidth = tabularWidth(QFontMetricsF(painter->font()), right) + 6;
    painter->setPen(theme.muted);
    drawTabular(*painter,
                QRectF(area.right() - rightWidth - 4, area.top(), rightWidth, area.height()),
                Qt::AlignRight | Qt::AlignVCenter, right);
    painter->setFont(strong ? theme.strong() : theme.body());
    painter->setPen(strong ? theme.accent : theme.text);
    const double room = area.right() - rightWidth - 10 - x;
    painter->drawText(
        QRectF(x, area.top(), room, area.height()), Qt::AlignVCenter,
        QFontMetricsF(painter->font())
            .elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room));
    painter->restore();
  }
};

}  // namespace

RowList::RowList(const QString& accessibleName, QWidget* parent) : QListWidget(parent) {
  setAccessibleName(accessibleName);
  setItemDelegate(new RowDelegate(this));
  setMouseTracking(true);
  setUniformItemSizes(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setCursor(Qt::PointingHandCursor);
  connect(this, &QListWidget::itemClicked, this,
          [this](QListWidgetItem* item) { Q_EMIT opened(row(item)); });
  connect(this, &QListWidget::itemActivated, this,
          [this](QListWidgetItem* item) { Q_EMIT opened(row(item)); });
}

void RowList::setRows(const std::vector<Row>& rows) {
  const int current = currentRow();
  const bool sameCount = static_cast<std::size_t>(count()) == rows.size();
  if (!sameCount) {
    clear();
    for (std::size_t i = 0; i < rows.size(); ++i) addItem(QString());
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto* line = item(static_cast<int>(i));
    const auto& row = rows[i];
    line->setText(row.text);
    line->setData(IndentRole, row.indent);
    line->setData(MarkRole, row.mark ? static_cast<int>(*row.mark) : -1);
    line->setData(RightRole, row.right);
    line->setData(StrongRole, row.strong);
    line->setData(Qt::AccessibleTextRole, row.text + u' ' + row.right);
  }
  if (sameCount) setCurrentRow(current);
  fitHeight();
}

void RowList::fitHeight() {
  const int rows = std::clamp(count(), 1, kMaxRows);
  setFixedHeight(rows * Theme::kRowHeight + 2);
}

}  // namespace rheo::ui
