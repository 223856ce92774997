// SPDX-License-Identifier: Apache-2.0
#include "app/views/compare/compare_changes_model.h"

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

QString arrows(const std::string& text) {
  return QString::fromStdString(text)
      .replace(QStringLiteral("->"), QStringLiteral("\u2192"))
      .replace(QStringLiteral(">"), QStringLiteral(" \u2192 "));
}

}  // namespace

void CompareChangesModel::add(const QString& kind, const verdict::Difference& difference) {
  for (const std::string& each : difference.added)
    m_rows.push_back({tr("%1 added").arg(kind), arrows(each), {}, true});
  for (const std::string& each : difference.removed)
    m_rows.push_back({tr("%1 removed").arg(kind), arrows(each), {}, false});
}

void CompareChangesModel::setComparison(const verdict::Comparison& comparison) {
  beginResetModel();
  m_rows.clear();
  add(tr("Service"), comparison.services);
  add(tr("Topic"), comparison.topics);
  add(tr("Schema"), comparison.schemas);
  add(tr("Edge"), comparison.edges);
  for (const verdict::VariantChange& each : comparison.variants) {
    const QString times = tr("%n time(s)", nullptr, static_cast<int>(each.count));
    const QString where =
        each.divergesAt.empty()
            ? times
            : tr("%1 \u00B7 differs first at %2").arg(times, arrows(each.divergesAt));
    m_rows.push_back({each.added ? tr("Saga path added") : tr("Saga path removed"),
                      QString::fromStdString(each.saga) + QStringLiteral(": ") + arrows(each.path),
                      where, each.added});
  }
  endResetModel();
}

int CompareChangesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareChangesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareChangesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_rows.size()) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      if (index.column() == Kind)
        return (row.added ? QStringLiteral("+  ") : QStringLiteral("\u2212  ")) + row.kind;
      return index.column() == Name ? row.name : row.detail;
    case Qt::ToolTipRole:
      return index.column() == Name ? QVariant(row.name.toHtmlEscaped()) : QVariant();
    case Qt::ForegroundRole:
      if (index.column() == Kind) return row.added ? Theme::current().ok : Theme::current().warning;
      return index.column() == Name ? QVariant() : QVariant(Theme::current().muted);
    default:
      return {};
  }
}

QVariant CompareChangesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 ||
      section >= ColumnCount)
    return {};
  const QString titles[] = {tr("Only in one"), tr("What"), tr("More")};
  return titles[section];
}

}  // namespace rheo::ui
