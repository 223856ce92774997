// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRectF>
#include <vector>

#include "app/views/topology/topology_graph.h"

class QPainter;

namespace rheo::ui {

/// What stands out. Empty `litNodes`/`litEdges` = nothing is dimmed.
struct TopologyEmphasis {
  int node = -1;  ///< selected
  int edge = -1;  ///< selected
  std::vector<bool> litNodes;
  std::vector<bool> litEdges;
  std::vector<bool> found;  ///< by the search; empty = no search

  [[nodiscard]] bool nodeLit(std::size_t i) const { return litNodes.empty() || litNodes[i]; }
  [[nodiscard]] bool edgeLit(std::size_t i) const { return litEdges.empty() || litEdges[i]; }
};

/// Everything that stands still, in scene coordinates. Only what touches `visible` is drawn.
void paintTopology(QPainter& painter, const TopologyGraph& graph, const TopologyEmphasis& emphasis,
                   const QRectF& visible);

/// Outline of what the pointer or the keyboard is on; drawn over the cached layer.
void paintNodeOutline(QPainter& painter, const GraphNode& node);
void paintEdgeOutline(QPainter& painter, const GraphEdge& edge);

/// Dots every 40 units, in widget coordinates; they move with the scene.
void paintDots(QPainter& painter, const QRectF& area, QPointF offset, double scale);

}  // namespace rheo::ui
