// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>
#include <vector>

#include "app/views/topology/edge_curve.h"
#include "app/views/topology/graph_layout.h"
#include "model/store/results.h"

namespace rheo::ui {

struct GraphNode {
  store::TopologyNode data;
  QString key;   ///< "service/orders": the same across refreshes
  QString name;  ///< as drawn, elided in the middle when very long
  QString detail;
  QStringList caption;  ///< under the node
  QSizeF size;
  QPointF centre;
  bool pinned = false;
  bool compact = false;  ///< one line in a low box, for pictures that have to be shrunk

  [[nodiscard]] QRectF box() const {
    return {centre.x() - size.width() / 2, centre.y() - size.height() / 2, size.width(),
            size.height()};
  }
  [[nodiscard]] bool isUnheard() const { return data.unconsumed > 0; }
};

struct GraphEdge {
  store::TopologyEdge data;
  QString key;
  int from = 0;
  int to = 0;
  double width = 1;
  double shift = 0;
  QString label;
  QPointF labelAt;
  std::vector<LayoutPoint> via;
  EdgeCurve curve;
};

/// What the topology draws: the answer of the store with names, sizes and places. Places survive
/// refreshes, and the absence of a node, until reset().
class TopologyGraph {
 public:
  /// Takes an answer over. True when nodes or edges came or went: everything then has a new place,
  /// to be reached by setProgress(0..1).
  bool update(const store::Topology& answer);
  /// Forgets all places and pins but keeps what is shown.
  void relayout();
  void reset();
  /// Columns stand closer together when the room is narrow.
  void setRoom(const QSizeF& room) { m_room = room; }
  /// Young: every new node or edge lays everything out anew, pinned nodes apart.
  void setYoung(bool young) { m_young = young; }

  /// Moves everything along the way from where it was (0) to where it belongs (1).
  void setProgress(double progress);
  void dragNode(int node, QPointF centre);  ///< pins it
  void setPinned(int node, bool pinned);

  [[nodiscard]] const std::vector<GraphNode>& nodes() const { return m_nodes; }
  [[nodiscard]] const std::vector<GraphEdge>& edges() const { return m_edges; }
  [[nodiscard]] const TimeRange& range() const { return m_range; }
  [[nodiscard]] QRectF bounds() const;
  [[nodiscard]] bool isEmpty() const { return m_nodes.empty(); }
  [[nodiscard]] int nodeAt(QPointF point) const;                    ///< -1 = none
  [[nodiscard]] int edgeAt(QPointF point, double tolerance) const;  ///< -1 = none
  [[nodiscard]] int findNode(const QString& key) const;
  [[nodiscard]] int findEdge(const QString& key) const;
  /// The node to go to from `node` towards `direction` (unit vector), -1 = none.
  [[nodiscard]] int neighbour(int node, QPointF direction) const;
  [[nodiscard]] bool hasPins() const;

 private:
  void place(bool warm);
  void lay(bool warm);
  void setDensity(bool compact);
  [[nodiscard]] std::vector<LayoutNode> layoutNodes(bool warm) const;
  [[nodiscard]] std::vector<LayoutEdge> layoutEdges() const;
  [[nodiscard]] double fitScale() const;
  bool chooseRowGap(const std::vector<LayoutNode>& nodes, const LayoutResult& layout);
  void routeEdges();
  void placeLabels();
  [[nodiscard]] LayoutOptions options() const;

  std::vector<GraphNode> m_nodes;
  std::vector<GraphEdge> m_edges;
  TimeRange m_range;
  QSizeF m_room;
  QHash<QString, QPointF> m_places;  ///< also of nodes that are away
  QHash<QString, bool> m_pins;
  QHash<QString, QPointF> m_starts;  ///< where the current way to m_places begins
  double m_progress = 1;
  double m_rowGap = 22;
  bool m_compact = false;
  bool m_young = false;
  std::size_t m_laidOut = 0;  ///< nodes of the last layout from scratch
};

}  // namespace rheo::ui
