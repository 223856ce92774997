// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/latency_chart.h"

#include <QPainter>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/curves.h"
#include "app/views/parts/heatmap.h"

namespace rheo::ui {

LatencyChart::LatencyChart(QWidget* parent) : ChartCanvas(parent) {
  setAccessibleName(tr("Latency over time"));
}

void LatencyChart::setLatency(store::Latency latency, TimeRange range) {
  m_latency = std::move(latency);
  setGaps(m_latency.gaps);
  setTimeRange(range);
}

std::vector<const Histogram*> LatencyChart::histograms() const {
  std::vector<const Histogram*> out;
  out.reserve(m_latency.columns.size());
  for (const auto& column : m_latency.columns) out.push_back(&column.histogram);
  return out;
}

void LatencyChart::paintValueAxis(QPainter& painter, const QRectF& plot) {
  const auto& theme = Theme::current();
  const auto [low, high] = valueExtent(histograms());
  if (high <= 0) return;
  const LogAxis axis(low, high, plot.top(), plot.height());
  painter.setFont(theme.caption());
  for (const auto& tick : axis.ticks()) {
    painter.setPen(theme.grid);
    painter.drawLine(QPointF(plot.left(), tick.at), QPointF(plot.right(), tick.at));
    if (tick.label.isEmpty()) continue;
    painter.setPen(theme.muted);
    drawTabular(painter, QRectF(0, tick.at - 8, plot.left() - 8, 16),
                Qt::AlignRight | Qt::AlignVCenter, tick.label);
  }
}

void LatencyChart::paintPlot(QPainter& painter, const QRectF& plot) {
  const auto& theme = Theme::current();
  const auto columns = histograms();
  const auto [low, high] = valueExtent(columns);
  m_values = LogAxis(low, std::max(high, 1.0), plot.top(), plot.height());
  if (high <= 0) {
    if (isCompact()) return;
    painter.setFont(theme.body());
    painter.setPen(theme.muted);
    painter.drawText(plot, Qt::AlignCenter,
                     tr("No hop ended in this range.\nA hop ends when a consumer has processed, "
                        "failed or dead-lettered an event."));
    return;
  }
  const int rows = std::clamp(static_cast<int>(plot.height() / (isCompact() ? 4 : 5)), 12, 120);
  const auto image = renderHeatmap(columns, m_values, rows, {theme.heatLow, theme.heatHigh});
  const auto& axis = timeAxis();
  const auto end = m_latency.originNs + static_cast<TimeNs>(columns.size()) * m_latency.bucketNs;
  const QRectF target(QPointF(axis.toX(m_latency.originNs), plot.top()),
                      QPointF(axis.toX(end), plot.bottom()));
  painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  painter.drawImage(target, image);
  const double width = isCompact() ? 1.3 : 1.8;
  QPen dashed(theme.warning, width, Qt::CustomDashLine);
  dashed.setDashPattern({4, 3});
  QPen dotted(theme.error, width, Qt::CustomDashLine);
  dotted.setDashPattern({1.2, 2.2});
  paintLine(painter, 0.99, dotted);
  paintLine(painter, 0.95, dashed);
  // The median runs through the brightest cells: an outline keeps it apart from them.
  QColor halo = theme.dark ? theme.window : theme.panel;
  halo.setAlphaF(0.7F);
  paintLine(painter, 0.5, QPen(halo, width + 2));
  paintLine(painter, 0.5, QPen(theme.text, width));
}

void LatencyChart::paintLine(QPainter& painter, double quantile, const QPen& pen) {
  QPolygonF run;
  const auto finish = [&] {
    if (run.size() == 1) {  // alone: as long as its bucket
      const double half = (timeAxis().toX(m_latency.originNs + m_latency.bucketNs) -
                           timeAxis().toX(m_latency.originNs)) /
                          2;
      run = {run[0] - QPointF(half, 0), run[0] + QPointF(half, 0)};
    }
    strokeCurve(painter, run, pen);
    run.clear();
  };
  for (std::size_t i = 0; i < m_latency.columns.size(); ++i) {
    const auto& histogram = m_latency.columns[i].histogram;
    if (histogram.isEmpty()) {
      finish();
      continue;
    }
    const auto from = m_latency.originNs + static_cast<TimeNs>(i) * m_latency.bucketNs;
    run << QPointF(timeAxis().toX(from + m_latency.bucketNs / 2),
                   m_values.toY(static_cast<double>(histogram.quantile(quantile))));
  }
  finish();
}

std::vector<ChartCanvas::ReadOutLine> LatencyChart::readOut(TimeNs t, double y) const {
  std::vector<ReadOutLine> lines;
  if (m_latency.bucketNs <= 0 || t < m_latency.originNs) return lines;
  const auto index = static_cast<std::size_t>((t - m_latency.originNs) / m_latency.bucketNs);
  if (index >= m_latency.columns.size()) return lines;
  const auto from = m_latency.originNs + static_cast<TimeNs>(index) * m_latency.bucketNs;
  const auto& histogram = m_latency.columns[index].histogram;
  lines.push_back(
      {QColor(), clockText(from, m_latency.bucketNs),
       tr("%n hop(s)", nullptr,
          static_cast<int>(std::min<std::uint64_t>(histogram.count(), 2'000'000'000)))});
  if (histogram.isEmpty()) return lines;
  const auto& theme = Theme::current();
  const auto add = [&](double q, const QString& name, const QColor& color) {
    lines.push_back(
        {color, name, formatDuration(static_cast<std::int64_t>(histogram.quantile(q)))});
  };
  add(0.5, QStringLiteral("p50"), theme.text);
  add(0.95, QStringLiteral("p95"), theme.warning);
  add(0.99, QStringLiteral("p99"), theme.error);
  add(1.0, tr("slowest"), QColor());
  if (!isCompact()) {
    const double ns = m_values.toNs(y);
    std::uint64_t above = 0;
    for (const auto& [bucket, count] : histogram.buckets()) {
      if (static_cast<double>(Histogram::lowerBound(bucket)) >= ns) above += count;
    }
    lines.push_back({QColor(), tr("above %1").arg(formatDuration(static_cast<std::int64_t>(ns))),
                     formatPercent(above, histogram.count())});
  }
  return lines;
}

}  // namespace rheo::ui
