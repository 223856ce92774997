// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "app/views/parts/axes.h"
#include "model/store/results.h"

namespace rheo::ui {

/// A chart over time: plot area, time axis, hatched gap bands, crosshair with a read-out, and a
/// range to drag. What does not change with the pointer is painted once into a layer. Keys: left
/// and right move the crosshair, with Shift they select, Enter takes the range,
/// Escape lets go. GUI thread.
class ChartCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit ChartCanvas(QWidget* parent = nullptr);

  void setTimeRange(TimeRange range);
  void setGaps(std::vector<store::GapBand> gaps);
  [[nodiscard]] const TimeAxis& timeAxis() const { return m_axis; }
  [[nodiscard]] QRectF plotRect() const;
  /// True once the newest data was painted, or while there is nothing to paint on.
  [[nodiscard]] bool isPainted() const { return !m_dirty; }
  /// Hides axes and labels: for the small chart of the inspector.
  void setCompact(bool compact);
  [[nodiscard]] bool isCompact() const { return m_compact; }
  /// Where the crosshair is; empty when the pointer is elsewhere.
  [[nodiscard]] std::optional<double> hoverX() const { return m_hoverX; }
  void setHoverX(std::optional<double> x);

 Q_SIGNALS:
  void rangeRequested(rheo::TimeRange range);
  void hovered(qint64 timeNs);  ///< 0 when the pointer left
  void clicked(QPointF at);

 protected:
  struct ReadOutLine {
    QColor color;  ///< invalid = no swatch
    QString label;
    QString value;
  };

  /// Everything inside the plot that does not follow the pointer; clipped to it.
  virtual void paintPlot(QPainter& painter, const QRectF& plot) = 0;
  /// Grid lines and labels of the vertical axis.
  virtual void paintValueAxis(QPainter& painter, const QRectF& plot) = 0;
  /// What the crosshair at t says; the first line is the head.
  [[nodiscard]] virtual std::vector<ReadOutLine> readOut(TimeNs t, double y) const = 0;
  void markDirty();

  void paintEvent(QPaintEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void relayout();
  void renderLayer();
  void paintLayer();
  void paintTimeAxis(QPainter& painter, const QRectF& plot);
  void paintGaps(QPainter& painter, const QRectF& plot);
  void paintSelection(QPainter& painter, const QRectF& plot);
  void paintReadOut(QPainter& painter, const QRectF& plot);
  void moveCrosshair(double dx, bool select);
  void takeSelection();
  void zoom(double factor, double aroundX);

  TimeAxis m_axis;
  TimeRange m_range{0, 0};
  std::vector<store::GapBand> m_gaps;
  QImage m_layer;
  bool m_dirty = true;
  bool m_compact = false;
  bool m_reachedByKey = false;
  std::optional<double> m_hoverX;
  double m_hoverY = 0;
  std::optional<double> m_anchorX;  // where a drag began
  bool m_dragging = false;
};

/// The mark of a loss: the gap's ground with a hatch. A gap too narrow to see is widened to 3 px.
void paintGapBand(QPainter& painter, const QRectF& band, const QString& label);

}  // namespace rheo::ui
