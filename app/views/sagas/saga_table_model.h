// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "model/event/saga.h"

namespace rheo::ui {

/// The sagas of the range, searched and sorted by itself. A refresh that leaves the rows as they
/// are resets nothing.
class SagaTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Mark, Type, Key, State, Age, Steps, Duration, ColumnCount };
  enum Role {
    IdRole = Qt::UserRole,  ///< saga id
    StateRole,              ///< SagaState as int
    ShareRole,              ///< age / p95 of its type; -1 unknown
  };

  explicit SagaTableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setSagas(std::vector<Saga> sagas, TimeNs now);
  void setSearch(const QString& text);
  void setState(std::optional<SagaState> state);                      ///< only those; nothing = all
  void setVariant(const std::string& type, const std::string& path);  ///< empty = all

  [[nodiscard]] const Saga* sagaAt(int row) const;
  [[nodiscard]] int rowOf(std::int64_t id) const;  ///< -1 = not shown
  [[nodiscard]] const std::vector<Saga>& all() const { return m_sagas; }
  [[nodiscard]] TimeNs now() const { return m_now; }
  [[nodiscard]] int count(SagaState state) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  void sort(int column, Qt::SortOrder order) override;  ///< column -1 = newest first

 private:
  struct TypeFacts {
    std::int64_t p95Ns = -1;  ///< of those that ended
    int steps = 0;            ///< most steps any of them made
  };

  void learnTypes();
  void refresh();
  [[nodiscard]] std::vector<int> matching() const;
  [[nodiscard]] bool matches(const Saga& saga) const;
  [[nodiscard]] const TypeFacts& factsOf(const Saga& saga) const;
  [[nodiscard]] QString textOf(const Saga& saga, int column) const;
  [[nodiscard]] double shareOf(const Saga& saga) const;

  std::vector<Saga> m_sagas;
  std::vector<int> m_rows;                                 ///< shown, in order
  std::vector<std::pair<std::string, TypeFacts>> m_types;  ///< by type
  TimeNs m_now = 0;
  QString m_search;
  std::optional<SagaState> m_state;
  std::string m_variantType, m_variantPath;
  int m_sortColumn = -1;
  Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

}  // namespace rheo::ui
