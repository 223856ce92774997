// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/store/results.h"

namespace rheo::ui {

/// One event of a trace in the tree of what caused what.
struct CausationNode {
  int depth = 0;
  bool isThis = false;
  const store::EventRow* row = nullptr;  ///< the published sighting, or the first there is
};

/// The causes above an event, the event, and everything it led to, depth first and by time, at most
/// `limit` nodes; `left` counts those left out. Cycles and missing causes in what services said are
/// survived: a cause that was not recorded is simply not there.
std::vector<CausationNode> buildCausation(const std::vector<store::EventRow>& trace, Id128 event,
                                          std::size_t limit, std::size_t* left = nullptr);

}  // namespace rheo::ui
