// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "model/store/cell_stats.h"
#include "model/store/cell_table.h"
#include "model/store/results.h"

namespace rheo::store {

/// What a subscription has not received yet at the end of a range.
struct Lag {
  std::uint64_t events = 0;
  std::int64_t ns = 0;  ///< age of the oldest of them
};

/// Builds the graph of services, topics and queues out of the totals of cells.
class TopologyGraph {
 public:
  /// Every cell of the recording, in the range or not, tells which topics are dead-letter queues
  /// and which have a consumer.
  TopologyGraph(const NameTable& names, const CellTable& cells);

  void add(const Cell& cell, const CellStats& stats);
  /// Lag of a delivery; `evenIfSilent` draws the edge also if nothing came through in the range.
  void setLag(Name topic, Name subscription, Name service, const Lag& lag, bool evenIfSilent);
  /// Sessions of a service: how many instances, and whether all of them vanished.
  void setInstances(Name service, std::uint32_t instances, bool gone);
  /// Percentiles, rates and health; then the graph is complete.
  void finish(double seconds, Topology& out);

 private:
  struct NodeDraft {
    TopologyNode node;
    Histogram processing;
    std::uint64_t ended = 0;
    std::uint64_t deadLetters = 0;
    bool late = false;
    bool gone = false;
  };
  struct EdgeDraft {
    TopologyEdge edge;
    Histogram total;
    std::uint64_t ended = 0;
  };
  using EdgeKey = std::tuple<int, int, bool, Name>;  ///< from, to, publish, subscription

  int serviceNode(Name name);
  int topicNode(Name name);
  int node(NodeKind kind, Name name);
  EdgeDraft& edge(int from, int to, bool publish, Name subscription);
  void addPublished(const Cell& cell, const CellStats& stats);
  void addDelivery(const Cell& cell, const CellStats& stats);
  void addDeadLetters(const Cell& cell, const CellStats& stats);
  void finishNode(NodeDraft& draft, double seconds) const;
  void finishEdge(EdgeDraft& draft, double seconds) const;

  const NameTable& m_names;
  std::set<Name> m_deadLetterTopics;
  std::set<Name> m_consumedTopics;
  std::map<std::pair<bool, Name>, int> m_index;  ///< (is a service, name) -> node
  std::vector<NodeDraft> m_nodes;
  std::map<EdgeKey, EdgeDraft> m_edges;
};

}  // namespace rheo::store
