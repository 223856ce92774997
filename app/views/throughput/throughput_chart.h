// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>

#include "app/views/parts/chart_canvas.h"
#include "app/views/throughput/series_stack.h"

namespace rheo::ui {

/// Rates over time, one area or line a series. Failures are a lane of red bars along the bottom.
/// Where nothing was recorded nothing is drawn.
class ThroughputChart : public ChartCanvas {
  Q_OBJECT

 public:
  explicit ThroughputChart(QWidget* parent = nullptr);

  void setThroughput(store::Throughput throughput, TimeRange shown, TimeRange recorded);
  [[nodiscard]] const store::Throughput& throughput() const { return m_data; }
  [[nodiscard]] const SeriesStack& stack() const { return m_stack; }
  void setStacked(bool stacked);
  /// The series that stands out; the rest is dimmed. Empty = all the same.
  void setHighlighted(const QString& name);
  [[nodiscard]] QColor seriesColor(std::size_t index) const;
  /// Series drawn at a point; -1 = none.
  [[nodiscard]] int seriesAt(QPointF at) const;

 Q_SIGNALS:
  void seriesClicked(int index);

 protected:
  void paintPlot(QPainter& painter, const QRectF& plot) override;
  void paintValueAxis(QPainter& painter, const QRectF& plot) override;
  [[nodiscard]] std::vector<ReadOutLine> readOut(TimeNs t, double y) const override;

 private:
  [[nodiscard]] QRectF areaRect(const QRectF& plot) const;
  [[nodiscard]] LinearAxis valueAxis(const QRectF& plot) const;
  [[nodiscard]] int bucketAt(TimeNs t) const;
  [[nodiscard]] double centerX(std::size_t bucket) const;
  [[nodiscard]] double opacityOf(std::size_t index) const;
  void paintAreas(QPainter& painter, const LinearAxis& axis);
  void paintLines(QPainter& painter, const LinearAxis& axis);
  void paintErrors(QPainter& painter, const QRectF& plot);

  store::Throughput m_data;
  SeriesStack m_stack;
  QString m_highlighted;
  bool m_stacked = true;
};

}  // namespace rheo::ui
