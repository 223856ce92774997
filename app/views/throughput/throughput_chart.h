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
  /// Every series of the answer, drawn alone or not.
  [[nodiscard]] const SeriesStack& wholeStack() const { return m_wholeStack; }
  /// What is drawn: the largest series, and the others as one.
  [[nodiscard]] const SeriesStack& stack() const { return m_stack; }
  void setStacked(bool stacked);
  /// The series that stands out; the rest is dimmed. Empty = all the same.
  void setHighlighted(const QString& name);
  /// Colour of a series of the answer by its name.
  [[nodiscard]] QColor colorOf(const std::string& name) const;
  /// Drawn series at a point; -1 = none.
  [[nodiscard]] int seriesAt(QPointF at) const;
  /// How many series stand alone.
  static constexpr std::size_t kAlone = 7;

 Q_SIGNALS:
  void seriesClicked(const QString& name);

 protected:
  void paintPlot(QPainter& painter, const QRectF& plot) override;
  void paintValueAxis(QPainter& painter, const QRectF& plot) override;
  [[nodiscard]] std::vector<ReadOutLine> readOut(TimeNs t, double y) const override;

 private:
  void fold();
  [[nodiscard]] bool isRest(std::size_t index) const;
  [[nodiscard]] QColor seriesColor(std::size_t index) const;
  [[nodiscard]] QString seriesName(std::size_t index) const;
  [[nodiscard]] QRectF areaRect(const QRectF& plot) const;
  [[nodiscard]] LinearAxis valueAxis(const QRectF& plot) const;
  [[nodiscard]] int bucketAt(TimeNs t) const;
  [[nodiscard]] double centerX(std::size_t bucket) const;
  [[nodiscard]] double opacityOf(std::size_t index) const;
  void paintAreas(QPainter& painter, const LinearAxis& axis);
  void paintLines(QPainter& painter, const LinearAxis& axis);
  void paintErrors(QPainter& painter, const QRectF& plot);

  store::Throughput m_whole;
  SeriesStack m_wholeStack;
  store::Throughput m_data;  // as drawn
  SeriesStack m_stack;
  TimeRange m_shown{0, 0};
  TimeRange m_recorded{0, 0};
  QString m_highlighted;
  bool m_stacked = true;
};

}  // namespace rheo::ui
