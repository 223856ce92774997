// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "app/views/parts/event_columns.h"
#include "model/query/filter.h"

class QHeaderView;
class QPoint;
class QWidget;

namespace rheo::ui {

/// What can be done with one sighting: look at more like it, copy it, send one like it.
class EventRowMenu {
 public:
  struct Choice {
    QString filter;  ///< the filter to show, complete
    std::uint64_t row = 0;
    bool copyJson = false;
    bool inject = false;
  };

  /// `current` is the filter now shown; "and" entries narrow it.
  EventRowMenu(const store::EventRow& row, const query::Filter& current, QWidget* parent);
  Choice choose(const QPoint& globalAt, EventColumn under);

 private:
  QString m_current;
  store::EventRow m_row;
  QWidget* m_parent;
};

/// The menu of columns; true when something was changed.
bool chooseColumns(QHeaderView& header, const QPoint& globalAt);

}  // namespace rheo::ui
