// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "model/verdict/compare.h"

namespace rheo::ui {

/// What only one of two recordings has: services, topics, schemas, edges, ways through sagas.
class CompareChangesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Kind, Name, Detail, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;
  void setComparison(const verdict::Comparison& comparison);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  struct Row {
    QString kind;
    QString name;
    QString detail;
    bool added = false;
  };
  void add(const QString& kind, const verdict::Difference& difference);

  std::vector<Row> m_rows;
};

}  // namespace rheo::ui
