// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <deque>

#include "model/session/workspace.h"

namespace rheo::ui {

/// What went wrong or happened in the background, newest last. Bounded; the same line said again is
/// counted, not repeated.
class JournalModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Time, Count, Text, ColumnCount };
  enum Role { LevelRole = Qt::UserRole };
  static constexpr std::size_t kMost = 2000;

  using QAbstractTableModel::QAbstractTableModel;

  void append(const JournalEntry& entry);
  void clear();
  [[nodiscard]] QString textOf(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  struct Line {
    JournalEntry entry;
    int count = 1;
  };
  std::deque<Line> m_lines;
};

}  // namespace rheo::ui
