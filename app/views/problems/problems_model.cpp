// SPDX-License-Identifier: Apache-2.0
#include "app/views/problems/problems_model.h"

#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/problem_words.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

std::size_t slot(Severity severity) {
  return static_cast<std::size_t>(severity) & 3;
}

}  // namespace

ProblemsModel::ProblemsModel(QObject* parent) : QAbstractTableModel(parent) {}

void ProblemsModel::setProblems(std::vector<store::ProblemQueryRow> problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const auto& a, const auto& b) {
    if (a.problem.severity != b.problem.severity) return a.problem.severity > b.problem.severity;
    return a.problem.count > b.problem.count;
  });
  m_all = std::move(problems);
  rebuild();
}

void ProblemsModel::setShown(Severity severity, bool shown) {
  if (m_shown[slot(severity)] == shown) return;
  m_shown[slot(severity)] = shown;
  rebuild();
}

void ProblemsModel::rebuild() {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < m_all.size(); ++i) {
    if (m_shown[slot(m_all[i].problem.severity)]) rows.push_back(i);
  }
  // While live only counts change most of the time: keep scroll and selection then.
  if (rows.size() == m_rows.size()) {
    m_rows = std::move(rows);
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    return;
  }
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
}

std::uint64_t ProblemsModel::count(Severity severity) const {
  std::uint64_t sum = 0;
  for (const auto& row : m_all) {
    if (row.problem.severity == severity) sum += row.problem.count;
  }
  return sum;
}

const store::ProblemQueryRow* ProblemsModel::problemAt(int row) const {
  if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size()) return nullptr;
  return &m_all[m_rows[static_cast<std::size_t>(row)]];
}

int ProblemsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ProblemsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString ProblemsModel::text(const store::ProblemQueryRow& row, int column) const {
  switch (column) {
    case Kind:
      return problemKindText(row.problem.kind);
    case What:
      return problemSentence(row.problem);
    case Place:
      return problemPlace(row.problem);
    case Count:
      return formatExact(row.problem.count);
    case When: {
      const auto first = formatTime(row.firstNs, 0);
      const auto last = formatTime(row.lastNs, 0);
      return first == last ? first : first + QStringLiteral(" \u2013 ") + last;
    }
    default:
      return {};
  }
}

QVariant ProblemsModel::data(const QModelIndex& index, int role) const {
  const auto* row = problemAt(index.row());
  if (!index.isValid() || row == nullptr) return {};
  const auto mark = markOf(row->problem.severity);
  switch (role) {
    case Qt::DisplayRole:
      return text(*row, index.column());
    case Qt::ToolTipRole:
      return index.column() == What ? QVariant(text(*row, What).toHtmlEscaped()) : QVariant();
    case Qt::DecorationRole:
      return index.column() == Kind ? QVariant(stateIcon(mark)) : QVariant();
    case Qt::ForegroundRole:
      if (index.column() == Kind) return stateColor(mark);
      return index.column() == What ? QVariant() : QVariant(Theme::current().muted);
    case Qt::TextAlignmentRole:
      return int((index.column() >= Count ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
      return index.column() == Kind
                 ? QVariant(QString::fromUtf8(severityName(row->problem.severity).data()) + u' ' +
                            text(*row, Kind))
                 : QVariant();
    case SeverityRole:
      return static_cast<int>(row->problem.severity);
    default:
      return {};
  }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  if (role == Qt::TextAlignmentRole)
    return int((section >= Count ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("Problem"), tr("What happened"), tr("Where"), tr("Times"),
                            tr("When")};
  return titles[section];
}

}  // namespace rheo::ui
