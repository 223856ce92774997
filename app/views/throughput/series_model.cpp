// SPDX-License-Identifier: Apache-2.0
#include "app/views/throughput/series_model.h"

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {
SeriesModel::SeriesModel(QObject* parent) : QAbstractTableModel(parent) {}

void SeriesModel::setRows(std::vector<Row> rows, const QString& nameTitle) {
  m_nameTitle = nameTitle;
  // A live chart refreshes four times a second: keep selection and scroll when the series are the
  // same.
  const bool same = rows.size() == m_rows.size();
  if (!same) beginResetModel();
  m_rows = std::move(rows);
  if (!same) {
    endResetModel();
  } else if (!m_rows.empty()) {
    Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
  }
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, 0);
}

int SeriesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SeriesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString SeriesModel::text(const Row& row, int column) const {
  switch (column) {
    case Name:
      return row.name;
    case Events:
      return formatExact(row.total);
    case Rate:
      return formatRate(row.ratePerS);
    case Peak:
      return formatRate(row.peakPerS);
    case Failing:
      return row.errors == 0 ? QStringLiteral("0") : formatPercent(row.errors, row.total);
    case Bytes:
      return formatBytes(row.bytes);
    default:
      return {};
  }
}

QVariant SeriesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows.size()) return {};
  const auto& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return text(row, index.column());
    case Qt::DecorationRole:
      if (index.column() == Name) return swatch(row.color);
      return {};
    case Qt::TextAlignmentRole:
      return index.column() == Name ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                    : int(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (index.column() == Failing && row.errors > 0) return Theme::current().error;
      return {};
    case Qt::ToolTipRole:
      if (index.column() == Failing) return tr("%1 failures").arg(formatExact(row.errors));
      return {};
    default:
      return {};
  }
}

QVariant SeriesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return section == Name ? int(Qt::AlignLeft | Qt::AlignVCenter)
                           : int(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return m_nameTitle;
    case Events:
      return tr("Events");
    case Rate:
      return tr("Mean rate");
    case Peak:
      return tr("Peak rate");
    case Failing:
      return tr("Failing");
    case Bytes:
      return tr("Payload");
    default:
      return {};
  }
}

}  // namespace rheo::ui
