// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QColor>

#include "app/views/throughput/series_stack.h"

namespace rheo::ui {

/// The legend of the throughput chart: a row a series with its totals over the range.
class SeriesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Events, Rate, Peak, Failing, Bytes, ColumnCount };
  struct Row {
    QString name;
    QColor color;
    std::uint64_t total = 0;
    std::uint64_t errors = 0;
    std::uint64_t bytes = 0;
    double ratePerS = 0;
    double peakPerS = 0;
  };

  explicit SeriesModel(QObject* parent = nullptr);
  void setRows(std::vector<Row> rows, const QString& nameTitle);
  [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 private:
  [[nodiscard]] QString text(const Row& row, int column) const;

  std::vector<Row> m_rows;
  QString m_nameTitle;
};

}  // namespace rheo::ui
