// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/store/results.h"

namespace rheo::ui {

/// In the picture topics of calls and of own work are no nodes (see model/event/call_topic.h): who
/// calls whom is one edge between the two, for which isCall() holds.
store::Topology withCallEdges(const store::Topology& topology);

/// The edge's `subscription` is then the topic of the calls.
bool isCall(const store::TopologyEdge& edge);

}  // namespace rheo::ui
