// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace rheo::ui {

/// A graph in which every edge joins neighbouring columns: the nodes, and a dummy for each column
/// that a long edge passes.
struct LayeredGraph {
  std::vector<std::vector<int>> columns;  ///< cells of each column, top to bottom
  std::vector<std::vector<int>> left;     ///< per cell: neighbours one column before
  std::vector<std::vector<int>> right;    ///< per cell: neighbours one column after
};

/// Sorts the columns so that few edges cross: barycentre sweeps, best of all kept. Starts from the
/// order given, so ties keep it.
void reduceCrossings(LayeredGraph& graph, int sweeps = 16);

/// Edges that cross between neighbouring columns.
int countCrossings(const LayeredGraph& graph);

}  // namespace rheo::ui
