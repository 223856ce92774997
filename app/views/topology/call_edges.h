// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/store/results.h"

namespace rheo::ui {

/// Calls are queries on topics of their own, "call:<service>", and what a service does for itself
/// is on "local:<service>". In the picture such topics are no nodes: who calls whom is one edge
/// between the two, for which isCall() holds.
store::Topology withCallEdges(const store::Topology& topology);

/// The edge's `subscription` is then the topic of the calls.
bool isCall(const store::TopologyEdge& edge);

}  // namespace rheo::ui
