// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/layering.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <numeric>
#include <utility>

namespace rheo::ui {
namespace {

using Adjacency = std::vector<std::vector<int>>;

std::vector<int> byRank(const std::vector<int>& rank) {
  std::vector<int> order(rank.size());
  for (std::size_t node = 0; node < rank.size(); ++node) {
    order[static_cast<std::size_t>(rank[node])] = static_cast<int>(node);
  }
  return order;
}

Adjacency successors(const std::vector<int>& rank, const std::vector<LayoutEdge>& edges) {
  Adjacency out(rank.size());
  for (const LayoutEdge& edge : edges) out[edge.from].push_back(edge.to);
  for (auto& list : out) {
    std::sort(list.begin(), list.end(), [&](int a, int b) { return rank[a] < rank[b]; });
  }
  return out;
}

/// Tarjan's strongly connected components with an explicit stack: depth is not bounded by ours.
class StrongParts {
 public:
  explicit StrongParts(const Adjacency& out)
      : m_out(out), m_index(out.size(), -1), m_low(out.size(), 0), m_part(out.size(), -1) {}

  std::vector<int> find(const std::vector<int>& order) {
    for (int node : order) {
      if (m_index[node] < 0) visit(node);
    }
    return m_part;
  }

 private:
  struct Frame {
    int node;
    std::size_t next;
  };

  void open(int node) {
    m_index[node] = m_low[node] = m_counter++;
    m_stack.push_back(node);
    m_frames.push_back({node, 0});
  }

  void visit(int root) {
    open(root);
    while (!m_frames.empty()) {
      Frame& frame = m_frames.back();
      const int node = frame.node;
      if (frame.next < m_out[node].size()) {
        const int to = m_out[node][frame.next++];
        if (m_index[to] < 0) {
          open(to);
        } else if (m_part[to] < 0) {
          m_low[node] = std::min(m_low[node], m_index[to]);
        }
        continue;
      }
      m_frames.pop_back();
      if (!m_frames.empty()) {
        m_low[m_frames.back().node] = std::min(m_low[m_frames.back().node], m_low[node]);
      }
      if (m_low[node] == m_index[node]) close(node);
    }
  }

  void close(int root) {
    int node = -1;
    do {
      node = m_stack.back();
      m_stack.pop_back();
      m_part[node] = m_parts;
    } while (node != root);
    ++m_parts;
  }

  const Adjacency& m_out;
  std::vector<int> m_index, m_low, m_part;
  std::vector<int> m_stack;
  std::vector<Frame> m_frames;
  int m_counter = 0;
  int m_parts = 0;
};

constexpr double kLeastShare = 0.3;  // of its part's busiest edge, to be taken for its source

/// What passes through a node.
struct Flow {
  double in = 0;
  double out = 0;
};

/// True if `a` is the likelier beginning of a cycle. A gateway sends about as much as anyone but
/// takes little; a service of a rare path takes little too, but sends next to nothing.
bool beginsRather(const LayoutNode& a, const Flow& flowA, const LayoutNode& b, const Flow& flowB,
                  double busiest) {
  if (a.begins != b.begins) return a.begins;
  const bool sendsA = flowA.out >= busiest * kLeastShare;
  const bool sendsB = flowB.out >= busiest * kLeastShare;
  if (sendsA != sendsB) return sendsA;
  if (a.old && b.old) return a.old->x < b.old->x;
  if (a.old || b.old) return a.old.has_value();
  return flowA.in < flowB.in;
}

/// Where the flow enters each strongly connected part: the nodes fed from outside, or one of its
/// own.
std::vector<bool> entries(const std::vector<LayoutNode>& nodes, const std::vector<int>& order,
                          const std::vector<int>& part, const std::vector<LayoutEdge>& edges) {
  const std::size_t count = order.size();
  std::vector<bool> entry(count, false);
  std::vector<bool> partHasEntry(count, false);
  std::vector<Flow> flows(count);
  std::vector<double> busiest(count, 0);
  for (const LayoutEdge& edge : edges) {
    flows[edge.from].out += edge.flow;
    flows[edge.to].in += edge.flow;
    if (part[edge.from] != part[edge.to]) {
      entry[edge.to] = partHasEntry[part[edge.to]] = true;
    } else {
      busiest[part[edge.from]] = std::max(busiest[part[edge.from]], edge.flow);
    }
  }
  std::vector<int> best(count, -1);
  for (int node : order) {
    int& chosen = best[part[node]];
    if (chosen < 0 ||
        beginsRather(nodes[node], flows[node], nodes[chosen], flows[chosen], busiest[part[node]])) {
      chosen = node;
    }
  }
  for (std::size_t p = 0; p < count; ++p) {
    if (best[p] >= 0 && !partHasEntry[p]) entry[best[p]] = true;
  }
  return entry;
}

/// Order of a breadth-first walk inside each part from its entries.
std::vector<int> flowOrder(const std::vector<int>& order, const std::vector<int>& part,
                           const Adjacency& out, const std::vector<bool>& entry) {
  std::vector<int> place(order.size(), -1);
  std::deque<int> queue;
  int next = 0;
  for (int node : order) {
    if (entry[node]) {
      place[node] = next++;
      queue.push_back(node);
    }
  }
  while (!queue.empty()) {
    const int node = queue.front();
    queue.pop_front();
    for (int to : out[node]) {
      if (place[to] >= 0 || part[to] != part[node]) continue;
      place[to] = next++;
      queue.push_back(to);
    }
  }
  return place;
}

/// Nodes so that every edge of the acyclic graph goes forward.
std::vector<int> topological(const std::vector<int>& order, const Adjacency& out,
                             std::vector<int> incoming) {
  std::vector<int> sorted;
  sorted.reserve(order.size());
  for (int node : order) {
    if (incoming[node] == 0) sorted.push_back(node);
  }
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (int to : out[sorted[i]]) {
      if (--incoming[to] == 0) sorted.push_back(to);
    }
  }
  return sorted;
}

}  // namespace

Layering layerGraph(const std::vector<LayoutNode>& nodes, const std::vector<int>& rank,
                    const std::vector<LayoutEdge>& edges) {
  const std::vector<int> order = byRank(rank);
  const Adjacency out = successors(rank, edges);
  const std::vector<int> part = StrongParts(out).find(order);
  const std::vector<int> place = flowOrder(order, part, out, entries(nodes, order, part, edges));

  Layering result{std::vector<int>(rank.size(), 0), std::vector<bool>(edges.size(), false)};
  Adjacency forward(rank.size());
  std::vector<int> incoming(rank.size(), 0);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    auto [from, to] = std::pair(edges[e].from, edges[e].to);
    if (from == to) continue;
    result.feedback[e] = part[from] == part[to] && place[to] < place[from];
    if (result.feedback[e]) std::swap(from, to);
    forward[from].push_back(to);
    ++incoming[to];
  }
  const std::vector<int> sorted = topological(order, forward, incoming);
  for (int node : sorted) {
    for (int to : forward[node]) {
      result.layers[to] = std::max(result.layers[to], result.layers[node] + 1);
    }
  }
  // A source stands next to what it feeds, not at the far left.
  for (int node : sorted) {
    if (incoming[node] != 0 || forward[node].empty()) continue;
    int nearest = std::numeric_limits<int>::max();
    for (int to : forward[node]) nearest = std::min(nearest, result.layers[to]);
    result.layers[node] = nearest - 1;
  }
  return result;
}

std::vector<int> connectedParts(const std::vector<int>& rank,
                                const std::vector<LayoutEdge>& edges) {
  std::vector<int> parent(rank.size());
  std::iota(parent.begin(), parent.end(), 0);
  const auto find = [&](int node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (const LayoutEdge& edge : edges) parent[find(edge.from)] = find(edge.to);
  std::vector<int> number(rank.size(), -1);
  std::vector<int> part(rank.size(), 0);
  int next = 0;
  for (int node : byRank(rank)) {
    int& known = number[find(node)];
    if (known < 0) known = next++;
    part[node] = known;
  }
  return part;
}

}  // namespace rheo::ui
