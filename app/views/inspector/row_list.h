// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListWidget>
#include <optional>
#include <vector>

#include "app/shell/theme/state_mark.h"

namespace rheo::ui {

/// A short list of marked lines that can be opened: sightings, causes and effects, steps. As high
/// as its lines, up to kMaxRows; then it scrolls.
class RowList : public QListWidget {
  Q_OBJECT

 public:
  static constexpr int kMaxRows = 10;
  struct Row {
    int indent = 0;
    std::optional<StateMark> mark;
    QString text;
    QString right;
    bool strong = false;  ///< the one that is shown
  };

  explicit RowList(const QString& accessibleName, QWidget* parent = nullptr);
  void setRows(const std::vector<Row>& rows);

 Q_SIGNALS:
  void opened(int row);

 private:
  void fitHeight();
};

}  // namespace rheo::ui
