// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "model/verdict/compare.h"

namespace rheo::ui {

/// The edges that two recordings share, measure by measure; what changed beyond chance stands out.
class CompareEdgesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Edge, Rate, Errors, P50, P95, P99, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;
  void setPairs(std::vector<verdict::EdgePair> pairs);
  [[nodiscard]] const verdict::EdgePair* pairAt(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  [[nodiscard]] QVariant edgeData(const verdict::EdgePair& pair, int role) const;
  [[nodiscard]] QVariant measureData(const verdict::Measure& measure, int role) const;

  std::vector<verdict::EdgePair> m_pairs;
};

}  // namespace rheo::ui
