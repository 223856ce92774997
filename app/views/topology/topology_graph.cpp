// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/topology_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/views/topology/call_edges.h"
#include "app/views/topology/graph_content.h"

namespace rheo::ui {
namespace {

constexpr double kCompactGap = 40, kNarrowGap = 56, kWideGap = 76;
constexpr double kRowGap = 22, kMaxRowGap = 58;
constexpr double kCompactRowGap = 9, kMaxCompactRowGap = 30;
constexpr double kCompactBelow = 0.72;  // fitted smaller than this, boxes become compact
constexpr double kShift = 7;

QPointF toPoint(const LayoutPoint& point) {
  return {point.x, point.y};
}

/// Two ways between the same two nodes run side by side.
void shiftParallels(std::vector<GraphEdge>& edges) {
  QHash<QPair<int, int>, int> seen;
  for (GraphEdge& edge : edges) {
    const auto pair = qMakePair(std::min(edge.from, edge.to), std::max(edge.from, edge.to));
    const int nth = seen[pair]++;
    edge.shift = nth == 0 ? 0 : (nth % 2 == 1 ? 1 : -1) * kShift * ((nth + 1) / 2);
  }
}

}  // namespace

bool TopologyGraph::update(const store::Topology& answer) {
  const store::Topology topology = withCallEdges(answer);
  std::vector<GraphNode> nodes = graphNodes(topology, m_compact);
  std::vector<GraphEdge> edges = graphEdges(topology, nodes);
  shiftParallels(edges);
  m_range = topology.range;

  QHash<QString, int> before;
  for (std::size_t i = 0; i < m_nodes.size(); ++i) before.insert(m_nodes[i].key, int(i));
  bool changed = nodes.size() != m_nodes.size() || edges.size() != m_edges.size();
  for (GraphNode& node : nodes) {
    node.pinned = m_pins.value(node.key, false);
    const auto known = before.constFind(node.key);
    if (known == before.constEnd()) {
      changed = true;
      continue;
    }
    const GraphNode& old = m_nodes[static_cast<std::size_t>(*known)];
    node.centre = old.centre;
    // A caption that comes needs room; one that goes leaves it, so that nothing jumps.
    changed =
        changed || node.caption.size() > old.caption.size() || node.size.width() > old.size.width();
    node.size.setWidth(std::max(node.size.width(), old.size.width()));
  }
  QHash<QString, const GraphEdge*> edgesBefore;
  for (const GraphEdge& edge : m_edges) edgesBefore.insert(edge.key, &edge);
  for (GraphEdge& edge : edges) {
    const GraphEdge* old = edgesBefore.value(edge.key);
    if (old) edge.via = old->via;
    changed = changed || !old;
  }
  m_edges = std::move(edges);
  m_nodes = std::move(nodes);
  if (changed) {
    // So much is new that the old places are more hindrance than help.
    const bool warm =
        !m_young && m_nodes.size() <= std::max(m_laidOut + 2, m_laidOut + m_laidOut * 3 / 10);
    place(warm);
  } else {
    setProgress(m_progress);
  }
  return changed;
}

void TopologyGraph::relayout() {
  for (auto place = m_places.begin(); place != m_places.end();) {
    place = m_pins.value(place.key(), false) ? std::next(place) : m_places.erase(place);
  }
  place(false);
}

void TopologyGraph::reset() {
  m_nodes.clear();
  m_edges.clear();
  m_places.clear();
  m_pins.clear();
  m_starts.clear();
  m_progress = 1;
  m_laidOut = 0;
  m_compact = false;
}

LayoutOptions TopologyGraph::options() const {
  LayoutOptions result;
  result.rowGap = m_rowGap;
  result.componentGap = m_compact ? 26 : 44;
  result.roomWidth = m_room.width();
  result.roomHeight = m_room.height();
  // What the gaps leave, the names get.
  const bool narrow = m_room.width() > 0 && m_room.width() < 1000;
  result.columnGap = m_compact ? kCompactGap : narrow ? kNarrowGap : kWideGap;
  return result;
}

std::vector<LayoutNode> TopologyGraph::layoutNodes(bool warm) const {
  std::vector<LayoutNode> nodes;
  for (const GraphNode& node : m_nodes) {
    LayoutNode& out = nodes.emplace_back();
    out.key = node.key.toStdString();
    out.begins = node.data.kind == store::NodeKind::Service;
    out.width = std::max(node.size.width(), captionWidth(node));
    out.height = node.size.height();
    out.below = captionHeight(node);
    const auto known = m_places.constFind(node.key);
    out.pinned = node.pinned && known != m_places.constEnd();
    if (known != m_places.constEnd() && (warm || out.pinned)) out.old = {known->x(), known->y()};
  }
  return nodes;
}

std::vector<LayoutEdge> TopologyGraph::layoutEdges() const {
  std::vector<LayoutEdge> edges;
  for (const GraphEdge& edge : m_edges) {
    edges.push_back({edge.from, edge.to, edge.via, edge.data.ratePerS});
  }
  return edges;
}

void TopologyGraph::setDensity(bool compact) {
  m_compact = compact;
  for (GraphNode& node : m_nodes) measureNode(node, compact);
}

double TopologyGraph::fitScale() const {
  const QRectF all = bounds();
  if (all.isEmpty() || m_room.isEmpty()) return 1;
  return std::min(m_room.width() / all.width(), m_room.height() / all.height());
}

void TopologyGraph::place(bool warm) {
  if (warm) {
    lay(true);
  } else {
    m_laidOut = m_nodes.size();
    m_rowGap = kRowGap;
    setDensity(false);
    lay(false);
    if (fitScale() < kCompactBelow) {
      m_rowGap = kCompactRowGap;
      setDensity(true);
      lay(false);
    }
  }
  setProgress(0);
}

void TopologyGraph::lay(bool warm) {
  const std::vector<LayoutNode> nodes = layoutNodes(warm);
  const std::vector<LayoutEdge> edges = layoutEdges();
  LayoutResult layout = layoutGraph(nodes, edges, options());
  if (!warm && chooseRowGap(nodes, layout)) {
    layout = layoutGraph(nodes, edges, options());
  }
  m_starts.clear();
  for (std::size_t i = 0; i < m_nodes.size(); ++i) {
    const QPointF end = toPoint(layout.centres[i]);
    // A node that was not there before appears where it belongs.
    m_starts.insert(m_nodes[i].key, m_nodes[i].centre.isNull() ? end : m_nodes[i].centre);
    m_places.insert(m_nodes[i].key, end);
  }
  for (std::size_t e = 0; e < m_edges.size(); ++e) m_edges[e].via = layout.via[e];
}

/// A wide picture in a high window: the rows take the room that would stay empty.
bool TopologyGraph::chooseRowGap(const std::vector<LayoutNode>& nodes, const LayoutResult& layout) {
  if (m_room.isEmpty() || nodes.empty()) return false;
  QRectF all;
  QHash<int, int> rows;
  int most = 1;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    QRectF box(0, 0, nodes[i].width, nodes[i].height + nodes[i].below);
    box.moveCenter(toPoint(layout.centres[i]));
    all |= box;
    most = std::max(most, ++rows[layout.layers[i]]);
  }
  const double scale =
      std::min({1.2, m_room.width() / all.width(), m_room.height() / all.height()});
  const double spare = m_room.height() / scale - all.height();
  const double least = m_compact ? kCompactRowGap : kRowGap;
  m_rowGap = std::clamp(least + spare / most, least, m_compact ? kMaxCompactRowGap : kMaxRowGap);
  return m_rowGap > least;
}

void TopologyGraph::setProgress(double progress) {
  m_progress = progress;
  for (GraphNode& node : m_nodes) {
    const QPointF end = m_places.value(node.key);
    const QPointF start = m_starts.value(node.key, end);
    node.centre = progress >= 1 ? end : start * (1 - progress) + end * progress;
  }
  routeEdges();
}

void TopologyGraph::dragNode(int node, QPointF centre) {
  GraphNode& dragged = m_nodes[static_cast<std::size_t>(node)];
  m_places.insert(dragged.key, centre);
  setPinned(node, true);
  setProgress(1);
}

void TopologyGraph::setPinned(int node, bool pinned) {
  GraphNode& target = m_nodes[static_cast<std::size_t>(node)];
  target.pinned = pinned;
  m_pins.insert(target.key, pinned);
}

void TopologyGraph::routeEdges() {
  for (GraphEdge& edge : m_edges) {
    edge.curve =
        makeEdgeCurve(m_nodes[static_cast<std::size_t>(edge.from)].box(),
                      m_nodes[static_cast<std::size_t>(edge.to)].box(), edge.via, edge.shift);
  }
  placeLabels();
}

/// A label sits on its edge where it covers neither a node nor another label.
void TopologyGraph::placeLabels() {
  std::vector<QRectF> taken;
  for (const GraphNode& node : m_nodes) {
    taken.push_back(node.box().adjusted(0, 0, 0, captionHeight(node)));
  }
  for (GraphEdge& edge : m_edges) {
    if (edge.label.isEmpty()) continue;
    const QSizeF size = labelSize(edge.label);
    QRectF best;
    bool clear = false;
    const auto isClear = [&taken](const QRectF& rect) {
      return std::none_of(taken.begin(), taken.end(),
                          [&rect](const QRectF& other) { return other.intersects(rect); });
    };
    for (double lift : {0.0, -15.0, 15.0}) {
      for (double part : {0.5, 0.6, 0.4, 0.7, 0.3}) {
        QRectF rect(QPointF(), size);
        rect.moveCenter(edge.curve.at(edge.curve.length * part) + QPointF(0, lift));
        if (best.isNull()) best = rect;
        if (clear || !isClear(rect)) continue;
        best = rect;
        clear = true;
      }
    }
    edge.labelAt = best.center();
    taken.push_back(best);
  }
}

QRectF TopologyGraph::bounds() const {
  QRectF all;
  for (std::size_t i = 0; i < m_nodes.size(); ++i) {
    GraphNode node = m_nodes[i];
    node.centre = m_places.value(node.key, node.centre);
    const double overhang = std::max(0.0, captionWidth(node) - node.size.width()) / 2;
    all |= node.box().adjusted(-overhang, 0, overhang, captionHeight(node));
  }
  for (const GraphEdge& edge : m_edges) {
    for (const LayoutPoint& point : edge.via) all |= QRectF(point.x, point.y - 2, 1, 4);
  }
  return all;
}

int TopologyGraph::nodeAt(QPointF point) const {
  for (std::size_t i = m_nodes.size(); i-- > 0;) {
    if (m_nodes[i].box().contains(point)) return static_cast<int>(i);
  }
  return -1;
}

int TopologyGraph::edgeAt(QPointF point, double tolerance) const {
  int found = -1;
  double nearest = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < m_edges.size(); ++i) {
    const GraphEdge& edge = m_edges[i];
    const double reach = tolerance + edge.width / 2;
    if (!edge.curve.bounds.adjusted(-reach, -reach, reach, reach).contains(point)) continue;
    const double distance = edge.curve.distanceTo(point);
    if (distance > reach || distance >= nearest) continue;
    nearest = distance;
    found = static_cast<int>(i);
  }
  return found;
}

int TopologyGraph::findNode(const QString& key) const {
  for (std::size_t i = 0; i < m_nodes.size(); ++i) {
    if (m_nodes[i].key == key) return static_cast<int>(i);
  }
  return -1;
}

int TopologyGraph::findEdge(const QString& key) const {
  for (std::size_t i = 0; i < m_edges.size(); ++i) {
    if (m_edges[i].key == key) return static_cast<int>(i);
  }
  return -1;
}

int TopologyGraph::neighbour(int node, QPointF direction) const {
  if (node < 0) return m_nodes.empty() ? -1 : 0;
  const QPointF from = m_nodes[static_cast<std::size_t>(node)].centre;
  std::vector<bool> linked(m_nodes.size(), false);
  for (const GraphEdge& edge : m_edges) {
    if (edge.from == node) linked[static_cast<std::size_t>(edge.to)] = true;
    if (edge.to == node) linked[static_cast<std::size_t>(edge.from)] = true;
  }
  int best = -1;
  double cheapest = std::numeric_limits<double>::max();
  for (std::size_t i = 0; i < m_nodes.size(); ++i) {
    const QPointF way = m_nodes[i].centre - from;
    const double along = QPointF::dotProduct(way, direction);
    if (static_cast<int>(i) == node || along <= 1) continue;
    const double across = std::abs(way.x() * direction.y() - way.y() * direction.x());
    if (across > along * 2.5) continue;
    // An edge leads there: twice as near.
    const double cost = (along + across * 2) * (linked[i] ? 0.5 : 1);
    if (cost >= cheapest) continue;
    cheapest = cost;
    best = static_cast<int>(i);
  }
  return best;
}

bool TopologyGraph::hasPins() const {
  return std::any_of(m_nodes.begin(), m_nodes.end(), [](const GraphNode& n) { return n.pinned; });
}

}  // namespace rheo::ui
