// SPDX-License-Identifier: Apache-2.0
#include "app/shell/columns_model.h"

#include <QFont>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr int kShownRows = 5;
constexpr std::size_t kShownBytes = 200;
/// 2000-01-01: before it lies what was no time since 1970.
constexpr TimeNs kPlausibleNs = 946'684'800 * kSecond;

QString sample(const std::string& cell) {
  return QString::fromStdString(cell.substr(0, kShownBytes)).simplified();
}

}  // namespace

ColumnsModel::ColumnsModel(files::CsvHead head, QObject* parent)
    : QAbstractTableModel(parent), m_head(std::move(head)), m_columns(m_head.columns) {
  tryThem();
}

QString ColumnsModel::fieldText(std::string_view field) {
  if (field == files::kAttribute) return tr("an attribute");
  if (field == files::kIgnore) return tr("left out");
  return QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size()));
}

void ColumnsModel::tryThem() {
  m_trial = files::tryColumns(m_head, m_columns);
}

void ColumnsModel::reset() {
  beginResetModel();
  m_columns = m_head.columns;
  tryThem();
  endResetModel();
  Q_EMIT adjusted();
}

bool ColumnsModel::clashes(const files::ColumnMeaning& column) const {
  return m_trial.clash && column.field == m_trial.clash->field;
}

QList<ColumnsModel::Remark> ColumnsModel::remarks() const {
  QList<Remark> list;
  if (m_trial.clash) {
    list.append({StateMark::Error, tr("%1 and %2 cannot both be %3: choose one.")
                                       .arg(QString::fromStdString(m_trial.clash->first),
                                            QString::fromStdString(m_trial.clash->second),
                                            QString::fromStdString(m_trial.clash->field))});
    return list;
  }
  const auto faults = static_cast<std::size_t>(
      std::count_if(m_trial.faults.begin(), m_trial.faults.end(),
                    [](const std::string& fault) { return !fault.empty(); }));
  for (std::size_t i = 0; faults > 0 && i < m_trial.faults.size(); ++i) {
    if (m_trial.faults[i].empty()) continue;
    list.append(
        {StateMark::Warning,
         tr("%1 of the first %2 rows would be skipped. Line %3: %4")
             .arg(formatExact(faults), formatExact(m_trial.faults.size()),
                  formatExact(m_head.rows[i].line), QString::fromStdString(m_trial.faults[i]))});
    break;
  }
  addTimes(list, m_trial.faults.size() - faults);
  if (std::none_of(m_columns.begin(), m_columns.end(),
                   [](const auto& column) { return column.field == "topic"; })) {
    list.append({StateMark::Note, tr("No column is the topic: the events will be on no edge of the "
                                     "topology.")});
  }
  return list;
}

void ColumnsModel::addTimes(QList<Remark>& remarks, std::size_t good) const {
  if (good == 0) {
    if (m_head.rows.empty()) remarks.append({StateMark::Note, tr("The file has no rows.")});
  } else if (m_trial.untimed == good) {
    remarks.append({StateMark::Warning, tr("No row has a time: the events cannot be put in order, "
                                           "nor on the time strip.")});
  } else if (m_trial.firstNs < kPlausibleNs) {
    remarks.append({StateMark::Warning, tr("The times begin at %1. Numbers are read as time since "
                                           "1970, in the unit that their size suggests.")
                                            .arg(formatDateTime(m_trial.firstNs))});
  } else {
    remarks.append({StateMark::Ok, tr("%1 rows can be read as they are, from %2 to %3.")
                                       .arg(formatExact(good), formatDateTime(m_trial.firstNs),
                                            formatDateTime(m_trial.lastNs))});
  }
}

int ColumnsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

int ColumnsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid()
             ? 0
             : FirstSample + std::min(static_cast<int>(m_head.rows.size()), kShownRows);
}

QString ColumnsModel::text(const QModelIndex& index) const {
  const files::ColumnMeaning& column = m_columns[static_cast<std::size_t>(index.row())];
  if (index.column() == Name) return sample(column.column);
  if (index.column() == Field) return fieldText(column.field);
  const auto& cells = m_head.rows[static_cast<std::size_t>(index.column() - FirstSample)].cells;
  const auto at = static_cast<std::size_t>(index.row());
  return at < cells.size() ? sample(cells[at]) : QString();
}

/// Names of fields and what stands in the file are code, the rest is not.
bool ColumnsModel::isWords(const QModelIndex& index) const {
  const std::string& field = m_columns[static_cast<std::size_t>(index.row())].field;
  return index.column() == Name ||
         (index.column() == Field && (field == files::kAttribute || field == files::kIgnore));
}

QVariant ColumnsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const files::ColumnMeaning& column = m_columns[static_cast<std::size_t>(index.row())];
  const bool isField = index.column() == Field;
  switch (role) {
    case Qt::DisplayRole:
      return text(index);
    case Qt::EditRole:
      return isField ? QVariant(QString::fromStdString(column.field)) : QVariant();
    case Qt::ToolTipRole:
      return text(index).toHtmlEscaped();
    case Qt::FontRole:
      return isWords(index) ? QVariant() : QVariant(Theme::current().mono(11.5));
    case Qt::ForegroundRole:
      if (isField && clashes(column)) return Theme::current().error;
      if (column.field == files::kIgnore || index.column() >= FirstSample ||
          (isField && isWords(index)))
        return Theme::current().muted;
      return isField ? QVariant(Theme::current().accent) : QVariant();
    default:
      return {};
  }
}

bool ColumnsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const std::string field = value.toString().toStdString();
  if (!index.isValid() || index.column() != Field || role != Qt::EditRole) return false;
  if (!files::isColumnMeaning(field)) return false;
  m_columns[static_cast<std::size_t>(index.row())].field = field;
  tryThem();
  // One column's meaning tells on the others: a clash, a row that breaks.
  Q_EMIT dataChanged(this->index(0, 0), this->index(rowCount() - 1, columnCount() - 1));
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
  Q_EMIT adjusted();
  return true;
}

Qt::ItemFlags ColumnsModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == Field ? flags | Qt::ItemIsEditable : flags;
}

QString ColumnsModel::faultOf(int section) const {
  return section < FirstSample || m_trial.clash
             ? QString()
             : QString::fromStdString(
                   m_trial.faults[static_cast<std::size_t>(section - FirstSample)]);
}

QVariant ColumnsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  const QString fault = faultOf(section);
  switch (role) {
    case Qt::DisplayRole:
      if (section == Name) return tr("Column");
      if (section == Field) return tr("Is");
      return tr("Line %1").arg(
          formatExact(m_head.rows[static_cast<std::size_t>(section - FirstSample)].line));
    case Qt::ToolTipRole:
      return fault.isEmpty() ? QVariant() : QVariant(fault.toHtmlEscaped());
    case Qt::DecorationRole:
      return fault.isEmpty() ? QVariant() : QVariant(stateIcon(StateMark::Warning, 12));
    default:
      return {};
  }
}

}  // namespace rheo::ui
