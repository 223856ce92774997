// SPDX-License-Identifier: Apache-2.0
#include "app/models/journal_model.h"

#include "app/shell/theme/format.h"

namespace rheo::ui {

void JournalModel::append(const JournalEntry& entry) {
  if (!m_lines.empty() && m_lines.back().entry.text == entry.text &&
      m_lines.back().entry.level == entry.level) {
    Line& last = m_lines.back();
    ++last.count;
    last.entry.timeNs = entry.timeNs;
    const int row = static_cast<int>(m_lines.size()) - 1;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    return;
  }
  if (m_lines.size() == kMost) {
    beginRemoveRows({}, 0, 0);
    m_lines.pop_front();
    endRemoveRows();
  }
  const int row = static_cast<int>(m_lines.size());
  beginInsertRows({}, row, row);
  m_lines.push_back({entry, 1});
  endInsertRows();
}

void JournalModel::clear() {
  beginResetModel();
  m_lines.clear();
  endResetModel();
}

QString JournalModel::textOf(int row) const {
  return QString::fromStdString(m_lines.at(static_cast<std::size_t>(row)).entry.text);
}

int JournalModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int JournalModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Line& line = m_lines[static_cast<std::size_t>(index.row())];
  if (role == LevelRole) return static_cast<int>(line.entry.level);
  if (role == Qt::ToolTipRole && index.column() == Text) return textOf(index.row()).toHtmlEscaped();
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Time:
      return formatTime(line.entry.timeNs);
    case Count:
      return line.count > 1 ? QStringLiteral("×%1").arg(line.count) : QString();
    default:
      return textOf(index.row());
  }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  switch (section) {
    case Time:
      return tr("Time");
    case Count:
      return QString();
    default:
      return tr("What, where, how to mend it");
  }
}

}  // namespace rheo::ui
