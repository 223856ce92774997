// SPDX-License-Identifier: Apache-2.0
// The pointer and the keys of the topology canvas, and what is selected through them.
#include <QAccessible>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "app/views/topology/graph_content.h"
#include "app/views/topology/topology_canvas.h"

namespace rheo::ui {
namespace {

constexpr double kDragStart = 4;  // widget pixels before a press becomes a drag
constexpr double kEdgeReach = 5;  // widget pixels around an edge
constexpr double kZoomStep = 1.2;

bool sameNode(const GraphNode& node, const Selection& selection) {
  const QString name = QString::fromStdString(node.data.name);
  const bool service = node.data.kind == store::NodeKind::Service;
  return selection.kind == (service ? Selection::Kind::Service : Selection::Kind::Topic) &&
         name == (service ? selection.service : selection.topic);
}

}  // namespace

void TopologyCanvas::setSelection(const Selection& selection) {
  QString key;
  for (const GraphNode& node : m_graph.nodes()) {
    if (sameNode(node, selection)) key = node.key;
  }
  const bool edgeKind =
      selection.kind == Selection::Kind::Delivery || selection.kind == Selection::Kind::Publication;
  for (const GraphEdge& edge : m_graph.edges()) {
    if (!edgeKind || !key.isEmpty()) break;
    const Selection own = selectionOf(edge, m_graph.nodes());
    if (own.kind == selection.kind && own.service == selection.service &&
        own.topic == selection.topic &&
        (selection.subscription.isEmpty() || own.subscription == selection.subscription)) {
      key = edge.key;
    }
  }
  // A dead-letter edge selects its queue; do not fall back from the edge to the node.
  if (!m_selected.isEmpty() && selectedEdge() >= 0) {
    const auto& edge = m_graph.edges()[static_cast<std::size_t>(selectedEdge())];
    if (selectionOf(edge, m_graph.nodes()) == selection) key = m_selected;
  }
  if (key == m_selected) return;
  m_selected = key;
  updateEmphasis();
  invalidate();
}

void TopologyCanvas::select(const QString& key) {
  if (key != m_selected) {
    m_selected = key;
    updateEmphasis();
    invalidate();
  }
  Q_EMIT selected(currentSelection().value_or(Selection{}));
}

void TopologyCanvas::selectNode(int node) {
  if (node < 0) return;
  select(m_graph.nodes()[static_cast<std::size_t>(node)].key);
  reveal(node);
  QAccessibleEvent focus(this, QAccessible::Focus);
  focus.setChild(node);
  QAccessible::updateAccessibility(&focus);
}

std::optional<Selection> TopologyCanvas::currentSelection() const {
  if (const int node = selectedNode(); node >= 0) {
    return selectionOf(m_graph.nodes()[static_cast<std::size_t>(node)]);
  }
  if (const int edge = selectedEdge(); edge >= 0) {
    return selectionOf(m_graph.edges()[static_cast<std::size_t>(edge)], m_graph.nodes());
  }
  return std::nullopt;
}

void TopologyCanvas::updateEmphasis() {
  m_emphasis = {};
  m_emphasis.node = m_selected.isEmpty() ? -1 : selectedNode();
  m_emphasis.edge = m_selected.isEmpty() ? -1 : selectedEdge();
  const auto& nodes = m_graph.nodes();
  const auto& edges = m_graph.edges();
  if (!m_search.isEmpty()) {
    for (const GraphNode& node : nodes) {
      m_emphasis.found.push_back(
          QString::fromStdString(node.data.name).contains(m_search, Qt::CaseInsensitive));
    }
    m_emphasis.litNodes = m_emphasis.found;
    m_emphasis.litEdges.assign(edges.size(), false);
  }
  if (m_emphasis.node < 0 && m_emphasis.edge < 0) return;
  if (m_search.isEmpty()) m_emphasis.litNodes.assign(nodes.size(), false);
  m_emphasis.litEdges.assign(edges.size(), false);
  if (m_emphasis.node >= 0) m_emphasis.litNodes[static_cast<std::size_t>(m_emphasis.node)] = true;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const bool touches = edges[i].from == m_emphasis.node || edges[i].to == m_emphasis.node;
    if (!touches && m_emphasis.edge != static_cast<int>(i)) continue;
    m_emphasis.litEdges[i] = true;
    m_emphasis.litNodes[static_cast<std::size_t>(edges[i].from)] = true;
    m_emphasis.litNodes[static_cast<std::size_t>(edges[i].to)] = true;
  }
}

int TopologyCanvas::setSearch(const QString& text) {
  m_search = text.trimmed();
  updateEmphasis();
  invalidate();
  return static_cast<int>(std::count(m_emphasis.found.begin(), m_emphasis.found.end(), true));
}

void TopologyCanvas::selectNextMatch() {
  const int count = static_cast<int>(m_emphasis.found.size());
  const int start = selectedNode();
  for (int i = 1; i <= count; ++i) {
    const int node = (start + i) % count;
    if (m_emphasis.found[static_cast<std::size_t>(node)]) return selectNode(node);
  }
}

void TopologyCanvas::reveal(int node) {
  const QRectF box = m_camera.toWidget(m_graph.nodes()[static_cast<std::size_t>(node)].box());
  const QRectF seen = QRectF(rect()).adjusted(8, 8, -8, -8);
  QPointF shift;
  if (box.left() < seen.left()) shift.rx() = seen.left() - box.left();
  if (box.right() > seen.right()) shift.rx() = seen.right() - box.right();
  if (box.top() < seen.top()) shift.ry() = seen.top() - box.top();
  if (box.bottom() > seen.bottom()) shift.ry() = seen.bottom() - box.bottom();
  if (shift.isNull()) return;
  m_autoFit = false;
  m_camera.offset += shift;
  update();
}

void TopologyCanvas::setHover(int node, int edge) {
  m_hoverNode = node;
  m_hoverEdge = edge;
}

void TopologyCanvas::hover(QPointF position) {
  const QPointF scene = m_camera.toScene(position);
  const int node = m_graph.nodeAt(scene);
  const int edge = node >= 0 ? -1 : m_graph.edgeAt(scene, kEdgeReach / m_camera.scale);
  const bool changed = node != m_hoverNode || edge != m_hoverEdge;
  setHover(node, edge);
  if (changed) setCursor(node >= 0 || edge >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  if (changed || node >= 0 || edge >= 0) update();
}

void TopologyCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  m_pressed = event->position();
  m_drag = Drag::Pressed;
  m_dragged = event->button() == Qt::LeftButton ? m_graph.nodeAt(m_camera.toScene(m_pressed)) : -1;
  if (m_dragged >= 0) {
    m_grab =
        m_graph.nodes()[static_cast<std::size_t>(m_dragged)].centre - m_camera.toScene(m_pressed);
  }
}

void TopologyCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF position = event->position();
  const QPointF moved = position - m_pointer;
  m_pointer = position;
  if (m_drag == Drag::None) return hover(position);
  if (m_drag == Drag::Pressed) {
    if ((position - m_pressed).manhattanLength() < kDragStart) return;
    m_drag = m_dragged >= 0 ? Drag::Node : Drag::Pan;
    m_autoFit = false;
    setCursor(Qt::ClosedHandCursor);
    if (m_drag == Drag::Pan) m_camera.offset += position - m_pressed - moved;
  }
  if (m_drag == Drag::Pan) {
    m_camera.offset += moved;
    update();
  } else {
    m_graph.dragNode(m_dragged, m_camera.toScene(position) + m_grab);
    invalidate();
  }
}

void TopologyCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const Drag drag = std::exchange(m_drag, Drag::None);
  if (drag == Drag::Pressed && event->button() == Qt::LeftButton) {
    const QPointF scene = m_camera.toScene(event->position());
    const int node = m_graph.nodeAt(scene);
    const int edge = node >= 0 ? -1 : m_graph.edgeAt(scene, kEdgeReach / m_camera.scale);
    if (node >= 0) {
      select(m_graph.nodes()[static_cast<std::size_t>(node)].key);
    } else {
      select(edge >= 0 ? m_graph.edges()[static_cast<std::size_t>(edge)].key : QString());
    }
  }
  m_dragged = -1;
  unsetCursor();
  hover(event->position());
  update();
}

void TopologyCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_drag = Drag::None;
  const auto selection = currentSelection();
  if (selection && !selection->filter.isEmpty()) Q_EMIT drillRequested(selection->filter);
}

void TopologyCanvas::leaveEvent(QEvent*) {
  setHover(-1, -1);
  update();
}

void TopologyCanvas::wheelEvent(QWheelEvent* event) {
  m_autoFit = false;
  const QPointF delta = event->angleDelta();
  if (event->modifiers() & Qt::ShiftModifier) {
    m_camera.offset += QPointF(delta.y() + delta.x(), 0) * 0.5;
  } else {
    m_camera.zoomAt(event->position(), std::pow(1.0015, delta.y()));
  }
  event->accept();
  update();
}

void TopologyCanvas::moveSelection(QPointF direction) {
  selectNode(m_graph.neighbour(selectedNode(), direction));
}

void TopologyCanvas::keyPressEvent(QKeyEvent* event) {
  const auto selection = currentSelection();
  switch (event->key()) {
    case Qt::Key_Left:
      return moveSelection({-1, 0});
    case Qt::Key_Right:
      return moveSelection({1, 0});
    case Qt::Key_Up:
      return moveSelection({0, -1});
    case Qt::Key_Down:
      return moveSelection({0, 1});
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (selection) Q_EMIT drillRequested(selection->filter);
      return;
    case Qt::Key_Escape:
      return select(QString());
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom(kZoomStep);
    case Qt::Key_Minus:
      return zoom(1 / kZoomStep);
    case Qt::Key_0:
    case Qt::Key_Home:
      return fit();
    default:
      QWidget::keyPressEvent(event);
  }
}

void TopologyCanvas::contextMenuEvent(QContextMenuEvent* event) {
  m_drag = Drag::None;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  if (event->reason() == QContextMenuEvent::Mouse) {
    const QPointF scene = m_camera.toScene(QPointF(event->pos()));
    const int node = m_graph.nodeAt(scene);
    const int edge = node >= 0 ? -1 : m_graph.edgeAt(scene, kEdgeReach / m_camera.scale);
    if (node >= 0) select(m_graph.nodes()[static_cast<std::size_t>(node)].key);
    if (edge >= 0) select(m_graph.edges()[static_cast<std::size_t>(edge)].key);
    if (node < 0 && edge < 0) select(QString());
  }
  if (const auto selection = currentSelection()) {
    const QString filter = selection->filter;
    menu->addAction(tr("Filter to this"), this, [this, filter] { Q_EMIT drillRequested(filter); });
    menu->addAction(tr("Show its events"), this,
                    [this, filter] { Q_EMIT eventsRequested(filter); });
    menu->addAction(tr("Replay its events…"), this,
                    [this, filter] { Q_EMIT replayRequested(filter); });
    menu->addSeparator();
    if (const int node = selectedNode(); node >= 0) {
      const bool pinned = m_graph.nodes()[static_cast<std::size_t>(node)].pinned;
      menu->addAction(pinned ? tr("Unpin") : tr("Pin here"), this, [this, pinned] {
        if (selectedNode() >= 0) m_graph.setPinned(selectedNode(), !pinned);
        invalidate();
      });
    }
  }
  menu->addAction(tr("Fit"), this, &TopologyCanvas::fit);
  menu->addAction(tr("Re-layout"), this, &TopologyCanvas::relayout);
  menu->popup(event->globalPos());
}

}  // namespace rheo::ui
