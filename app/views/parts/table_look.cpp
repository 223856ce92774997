// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/table_look.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QTableView>

#include "app/shell/theme/theme.h"
#include "app/views/parts/plain_delegate.h"

namespace rheo::ui {
namespace {

/// Space pauses and resumes wherever the focus is; a list would search for it.
class SpaceIsACommand : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() != QEvent::KeyPress) return false;
    if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_Space) return false;
    event->ignore();  // taken from the list, so that it rises to the window
    return true;
  }
};

}  // namespace

QPixmap swatch(const QColor& color) {
  QPixmap pixmap(20, 20);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(0, 0, 9, 9), 2, 2);
  return pixmap;
}

void lookLikeList(QTableView& table) {
  table.setShowGrid(false);
  table.setWordWrap(false);
  table.setCornerButtonEnabled(false);
  table.setSelectionBehavior(QAbstractItemView::SelectRows);
  table.setSelectionMode(QAbstractItemView::SingleSelection);
  table.setEditTriggers(QAbstractItemView::NoEditTriggers);
  table.setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
  table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table.setTabKeyNavigation(false);
  table.setItemDelegate(new PlainDelegate(&table));
  table.installEventFilter(new SpaceIsACommand(&table));
  auto* rows = table.verticalHeader();
  // Never seen: a visible one paints every row there is, hidden or not, once rows leave at the
  // front.
  rows->setVisible(false);
  rows->setSectionResizeMode(QHeaderView::Fixed);
  rows->setMinimumSectionSize(Theme::kRowHeight);
  rows->setDefaultSectionSize(Theme::kRowHeight);
  auto* columns = table.horizontalHeader();
  columns->setHighlightSections(false);
  columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  columns->setStretchLastSection(false);
  // The head of a column starts where its cells do.
  columns->setStyleSheet(QStringLiteral("QHeaderView::section { padding: 5px 9px 5px 3px; }"));
}

QWidget* insetRows(QTableView& table) {
  auto* ground = new QWidget(table.parentWidget());
  ground->setAutoFillBackground(true);
  ground->setBackgroundRole(QPalette::Base);
  auto* row = new QHBoxLayout(ground);
  row->setContentsMargins(kRowInset, 0, 0, 0);
  row->addWidget(&table);
  return ground;
}

}  // namespace rheo::ui
