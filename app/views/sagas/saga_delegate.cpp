// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_delegate.h"

#include <QPainter>
#include <algorithm>

#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"
#include "app/views/sagas/saga_table_model.h"
#include "app/views/sagas/saga_words.h"

namespace rheo::ui {
namespace {

constexpr double kTickAt = 0.62;  // where p95 stands on the bar
constexpr double kBarHeight = 8, kMaxBar = 320;

void paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const Theme& theme = Theme::current();
  const bool selected = option.state & QStyle::State_Selected;
  const bool hovered = option.state & QStyle::State_MouseOver;
  if (!selected && !hovered) return;
  painter.setPen(Qt::NoPen);
  painter.setBrush(selected ? theme.accentGround : theme.raised);
  QRectF ground = option.rect;
  // Round only the ends of the row.
  if (index.column() == 0) {
    ground.setRight(ground.right() + 8);
  } else if (index.column() == SagaTableModel::ColumnCount - 1) {
    ground.setLeft(ground.left() - 8);
  } else {
    painter.drawRect(option.rect);
    return;
  }
  painter.save();
  painter.setClipRect(option.rect);
  painter.drawRoundedRect(ground, 5, 5);
  painter.restore();
}

void paintBar(QPainter& painter, const QRectF& cell, double share, SagaState state) {
  if (share < 0) return;
  const Theme& theme = Theme::current();
  QRectF bar(cell.left(), cell.center().y() - kBarHeight / 2, std::min(kMaxBar, cell.width() - 8),
             kBarHeight);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.grid);
  painter.drawRoundedRect(bar, 4, 4);
  const double filled = std::min(1.0, share * kTickAt);
  const double tick = bar.left() + bar.width() * kTickAt;
  painter.setBrush(filled >= 1 || state == SagaState::Stuck ? theme.error : theme.accent);
  bar.setWidth(std::max(6.0, bar.width() * filled));
  painter.drawRoundedRect(bar, 4, 4);
  painter.setPen(QPen(theme.muted, 1.2));
  painter.drawLine(QPointF(tick, bar.top() - 3), QPointF(tick, bar.bottom() + 3));
}

}  // namespace

void SagaDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  paintGround(*painter, option, index);
  const auto state = static_cast<SagaState>(index.data(SagaTableModel::StateRole).toInt());
  const QRectF cell = QRectF(option.rect).adjusted(8, 0, -6, 0);
  const bool selected = option.state & QStyle::State_Selected;
  switch (index.column()) {
    case SagaTableModel::Mark:
      paintStateMark(*painter, markOf(state), {cell.left() + 6, cell.center().y()}, 4);
      break;
    case SagaTableModel::Duration:
      paintBar(*painter, cell, index.data(SagaTableModel::ShareRole).toDouble(), state);
      break;
    default: {
      painter->setFont(selected && index.column() <= SagaTableModel::State ? theme.strong()
                                                                           : theme.body());
      painter->setPen(index.column() == SagaTableModel::State ? stateColor(markOf(state))
                                                              : theme.text);
      const QString text = QFontMetricsF(painter->font())
                               .elidedText(index.data().toString(), Qt::ElideRight, cell.width());
      drawTabular(*painter, cell, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
  }
  painter->restore();
}

}  // namespace rheo::ui
