// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

#include "app/views/parts/chart_canvas.h"

namespace rheo::ui {

/// Heatmap of latency over time on a logarithmic axis, with p50 (solid), p95 (dashed) and p99
/// (dotted) over it. Buckets in which no hop ended stay ground, and the lines break there.
class LatencyChart : public ChartCanvas {
  Q_OBJECT

 public:
  explicit LatencyChart(QWidget* parent = nullptr);

  void setLatency(store::Latency latency, TimeRange range);
  [[nodiscard]] const store::Latency& latency() const { return m_latency; }
  /// The value axis as painted; for captions ("1 ms - 4 s").
  [[nodiscard]] const LogAxis& valueAxis() const { return m_values; }

 protected:
  void paintPlot(QPainter& painter, const QRectF& plot) override;
  void paintValueAxis(QPainter& painter, const QRectF& plot) override;
  [[nodiscard]] std::vector<ReadOutLine> readOut(TimeNs t, double y) const override;

 private:
  [[nodiscard]] std::vector<const Histogram*> histograms() const;
  void paintLine(QPainter& painter, double quantile, const QPen& pen);

  store::Latency m_latency;
  LogAxis m_values;
};

}  // namespace rheo::ui
