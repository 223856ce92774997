// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/call_edges.h"

#include <algorithm>

#include "model/event/call_topic.h"

namespace rheo::ui {
namespace {

bool isFolded(const store::TopologyNode& node) {
  return node.kind == store::NodeKind::Topic && !isRealTopic(node.name);
}

/// The delivery that answers the calls on this topic; null when nobody was seen to.
const store::TopologyEdge* answering(const store::Topology& topology, int topic) {
  for (const store::TopologyEdge& edge : topology.edges) {
    if (!edge.publish && edge.from == topic) return &edge;
  }
  return nullptr;
}

}  // namespace

bool isCall(const store::TopologyEdge& edge) {
  return edge.publish && isCallTopic(edge.subscription);
}

store::Topology withCallEdges(const store::Topology& topology) {
  if (std::none_of(topology.nodes.begin(), topology.nodes.end(), isFolded)) return topology;
  store::Topology folded;
  folded.range = topology.range;
  std::vector<int> places;
  for (const store::TopologyNode& node : topology.nodes) {
    places.push_back(isFolded(node) ? -1 : static_cast<int>(folded.nodes.size()));
    if (!isFolded(node)) folded.nodes.push_back(node);
  }
  const auto place = [&places](int node) {
    return node >= 0 && static_cast<std::size_t>(node) < places.size()
               ? places[static_cast<std::size_t>(node)]
               : -1;
  };
  for (store::TopologyEdge edge : topology.edges) {
    const int topic = edge.to;
    const store::TopologyEdge* answer =
        edge.publish && place(topic) < 0 ? answering(topology, topic) : nullptr;
    if (answer != nullptr) {
      edge.subscription = topology.nodes[static_cast<std::size_t>(topic)].name;
      edge.to = answer->to;
      edge.errors = std::max(edge.errors, answer->errors);
      edge.health = std::max(edge.health, answer->health);
      edge.p50Ns = answer->p50Ns;
      edge.p95Ns = answer->p95Ns;
      edge.p99Ns = answer->p99Ns;
    }
    edge.from = place(edge.from);
    edge.to = place(edge.to);
    if (edge.from >= 0 && edge.to >= 0) folded.edges.push_back(edge);
  }
  return folded;
}

}  // namespace rheo::ui
