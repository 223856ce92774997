// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/topology_graph.h"

#include <algorithm>

namespace rheo::store {
namespace {

constexpr double kErrorShare = 0.05;
constexpr std::int64_t kLateNs = kSecond;

bool isDelivery(Stage stage) {
  return stage >= Stage::Received && stage <= Stage::Expired;
}

std::int64_t quantileOf(const Histogram& histogram, double q) {
  return histogram.isEmpty() ? -1 : static_cast<std::int64_t>(histogram.quantile(q));
}

Health healthOf(std::uint64_t errors, std::uint64_t ended, std::uint64_t deadLetters, bool late) {
  const auto share = static_cast<double>(errors) / static_cast<double>(std::max(ended, errors));
  if (deadLetters > 0 || (errors > 0 && share > kErrorShare)) return Health::Error;
  return errors > 0 || late ? Health::Warning : Health::Ok;
}

}  // namespace

TopologyGraph::TopologyGraph(const NameTable& names, const CellTable& cells) : m_names(names) {
  for (std::uint32_t id = 0; id < cells.size(); ++id) {
    const Cell& cell = cells.at(id);
    if (cell.stage == Stage::DeadLettered && cell.deadLetterTopic != 0) {
      m_deadLetterTopics.insert(cell.deadLetterTopic);
    }
    if (isDelivery(cell.stage) && cell.topic != 0) m_consumedTopics.insert(cell.topic);
  }
}

int TopologyGraph::node(NodeKind kind, Name name) {
  const auto next = static_cast<int>(m_nodes.size());
  const auto [at, isNew] = m_index.try_emplace({kind == NodeKind::Service, name}, next);
  if (isNew) {
    m_nodes.emplace_back();
    m_nodes.back().node.kind = kind;
    m_nodes.back().node.name = m_names.text(name);
  }
  return at->second;
}

int TopologyGraph::serviceNode(Name name) {
  return node(NodeKind::Service, name);
}

int TopologyGraph::topicNode(Name name) {
  return node(m_deadLetterTopics.contains(name) ? NodeKind::DeadLetterQueue : NodeKind::Topic,
              name);
}

TopologyGraph::EdgeDraft& TopologyGraph::edge(int from, int to, bool publish, Name subscription) {
  const auto [at, isNew] = m_edges.try_emplace({from, to, publish, subscription});
  if (isNew) {
    at->second.edge.from = from;
    at->second.edge.to = to;
    at->second.edge.publish = publish;
    at->second.edge.subscription = m_names.text(subscription);
  }
  return at->second;
}

void TopologyGraph::add(const Cell& cell, const CellStats& stats) {
  if (cell.service != 0) {
    NodeDraft& service = m_nodes[static_cast<std::size_t>(serviceNode(cell.service))];
    service.node.count += stats.count;
    service.node.lastSeenNs = std::max(service.node.lastSeenNs, stats.maxNs);
    if (isError(cell.stage)) service.node.errors += stats.count;
    if (endsHop(cell.stage)) service.ended += stats.count;
    if (cell.stage == Stage::DeadLettered) service.deadLetters += stats.count;
    service.processing.merge(stats.parts[static_cast<std::size_t>(LatencyPart::Processing)]);
  }
  if (cell.topic == 0) return;
  if (cell.stage == Stage::Published) addPublished(cell, stats);
  if (isDelivery(cell.stage)) addDelivery(cell, stats);
}

void TopologyGraph::addPublished(const Cell& cell, const CellStats& stats) {
  const int at = topicNode(cell.topic);
  NodeDraft& topic = m_nodes[static_cast<std::size_t>(at)];
  if (topic.node.kind == NodeKind::Topic) {
    topic.node.count += stats.count;
    if (!m_consumedTopics.contains(cell.topic)) {
      topic.node.unconsumed += stats.count;
      auto& oldest = topic.node.oldestUnconsumedNs;
      oldest = oldest == 0 ? stats.minNs : std::min(oldest, stats.minNs);
    }
  }
  topic.node.lastSeenNs = std::max(topic.node.lastSeenNs, stats.maxNs);
  if (cell.service == 0) return;
  edge(serviceNode(cell.service), at, true, 0).edge.count += stats.count;
}

void TopologyGraph::addDelivery(const Cell& cell, const CellStats& stats) {
  const int from = topicNode(cell.topic);
  NodeDraft& topic = m_nodes[static_cast<std::size_t>(from)];
  topic.node.lastSeenNs = std::max(topic.node.lastSeenNs, stats.maxNs);
  if (isError(cell.stage)) topic.node.errors += stats.count;
  if (cell.service == 0) return;
  EdgeDraft& draft = edge(from, serviceNode(cell.service), false, cell.subscription);
  TopologyEdge& delivery = draft.edge;
  if (cell.stage == Stage::Received) {
    delivery.count += stats.count;
    // Handlers repeat the mark on what follows: only the arrival counts.
    delivery.duplicates += stats.duplicates;
  }
  if (cell.stage == Stage::Retried) delivery.retries += stats.count;
  if (isError(cell.stage)) delivery.errors += stats.count;
  if (endsHop(cell.stage)) {
    draft.ended += stats.count;
    draft.total.merge(stats.parts[static_cast<std::size_t>(LatencyPart::Total)]);
  }
  if (cell.stage == Stage::DeadLettered) {
    delivery.deadLetters += stats.count;
    addDeadLetters(cell, stats);
  }
}

void TopologyGraph::addDeadLetters(const Cell& cell, const CellStats& stats) {
  if (cell.deadLetterTopic == 0) return;
  const int at = topicNode(cell.deadLetterTopic);
  NodeDraft& queue = m_nodes[static_cast<std::size_t>(at)];
  queue.node.count += stats.count;
  queue.deadLetters += stats.count;
  queue.node.lastSeenNs = std::max(queue.node.lastSeenNs, stats.maxNs);
  EdgeDraft& draft = edge(serviceNode(cell.service), at, false, 0);
  draft.edge.count += stats.count;
  draft.edge.deadLetters += stats.count;
}

void TopologyGraph::setLag(Name topic, Name subscription, Name service, const Lag& lag,
                           bool evenIfSilent) {
  const auto from = m_index.find({false, topic});
  if (from == m_index.end()) return;
  const auto to = m_index.find({true, service});
  const bool drawn =
      to != m_index.end() && m_edges.contains({from->second, to->second, false, subscription});
  if (!drawn && (!evenIfSilent || lag.events == 0)) return;
  const int target = serviceNode(service);
  TopologyEdge& delivery = edge(from->second, target, false, subscription).edge;
  delivery.lagEvents = lag.events;
  delivery.lagNs = lag.ns;
  if (lag.ns > kLateNs) m_nodes[static_cast<std::size_t>(target)].late = true;
}

void TopologyGraph::setInstances(Name service, std::uint32_t instances, bool gone) {
  const auto found = m_index.find({true, service});
  if (found == m_index.end()) return;
  NodeDraft& draft = m_nodes[static_cast<std::size_t>(found->second)];
  draft.node.instances = instances;
  draft.gone = gone;
}

void TopologyGraph::finishNode(NodeDraft& draft, double seconds) const {
  TopologyNode& n = draft.node;
  n.ratePerS = static_cast<double>(n.count) / seconds;
  if (n.kind == NodeKind::Service) {
    n.p50Ns = quantileOf(draft.processing, 0.5);
    n.p99Ns = quantileOf(draft.processing, 0.99);
    n.health =
        draft.gone ? Health::Gone : healthOf(n.errors, draft.ended, draft.deadLetters, draft.late);
  } else if (draft.deadLetters > 0) {
    n.health = Health::Error;
  } else if (n.unconsumed > 0) {
    n.health = Health::Warning;
  }
}

void TopologyGraph::finishEdge(EdgeDraft& draft, double seconds) const {
  TopologyEdge& e = draft.edge;
  e.ratePerS = static_cast<double>(e.count) / seconds;
  e.p50Ns = quantileOf(draft.total, 0.5);
  e.p95Ns = quantileOf(draft.total, 0.95);
  e.p99Ns = quantileOf(draft.total, 0.99);
  const NodeDraft& service = m_nodes[static_cast<std::size_t>(
      m_nodes[static_cast<std::size_t>(e.to)].node.kind == NodeKind::Service ? e.to : e.from)];
  e.health = service.gone ? Health::Gone
                          : healthOf(e.errors, draft.ended, e.deadLetters, e.lagNs > kLateNs);
}

void TopologyGraph::finish(double seconds, Topology& out) {
  for (NodeDraft& draft : m_nodes) {
    finishNode(draft, seconds);
    out.nodes.push_back(draft.node);
  }
  for (auto& [key, draft] : m_edges) {
    finishEdge(draft, seconds);
    out.edges.push_back(draft.edge);
  }
}

}  // namespace rheo::store
