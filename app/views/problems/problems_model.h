// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QSet>
#include <array>

#include "model/store/results.h"

namespace rheo::ui {

/// The problems of the range, worst first; a severity may be switched off.
class ProblemsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Kind, What, Place, Count, When, ColumnCount };
  enum Role { SeverityRole = Qt::UserRole };

  explicit ProblemsModel(QObject* parent = nullptr);
  void setProblems(std::vector<store::ProblemQueryRow> problems);
  void setShown(Severity severity, bool shown);
  /// Occurrences, not rows, of a severity; switched off or not.
  [[nodiscard]] std::uint64_t count(Severity severity) const;
  [[nodiscard]] const store::ProblemQueryRow* problemAt(int row) const;
  [[nodiscard]] bool isEmpty() const { return m_all.empty(); }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  void rebuild();
  [[nodiscard]] QString text(const store::ProblemQueryRow& row, int column) const;

  std::vector<store::ProblemQueryRow> m_all;
  std::vector<std::size_t> m_rows;  // shown, as indexes into m_all
  std::array<bool, 4> m_shown{true, true, true, true};
};

}  // namespace rheo::ui
