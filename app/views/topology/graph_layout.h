// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

/// Layered left-to-right layout of a directed graph. Plain C++, deterministic: the same nodes and
/// edges give the same picture, whatever order they come in.
namespace rheo::ui {

struct LayoutPoint {
  double x = 0;
  double y = 0;
  friend bool operator==(const LayoutPoint&, const LayoutPoint&) = default;
};

struct LayoutNode {
  std::string key;  ///< unique; decides ties
  double width = 0;
  double height = 0;
  double below = 0;                ///< room kept free under the node, for its caption
  std::optional<LayoutPoint> old;  ///< centre in the picture before; given = warm start
  bool begins = true;              ///< may begin a cycle: a service does, a topic does not
  bool pinned = false;             ///< stays at `old` whatever happens
};

struct LayoutEdge {
  int from = 0;
  int to = 0;
  std::vector<LayoutPoint> old = {};  ///< `via` of the picture before; may be empty
  double flow = 1;                    ///< events per second; decides where a cycle begins
};

struct LayoutOptions {
  double columnGap = 64;
  double rowGap = 22;
  double componentGap = 44;
  double roomWidth = 0;  ///< unconnected parts are packed to fill this shape; 0 = stacked
  double roomHeight = 0;
};

struct LayoutResult {
  std::vector<LayoutPoint> centres;  ///< per node
  /// Per edge, in its direction: where it passes the columns between its ends, two points a column.
  std::vector<std::vector<LayoutPoint>> via;
  std::vector<int> layers;     ///< per node
  std::vector<bool> feedback;  ///< per edge: runs right to left, closing a cycle
  int crossings = 0;           ///< between neighbouring columns
};

/// Cycles are cut inside strongly connected parts only, along the distance from where the flow
/// enters them, so that causes stand left of effects. Unconnected parts are stacked. Nodes with an
/// old position keep their height in the column as far as there is room: a node that joins barely
/// moves the others.
LayoutResult layoutGraph(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges,
                         const LayoutOptions& options = {});

}  // namespace rheo::ui
