// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <functional>

#include "app/views/events/event_columns.h"
#include "model/query/filter.h"

class QHeaderView;
class QPoint;
class QWidget;

namespace rheo::ui {

class Bridge;

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

/// The condition that a cell stands for, as the filter language writes it; empty if there is none.
QString conditionOf(const store::EventRow& row, EventColumn column);
/// Fetches the sighting with its payload and puts it on the clipboard as JSON.
void copyEventJson(Bridge& bridge, QObject* context, std::uint64_t row,
                   std::function<void(const QString&)> onError);
/// The menu of columns; true when something was changed.
bool chooseColumns(QHeaderView& header, const QPoint& globalAt);

}  // namespace rheo::ui
