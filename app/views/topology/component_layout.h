// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/views/topology/graph_layout.h"
#include "app/views/topology/layering.h"

namespace rheo::ui {

/// One connected part, laid out by itself.
struct ComponentLayout {
  std::vector<int> nodes;            ///< of the whole graph
  std::vector<LayoutPoint> centres;  ///< parallel to nodes
  std::vector<int> edges;            ///< of the whole graph
  std::vector<std::vector<LayoutPoint>> via;
  double left = 0, right = 0, top = 0, bottom = 0;
  int crossings = 0;
  bool warm = false;  ///< stands where it stood before

  void move(double dx, double dy);
};

/// `nodes` by rank; `edges` join only them.
ComponentLayout layoutComponent(const std::vector<int>& nodes, const std::vector<int>& edges,
                                const std::vector<LayoutNode>& allNodes,
                                const std::vector<LayoutEdge>& allEdges, const Layering& layering,
                                const LayoutOptions& options);

}  // namespace rheo::ui
