// SPDX-License-Identifier: Apache-2.0
#include "app/views/compare/compare_edges_model.h"

#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

QString valueText(const verdict::Measure& measure, double value) {
  if (value < 0) return QStringLiteral("\u2013");
  if (measure.what == "rate") return formatRate(value);
  if (measure.what == "errors")
    return formatPercent(static_cast<std::uint64_t>(std::llround(value * 1e6)), 1'000'000);
  return formatDuration(std::llround(value));
}

QString changeText(const verdict::Measure& measure) {
  const double growth = measure.growth();
  if (!std::isfinite(growth)) return CompareEdgesModel::tr("new");
  constexpr double kTenfold = 9;
  if (growth >= kTenfold)
    return QStringLiteral("\u00D7") + QString::number(std::llround(growth + 1));
  const auto percent = std::llround(growth * 100);
  return (percent < 0 ? QStringLiteral("\u2212") : QStringLiteral("+")) +
         QString::number(std::abs(percent)) + QStringLiteral(" %");
}

QString titleOf(const verdict::Measure& measure) {
  if (measure.what == "rate") return CompareEdgesModel::tr("Rate");
  if (measure.what == "errors") return CompareEdgesModel::tr("Errors");
  return QString::fromUtf8(measure.what.data(), static_cast<qsizetype>(measure.what.size()));
}

QColor colorOf(const verdict::Measure& measure) {
  const Theme& theme = Theme::current();
  if (!measure.isNews) return theme.muted;
  // More events are news, neither good nor bad.
  if (measure.what == "rate") return measure.isWorse ? theme.warning : theme.text;
  return measure.isWorse ? theme.error : theme.ok;
}

}  // namespace

void CompareEdgesModel::setPairs(std::vector<verdict::EdgePair> pairs) {
  beginResetModel();
  m_pairs = std::move(pairs);
  endResetModel();
}

const verdict::EdgePair* CompareEdgesModel::pairAt(int row) const {
  const auto at = static_cast<std::size_t>(row);
  return row < 0 || at >= m_pairs.size() ? nullptr : &m_pairs[at];
}

int CompareEdgesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

int CompareEdgesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareEdgesModel::edgeData(const verdict::EdgePair& pair, int role) const {
  switch (role) {
    case Qt::DisplayRole:
      return QString::fromStdString(pair.name).replace(QStringLiteral("->"),
                                                       QStringLiteral("\u2192"));
    case Qt::ToolTipRole: {
      // Whatever has no room in the table.
      QStringList lines;
      for (const verdict::Measure& each : pair.measures) {
        if (!each.isNews) continue;
        lines << tr("%1: before %2, now %3")
                     .arg(titleOf(each), valueText(each, each.before), valueText(each, each.after));
      }
      return lines.join(u'\n').toHtmlEscaped();
    }
    case Qt::ForegroundRole:
      return pair.isNews() ? QVariant() : QVariant(Theme::current().muted);
    case Qt::DecorationRole:
      return pair.isWorse() ? QVariant(stateIcon(markOf(Severity::Warning)))
                            : QVariant(stateIcon(StateMark::Ok));
    case Qt::AccessibleTextRole:
      return pair.isWorse() ? tr("worse: %1").arg(edgeData(pair, Qt::DisplayRole).toString())
                            : QVariant();
    default:
      return {};
  }
}

QVariant CompareEdgesModel::measureData(const verdict::Measure& measure, int role) const {
  switch (role) {
    case Qt::DisplayRole: {
      const QString now = valueText(measure, measure.after);
      return measure.isNews ? changeText(measure) + QStringLiteral("  ") + now : now;
    }
    case Qt::ToolTipRole:
      return tr("before %1, now %2")
          .arg(valueText(measure, measure.before), valueText(measure, measure.after));
    case Qt::ForegroundRole:
      return colorOf(measure);
    default:
      return {};
  }
}

QVariant CompareEdgesModel::data(const QModelIndex& index, int role) const {
  const verdict::EdgePair* pair = pairAt(index.row());
  if (!index.isValid() || pair == nullptr) return {};
  if (role == Qt::TextAlignmentRole)
    return int((index.column() > Edge ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (index.column() == Edge) return edgeData(*pair, role);
  const auto at = static_cast<std::size_t>(index.column() - Rate);
  return at < pair->measures.size() ? measureData(pair->measures[at], role) : QVariant();
}

QVariant CompareEdgesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  if (role == Qt::TextAlignmentRole)
    return int((section > Edge ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("From and to"),     tr("Rate"),
                            tr("Errors"),          QStringLiteral("p50"),
                            QStringLiteral("p95"), QStringLiteral("p99")};
  return titles[section];
}

}  // namespace rheo::ui
