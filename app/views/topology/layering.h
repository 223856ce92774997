// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/views/topology/graph_layout.h"

namespace rheo::ui {

struct Layering {
  std::vector<int> layers;     ///< per node, from 0
  std::vector<bool> feedback;  ///< per edge: reversed to break a cycle
};

/// Longest-path layering; `rank` orders the nodes (a permutation: the place of each by name). A
/// cycle that nothing outside feeds begins where it began before, else at the node that is driven
/// least by others.
Layering layerGraph(const std::vector<LayoutNode>& nodes, const std::vector<int>& rank,
                    const std::vector<LayoutEdge>& edges);

/// Number of the weakly connected part of each node, parts numbered by their lowest ranked node.
std::vector<int> connectedParts(const std::vector<int>& rank, const std::vector<LayoutEdge>& edges);

}  // namespace rheo::ui
