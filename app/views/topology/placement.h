// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/views/topology/ordering.h"

namespace rheo::ui {

struct PlacementCell {
  double above = 0;   ///< room needed over the centre
  double below = 0;   ///< and under it
  double weight = 1;  ///< how much it minds not to stand where it wants
  double wanted = 0;  ///< used when `anchored`
  bool anchored = false;
  bool isDummy = false;
};

/// Heights for one column: as near to what is wanted as the order and the room needed allow (least
/// squares; pool adjacent violators).
std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& weights,
                           const std::vector<double>& gaps);

/// Heights of all cells. Cells that are not anchored want to stand level with their neighbours.
std::vector<double> placeCells(const LayeredGraph& graph, const std::vector<PlacementCell>& cells,
                               double rowGap);

}  // namespace rheo::ui
