// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "model/store/results.h"

namespace rheo::ui {

/// A row for each part of a hop, a column for each percentile, over the whole range.
class PercentileModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Part, Count, Mean, P50, P90, P95, P99, P999, Max, ColumnCount };

  explicit PercentileModel(QObject* parent = nullptr);
  void setLatency(const store::Latency& latency);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  std::array<Histogram, 4> m_parts;  // as in store::LatencyPart
};

QString latencyPartText(store::LatencyPart part);

}  // namespace rheo::ui
