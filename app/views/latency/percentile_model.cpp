// SPDX-License-Identifier: Apache-2.0
#include "app/views/latency/percentile_model.h"

#include <QCoreApplication>
#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {
namespace {

QString cell(const Histogram& histogram, int column) {
  using Model = PercentileModel;
  if (column == Model::Count) return formatExact(histogram.count());
  if (histogram.isEmpty()) return formatDuration(-1);
  const auto at = [&](double q) {
    return formatDuration(static_cast<std::int64_t>(histogram.quantile(q)));
  };
  switch (column) {
    case Model::Mean:
      return formatDuration(std::llround(histogram.mean()));
    case Model::P50:
      return at(0.5);
    case Model::P90:
      return at(0.9);
    case Model::P95:
      return at(0.95);
    case Model::P99:
      return at(0.99);
    case Model::P999:
      return at(0.999);
    case Model::Max:
      return formatDuration(static_cast<std::int64_t>(histogram.max()));
    default:
      return {};
  }
}

QColor partColor(int row) {
  const auto& theme = Theme::current();
  const QColor colors[] = {theme.muted, theme.publishPart, theme.waitPart, theme.processingPart};
  return colors[row & 3];
}

}  // namespace

QString latencyPartText(store::LatencyPart part) {
  const char* const names[] = {QT_TRANSLATE_NOOP("rheo::ui::LatencyParts", "End to end"),
                               QT_TRANSLATE_NOOP("rheo::ui::LatencyParts", "Publish"),
                               QT_TRANSLATE_NOOP("rheo::ui::LatencyParts", "Broker wait"),
                               QT_TRANSLATE_NOOP("rheo::ui::LatencyParts", "Processing")};
  return QCoreApplication::translate("rheo::ui::LatencyParts",
                                     names[static_cast<std::size_t>(part) & 3]);
}

PercentileModel::PercentileModel(QObject* parent) : QAbstractTableModel(parent) {}

void PercentileModel::setLatency(const store::Latency& latency) {
  m_parts = {latency.total, latency.publish, latency.wait, latency.processing};
  Q_EMIT dataChanged(index(0, 0), index(3, ColumnCount - 1));
}

int PercentileModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 4;
}

int PercentileModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant PercentileModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= 4) return {};
  switch (role) {
    case Qt::DisplayRole:
      if (index.column() == Part)
        return latencyPartText(static_cast<store::LatencyPart>(index.row()));
      return cell(m_parts[static_cast<std::size_t>(index.row())], index.column());
    case Qt::DecorationRole:
      return index.column() == Part ? QVariant(swatch(partColor(index.row()))) : QVariant();
    case Qt::TextAlignmentRole:
      return index.column() == Part ? int(Qt::AlignLeft | Qt::AlignVCenter)
                                    : int(Qt::AlignRight | Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant PercentileModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return section == Part ? int(Qt::AlignLeft | Qt::AlignVCenter)
                           : int(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole || section < 0 || section >= ColumnCount) return {};
  const QString titles[] = {tr("Part"),
                            tr("Hops"),
                            tr("Mean"),
                            QStringLiteral("p50"),
                            QStringLiteral("p90"),
                            QStringLiteral("p95"),
                            QStringLiteral("p99"),
                            QStringLiteral("p99.9"),
                            tr("Slowest")};
  return titles[section];
}

}  // namespace rheo::ui
