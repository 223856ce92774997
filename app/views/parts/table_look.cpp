// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/table_look.h"

#include <QHeaderView>
#include <QTableView>

#include "app/shell/theme/theme.h"

namespace rheo::ui {

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
  auto* rows = table.verticalHeader();
  rows->setVisible(false);
  rows->setSectionResizeMode(QHeaderView::Fixed);
  rows->setMinimumSectionSize(Theme::kRowHeight);
  rows->setDefaultSectionSize(Theme::kRowHeight);
  auto* columns = table.horizontalHeader();
  columns->setHighlightSections(false);
  columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  columns->setStretchLastSection(false);
}

}  // namespace rheo::ui
