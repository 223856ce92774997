// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/topology_canvas.h"

#include <QEasingCurve>
#include <QPainter>
#include <QTimerEvent>
#include <algorithm>
#include <utility>

#include "app/shell/theme/raster.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/hover_card.h"
#include "app/views/topology/graph_content.h"
#include "app/views/topology/node_accessible.h"

namespace rheo::ui {
namespace {

constexpr int kFrameMs = 33;
constexpr int kRestMs = 90;
constexpr qint64 kYoungMs = 12'000;
constexpr double kSlowLayerMs = 8;      // dearer layers are blitted while they move
constexpr std::size_t kMaxEased = 600;  // nodes and edges; more jump to their new places

}  // namespace

TopologyCanvas::TopologyCanvas(QWidget* parent) : QWidget(parent) {
  installNodeAccessibility();
  setObjectName(QStringLiteral("topologyCanvas"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Topology"));
  setAccessibleDescription(
      tr("Services, topics and the edges between them. Arrow keys go from node to node, Enter "
         "filters to the selected one, Escape clears the selection."));
  m_clock.start();
}

void TopologyCanvas::setTopology(const store::Topology& topology) {
  m_graph.setRoom(room().size());
  if (m_graph.isEmpty()) m_sinceFirst.start();
  // While the first services still report in, old places only keep causes from standing left.
  m_graph.setYoung(m_live && m_autoFit && m_sinceFirst.elapsed() < kYoungMs);
  const bool changed = m_graph.update(topology);
  m_marks.update(m_graph);
  setHover(-1, -1);
  updateEmphasis();
  if (changed) startMotion();
  if (underMouse() && m_drag == Drag::None) hover(m_pointer);
  invalidate();
}

void TopologyCanvas::clear() {
  m_graph.reset();
  m_selected.clear();
  m_autoFit = true;
  m_animating = false;
  setHover(-1, -1);
  updateEmphasis();
  invalidate();
}

void TopologyCanvas::setLive(bool live) {
  m_live = live;
  updateTicker();
}

void TopologyCanvas::fit() {
  m_autoFit = true;
  startMotion();
}

void TopologyCanvas::zoom(double factor) {
  m_autoFit = false;
  m_camera.zoomAt(QRectF(rect()).center(), factor);
  update();
}

void TopologyCanvas::relayout() {
  m_graph.setRoom(room().size());
  m_graph.relayout();
  m_autoFit = true;
  startMotion();
}

QRectF TopologyCanvas::room() const {
  return QRectF(rect()).adjusted(24, 50, -24, -40);
}

void TopologyCanvas::startMotion() {
  m_cameraFrom = m_camera;
  m_cameraTo = m_autoFit ? CanvasCamera::fit(m_graph.bounds(), room()) : m_camera;
  m_animating = m_painted && isVisible() && !Theme::current().reducedMotion &&
                m_graph.nodes().size() + m_graph.edges().size() <= kMaxEased;
  m_motion.start();
  if (!m_animating) {
    m_graph.setProgress(1);
    m_camera = m_cameraTo;
  }
  updateTicker();
  invalidate();
}

void TopologyCanvas::stepMotion() {
  const double share =
      std::min(1.0, static_cast<double>(m_motion.elapsed()) / double{Theme::kMotionMs});
  const double progress = QEasingCurve(QEasingCurve::OutCubic).valueForProgress(share);
  m_graph.setProgress(share >= 1 ? 1 : progress);
  m_camera = CanvasCamera::between(m_cameraFrom, m_cameraTo, progress);
  if (share >= 1) m_animating = false;
  m_layer.valid = false;
}

void TopologyCanvas::updateTicker() {
  const bool flowing = m_live && !Theme::current().reducedMotion && !m_graph.edges().empty();
  const bool wanted = isVisible() && (flowing || m_animating);
  if (wanted && !m_ticker.isActive()) {
    m_clock.restart();
    m_ticker.start(kFrameMs, Qt::PreciseTimer, this);
  } else if (!wanted) {
    m_ticker.stop();
  }
}

void TopologyCanvas::timerEvent(QTimerEvent* event) {
  if (event->timerId() == m_rest.timerId()) {
    m_rest.stop();
    invalidate();
    return;
  }
  if (event->timerId() != m_ticker.timerId()) return QWidget::timerEvent(event);
  const double seconds = std::min(0.25, static_cast<double>(m_clock.restart()) / 1000.0);
  if (m_live && !Theme::current().reducedMotion) m_marks.advance(seconds);
  if (m_animating) stepMotion();
  updateTicker();
  // What lies over the canvas does not move: it need not be painted thirty times a second.
  QRegion moving(rect());
  for (const QObject* child : children()) {
    const auto* over = qobject_cast<const QWidget*>(child);
    if (over && over->isVisible() && !over->isWindow()) moving -= over->geometry();
  }
  update(moving);
}

// As in ChartCanvas: the layer is made apart from the frame, unless a frame comes first.
void TopologyCanvas::invalidate() {
  if (!std::exchange(m_layer.valid, false)) return update();
  const auto render = [this] {
    if (!m_layer.valid && isVisible()) renderLayer();
    update();
  };
  QMetaObject::invokeMethod(this, render, Qt::QueuedConnection);
}

void TopologyCanvas::renderLayer() {
  QElapsedTimer timer;
  timer.start();
  const qreal ratio = devicePixelRatioF();
  const QSize size = (QSizeF(this->size()) * ratio).toSize();
  if (m_layer.image.size() != size) m_layer.image = QImage(size, QImage::Format_RGB32);
  m_layer.image.setDevicePixelRatio(ratio);
  m_layer.image.fill(Theme::current().window);
  paintInPool([this] { paintLayer(); });
  m_layer.camera = m_camera;
  m_layer.valid = true;
  m_layer.costMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void TopologyCanvas::paintLayer() {
  QPainter painter(&m_layer.image);
  painter.setRenderHint(QPainter::Antialiasing);
  paintDots(painter, rect(), m_camera.offset, m_camera.scale);
  painter.setTransform(m_camera.transform(), true);
  paintTopology(painter, m_graph, m_emphasis, m_camera.toScene(QRectF(rect())));
}

void TopologyCanvas::drawLayer(QPainter& painter) {
  const bool fits = m_layer.image.size() == (QSizeF(size()) * devicePixelRatioF()).toSize();
  const bool moved = !(m_layer.camera == m_camera);
  if (!m_layer.valid || !fits || (moved && m_layer.costMs < kSlowLayerMs)) renderLayer();
  if (m_layer.camera == m_camera) {
    painter.drawImage(0, 0, m_layer.image);
    return;
  }
  const double factor = m_camera.scale / m_layer.camera.scale;
  const QPointF shift = m_camera.offset - m_layer.camera.offset * factor;
  painter.fillRect(rect(), Theme::current().window);
  painter.save();
  painter.setTransform(QTransform(factor, 0, 0, factor, shift.x(), shift.y()), true);
  painter.drawImage(0, 0, m_layer.image);
  painter.restore();
  m_rest.start(kRestMs, this);
}

void TopologyCanvas::drawMarks(QPainter& painter) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setTransform(m_camera.transform(), true);
  const auto& nodes = m_graph.nodes();
  const auto& edges = m_graph.edges();
  if (m_hoverEdge >= 0) paintEdgeOutline(painter, edges[static_cast<std::size_t>(m_hoverEdge)]);
  m_marks.paint(painter, m_graph, m_emphasis, m_camera.toScene(QRectF(rect())), m_camera.scale);
  if (m_hoverNode >= 0) paintNodeOutline(painter, nodes[static_cast<std::size_t>(m_hoverNode)]);
  painter.restore();
}

void TopologyCanvas::drawEmpty(QPainter& painter) {
  const Theme& theme = Theme::current();
  const QRectF middle = QRectF(rect()).adjusted(24, 0, -24, 0);
  painter.setFont(theme.title());
  painter.setPen(theme.text);
  painter.drawText(middle.adjusted(0, 0, 0, -28), Qt::AlignCenter, tr("No events in this range"));
  painter.setFont(theme.body());
  painter.setPen(theme.muted);
  painter.drawText(middle.adjusted(0, 28, 0, 0), Qt::AlignCenter | Qt::TextWordWrap,
                   tr("Services, topics and who listens to them appear here with the first "
                      "events. Widen the range below, or clear the filter."));
}

void TopologyCanvas::drawHover(QPainter& painter) {
  if (m_drag != Drag::None) return;
  const QStringList lines = hoverText();
  if (lines.isEmpty()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  paintHoverCard(painter, lines, m_pointer, rect());
}

QStringList TopologyCanvas::hoverText() const {
  if (m_hoverNode >= 0) {
    return describeNode(m_graph.nodes()[static_cast<std::size_t>(m_hoverNode)], m_graph.range());
  }
  if (m_hoverEdge >= 0) {
    return describeEdge(m_graph.edges()[static_cast<std::size_t>(m_hoverEdge)], m_graph.nodes());
  }
  return {};
}

void TopologyCanvas::paintEvent(QPaintEvent*) {
  QElapsedTimer timer;
  timer.start();
  QPainter painter(this);
  drawLayer(painter);
  if (m_graph.isEmpty()) {
    drawEmpty(painter);
  } else {
    drawMarks(painter);
    drawHover(painter);
  }
  m_painted = true;
  m_frameMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

void TopologyCanvas::resizeEvent(QResizeEvent*) {
  if (m_animating) m_graph.setProgress(1);
  m_animating = false;
  if (m_autoFit) m_camera = CanvasCamera::fit(m_graph.bounds(), room());
  invalidate();
}

void TopologyCanvas::showEvent(QShowEvent*) {
  updateTicker();
}

void TopologyCanvas::hideEvent(QHideEvent*) {
  updateTicker();
}

void TopologyCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) invalidate();
  QWidget::changeEvent(event);
}

}  // namespace rheo::ui
