// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/chart_canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <cmath>
#include <utility>

#include "app/shell/theme/format.h"
#include "app/shell/theme/raster.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr double kDragPx = 4;
constexpr double kLeft = 56, kRight = 12, kTop = 10, kBottom = 24;

}  // namespace

ChartCanvas::ChartCanvas(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(96);
  setCursor(Qt::CrossCursor);
}

QRectF ChartCanvas::plotRect() const {
  if (m_compact) return rect();
  return QRectF(rect()).adjusted(kLeft, kTop, -kRight, -kBottom);
}

void ChartCanvas::setTimeRange(TimeRange range) {
  m_range = range;
  relayout();
}

void ChartCanvas::setGaps(std::vector<store::GapBand> gaps) {
  m_gaps = std::move(gaps);
  markDirty();
}

void ChartCanvas::setCompact(bool compact) {
  m_compact = compact;
  setMinimumHeight(compact ? 72 : 96);
  relayout();
}

void ChartCanvas::setHoverX(std::optional<double> x) {
  m_hoverX = x;
  m_hoverY = plotRect().center().y();
  update();
}

// The picture is made apart from the frame that shows it: what waits for the main thread waits for
// one chart, not for all of a page. A frame that comes first makes it itself.
void ChartCanvas::markDirty() {
  if (std::exchange(m_dirty, true)) return;
  const auto render = [this] {
    if (!m_dirty || !isVisible()) return;
    renderLayer();
    update();
  };
  QMetaObject::invokeMethod(this, render, Qt::QueuedConnection);
}

void ChartCanvas::relayout() {
  const auto plot = plotRect();
  m_axis = TimeAxis(m_range, plot.left(), plot.width());
  markDirty();
}

void ChartCanvas::resizeEvent(QResizeEvent*) {
  relayout();
}

void ChartCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) markDirty();
  QWidget::changeEvent(event);
}

void ChartCanvas::paintEvent(QPaintEvent*) {
  const auto ratio = devicePixelRatioF();
  if (m_dirty || m_layer.devicePixelRatio() != ratio ||
      m_layer.deviceIndependentSize() != QSizeF(size()))
    renderLayer();
  QPainter painter(this);
  painter.drawImage(0, 0, m_layer);
  const auto plot = plotRect();
  if (m_anchorX) paintSelection(painter, plot);
  if (m_hoverX && isEnabled()) paintReadOut(painter, plot);
  if (hasFocus() && m_reachedByKey && !m_compact) {
    painter.setPen(QPen(Theme::current().accent, 1));
    painter.drawRect(plot.adjusted(-0.5, -0.5, 0.5, 0.5));
  }
}

// A frame tells who came with Tab where he is; who opened the page or clicked knows.
void ChartCanvas::focusInEvent(QFocusEvent* event) {
  m_reachedByKey =
      event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
  QWidget::focusInEvent(event);
}

void ChartCanvas::renderLayer() {
  const auto ratio = devicePixelRatioF();
  if (m_layer.size() != size() * ratio)
    m_layer = QImage(size() * ratio, QImage::Format_ARGB32_Premultiplied);
  m_layer.setDevicePixelRatio(ratio);
  m_layer.fill(Qt::transparent);
  paintInPool([this] { paintLayer(); });
  m_dirty = false;
}

void ChartCanvas::paintLayer() {
  QPainter painter(&m_layer);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto plot = plotRect();
  if (!m_compact) {
    paintValueAxis(painter, plot);
    paintTimeAxis(painter, plot);
  }
  painter.save();
  painter.setClipRect(plot);
  paintPlot(painter, plot);
  paintGaps(painter, plot);
  painter.restore();
}

void ChartCanvas::paintTimeAxis(QPainter& painter, const QRectF& plot) {
  const auto& theme = Theme::current();
  painter.setFont(theme.caption());
  const QFontMetricsF metrics(painter.font());
  for (const auto& tick : m_axis.ticks()) {
    painter.setPen(theme.grid);
    painter.drawLine(QPointF(tick.at, plot.top()), QPointF(tick.at, plot.bottom() + 4));
    const double width = tabularWidth(metrics, tick.label) + 2;
    const double x = std::clamp(tick.at - width / 2, 0.0, QWidget::width() - width);
    painter.setPen(theme.muted);
    drawTabular(painter, QRectF(x, plot.bottom() + 5, width, 16), Qt::AlignCenter, tick.label);
  }
}

void paintGapBand(QPainter& painter, const QRectF& band, const QString& label) {
  const auto& theme = Theme::current();
  QRectF area = band;
  if (area.width() < 3) area.adjust(-(3 - area.width()) / 2, 0, (3 - area.width()) / 2, 0);
  QColor ground = theme.gapGround;
  ground.setAlphaF(0.85F);
  painter.fillRect(area, ground);
  QColor hatch = theme.error;
  hatch.setAlphaF(0.55F);
  painter.save();
  painter.setClipRect(area, Qt::IntersectClip);
  painter.setPen(QPen(hatch, 0.8));
  const int lines = static_cast<int>(std::ceil((area.width() + area.height()) / 8));
  for (int i = 0; i < lines; ++i) {
    const double x = area.left() - area.height() + 8 * i;
    painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
  }
  painter.restore();
  if (label.isEmpty()) return;
  painter.setFont(theme.caption());
  const double width = QFontMetricsF(painter.font()).horizontalAdvance(label) + 8;
  if (width > area.width()) return;
  const QRectF tag(area.center().x() - width / 2, area.top() + 4, width, 16);
  painter.fillRect(tag, theme.gapGround);
  painter.setPen(theme.error);
  painter.drawText(tag, Qt::AlignCenter, label);
}

void ChartCanvas::paintGaps(QPainter& painter, const QRectF& plot) {
  double paintedTo = plot.left() - 1;
  for (const auto& gap : m_gaps) {
    const double from = m_axis.toX(gap.fromNs);
    const double to = std::max(m_axis.toX(gap.toNs), from + 1);
    if (to < plot.left() || from > plot.right() || to <= paintedTo) continue;
    const auto label = m_compact ? QString() : tr("lost %1").arg(formatCount(gap.count));
    paintGapBand(painter, QRectF(from, plot.top(), to - from, plot.height()), label);
    paintedTo = to;
  }
}

void ChartCanvas::paintSelection(QPainter& painter, const QRectF& plot) {
  if (!m_hoverX) return;
  const auto& theme = Theme::current();
  QRectF band(QPointF(std::min(*m_anchorX, *m_hoverX), plot.top()),
              QPointF(std::max(*m_anchorX, *m_hoverX), plot.bottom()));
  band = band.intersected(plot);
  QColor ground = theme.accent;
  ground.setAlphaF(0.16F);
  painter.fillRect(band, ground);
  painter.setPen(QPen(theme.accent, 1.5));
  painter.drawLine(band.topLeft(), band.bottomLeft());
  painter.drawLine(band.topRight(), band.bottomRight());
}

void ChartCanvas::paintReadOut(QPainter& painter, const QRectF& plot) {
  const auto& theme = Theme::current();
  const double x = std::clamp(*m_hoverX, plot.left(), plot.right());
  painter.setPen(QPen(theme.muted, 1, Qt::DashLine));
  painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
  const auto lines = readOut(m_axis.toTime(x), m_hoverY);
  if (lines.empty()) return;
  const QFontMetricsF metrics(theme.caption());
  double labels = 0, values = 0;
  for (const auto& line : lines) {
    labels = std::max(labels, metrics.horizontalAdvance(line.label));
    values = std::max(values, tabularWidth(metrics, line.value));
  }
  labels = std::min(labels, 220.0);
  const double rowHeight = 17;
  const QSizeF size(labels + values + 46, rowHeight * static_cast<double>(lines.size()) + 12);
  double left = x + 12;
  if (left + size.width() > width()) left = x - 12 - size.width();
  const double top =
      std::clamp(m_hoverY - size.height() / 2, 2.0, std::max(2.0, height() - size.height() - 2));
  const QRectF box(QPointF(std::max(2.0, left), top), size);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(theme.line);
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(box, Theme::kControlRadius, Theme::kControlRadius);
  double y = box.top() + 6;
  for (std::size_t i = 0; i < lines.size(); ++i, y += rowHeight) {
    const auto& line = lines[i];
    if (line.color.isValid()) painter.fillRect(QRectF(box.left() + 10, y + 4, 8, 9), line.color);
    painter.setFont(theme.caption());
    painter.setPen(i == 0 ? theme.text : theme.muted);
    const double textLeft = box.left() + (line.color.isValid() || i > 0 ? 24 : 10);
    painter.drawText(QRectF(textLeft, y, labels + 2, rowHeight), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(line.label, Qt::ElideMiddle, labels + 1));
    painter.setPen(theme.text);
    drawTabular(painter, QRectF(box.right() - values - 11, y, values + 1, rowHeight),
                Qt::AlignVCenter | Qt::AlignRight, line.value);
  }
}

void ChartCanvas::mouseMoveEvent(QMouseEvent* event) {
  const auto plot = plotRect();
  m_hoverY = event->position().y();
  if (!plot.contains(event->position()) && !m_dragging) {
    m_hoverX.reset();
    Q_EMIT hovered(0);
    update();
    return;
  }
  m_hoverX = std::clamp(event->position().x(), plot.left(), plot.right());
  Q_EMIT hovered(m_axis.toTime(*m_hoverX));
  update();
}

void ChartCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !plotRect().contains(event->position())) return;
  m_anchorX = event->position().x();
  m_hoverX = m_anchorX;
  m_dragging = true;
  update();
}

void ChartCanvas::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_dragging) return;
  m_dragging = false;
  const bool dragged = m_anchorX && std::abs(*m_anchorX - event->position().x()) >= kDragPx;
  if (dragged) {
    takeSelection();
  } else {
    m_anchorX.reset();
    Q_EMIT clicked(event->position());
  }
  update();
}

void ChartCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) zoom(2, event->position().x());
}

void ChartCanvas::takeSelection() {
  if (!m_anchorX || !m_hoverX) return;
  const auto a = m_axis.toTime(std::min(*m_anchorX, *m_hoverX));
  const auto b = m_axis.toTime(std::max(*m_anchorX, *m_hoverX));
  m_anchorX.reset();
  if (b - a >= kMicrosecond) Q_EMIT rangeRequested({a, b});
}

void ChartCanvas::zoom(double factor, double aroundX) {
  if (!m_axis.isValid()) return;
  const double span = static_cast<double>(m_range.span()) * factor;
  if (span < 1e3 || span > 4e17) return;
  const double share = (aroundX - m_axis.left()) / (m_axis.right() - m_axis.left());
  const auto from =
      m_axis.toTime(aroundX) - static_cast<TimeNs>(span * std::clamp(share, 0.0, 1.0));
  Q_EMIT rangeRequested({from, from + static_cast<TimeNs>(span)});
}

void ChartCanvas::wheelEvent(QWheelEvent* event) {
  if (m_compact || !plotRect().contains(event->position())) {
    event->ignore();
    return;
  }
  const double notches = event->angleDelta().y() / 120.0;
  if (notches != 0) zoom(std::pow(0.8, notches), event->position().x());
  event->accept();
}

void ChartCanvas::moveCrosshair(double dx, bool select) {
  const auto plot = plotRect();
  const double at = m_hoverX.value_or(plot.center().x());
  if (!m_hoverX) m_hoverY = plot.center().y();
  if (select && !m_anchorX) m_anchorX = at;
  if (!select) m_anchorX.reset();
  m_hoverX = std::clamp(at + dx, plot.left(), plot.right());
  Q_EMIT hovered(m_axis.toTime(*m_hoverX));
  update();
}

void ChartCanvas::keyPressEvent(QKeyEvent* event) {
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  const double step = event->modifiers().testFlag(Qt::ControlModifier) ? 40 : 6;
  switch (event->key()) {
    case Qt::Key_Left:
      return moveCrosshair(-step, shift);
    case Qt::Key_Right:
      return moveCrosshair(step, shift);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      takeSelection();
      return update();
    case Qt::Key_Escape:
      if (!m_hoverX && !m_anchorX) break;
      m_hoverX.reset();
      m_anchorX.reset();
      m_dragging = false;
      return update();
    default:
      break;
  }
  QWidget::keyPressEvent(event);
}

void ChartCanvas::leaveEvent(QEvent*) {
  if (m_dragging) return;
  m_hoverX.reset();
  Q_EMIT hovered(0);
  update();
}

}  // namespace rheo::ui
