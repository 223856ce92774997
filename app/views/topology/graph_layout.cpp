// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/views/topology/component_layout.h"
#include "app/views/topology/layering.h"

namespace rheo::ui {
namespace {

std::vector<int> rankByKey(const std::vector<LayoutNode>& nodes) {
  std::vector<int> order(nodes.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](int a, int b) { return nodes[a].key < nodes[b].key; });
  std::vector<int> rank(nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<int>(i);
  return rank;
}

std::vector<ComponentLayout> layoutParts(const std::vector<LayoutNode>& nodes,
                                         const std::vector<LayoutEdge>& edges,
                                         const Layering& layering, const std::vector<int>& rank,
                                         const LayoutOptions& options) {
  const std::vector<int> part = connectedParts(rank, edges);
  const int count = part.empty() ? 0 : *std::max_element(part.begin(), part.end()) + 1;
  std::vector<std::vector<int>> members(count), links(count);
  std::vector<int> order(nodes.size());
  for (std::size_t i = 0; i < rank.size(); ++i) order[rank[i]] = static_cast<int>(i);
  for (int node : order) members[part[node]].push_back(node);
  for (std::size_t e = 0; e < edges.size(); ++e) {
    links[part[edges[e].from]].push_back(static_cast<int>(e));
  }
  for (auto& list : links) {
    std::sort(list.begin(), list.end(), [&](int a, int b) {
      return std::pair(rank[edges[a].from], rank[edges[a].to]) <
             std::pair(rank[edges[b].from], rank[edges[b].to]);
    });
  }
  std::vector<ComponentLayout> parts;
  for (int p = 0; p < count; ++p) {
    parts.push_back(layoutComponent(members[p], links[p], nodes, edges, layering, options));
  }
  return parts;
}

bool overlap(const ComponentLayout& a, const ComponentLayout& b, double gap) {
  return a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap &&
         b.top < a.bottom + gap;
}

/// Parts that stood somewhere stay there; new ones fill shelves below, the largest first.
void packParts(std::vector<ComponentLayout>& parts, const LayoutOptions& options) {
  std::stable_sort(parts.begin(), parts.end(),
                   [](const ComponentLayout& a, const ComponentLayout& b) {
                     if (a.warm != b.warm) return a.warm;
                     if (a.warm) return a.top < b.top;
                     return a.nodes.size() > b.nodes.size();
                   });
  double widest = 0;
  for (const auto& part : parts) widest = std::max(widest, part.right - part.left);
  double left = 0, shelfX = 0, shelfY = 0, shelfBottom = 0;
  bool first = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    ComponentLayout& part = parts[i];
    if (part.warm) {
      for (std::size_t other = 0; other < i; ++other) {
        if (overlap(parts[other], part, options.rowGap)) {
          part.move(0, parts[other].bottom + options.componentGap - part.top);
        }
      }
      left = first ? part.left : std::min(left, part.left);
      shelfBottom = first ? part.bottom : std::max(shelfBottom, part.bottom);
      shelfX = left + widest;  // full: what is new starts a shelf
    } else {
      const double width = part.right - part.left;
      const bool fits = !first && shelfX + options.columnGap + width <= left + widest;
      if (!fits && !first) shelfY = shelfBottom + options.componentGap;
      const double x = fits ? shelfX + options.columnGap : left;
      part.move(x - part.left, shelfY - part.top);
      shelfX = part.right;
      shelfBottom = std::max(shelfBottom, part.bottom);
    }
    first = false;
  }
}

/// Nodes that a pinned one stands on make room downwards.
void clearPins(const std::vector<LayoutNode>& nodes, std::vector<LayoutPoint>& centres,
               double gap) {
  std::vector<int> placed, free;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].pinned && nodes[i].old) {
      centres[i] = *nodes[i].old;
      placed.push_back(static_cast<int>(i));
    } else {
      free.push_back(static_cast<int>(i));
    }
  }
  if (placed.empty()) return;
  const auto covers = [&](int a, int b) {
    const LayoutNode& na = nodes[a];
    const LayoutNode& nb = nodes[b];
    return std::abs(centres[a].x - centres[b].x) < (na.width + nb.width) / 2 &&
           centres[b].y - nb.height / 2 < centres[a].y + na.height / 2 + na.below &&
           centres[a].y - na.height / 2 < centres[b].y + nb.height / 2 + nb.below;
  };
  std::sort(free.begin(), free.end(), [&](int a, int b) {
    return std::pair(centres[a].y, nodes[a].key) < std::pair(centres[b].y, nodes[b].key);
  });
  for (int node : free) {
    for (bool moved = true; moved;) {
      moved = false;
      for (int other : placed) {
        if (!covers(other, node)) continue;
        centres[node].y = centres[other].y + nodes[other].height / 2 + nodes[other].below + gap +
                          nodes[node].height / 2;
        moved = true;
      }
    }
    placed.push_back(node);
  }
}

}  // namespace

LayoutResult layoutGraph(const std::vector<LayoutNode>& nodes, const std::vector<LayoutEdge>& edges,
                         const LayoutOptions& options) {
  const std::vector<int> rank = rankByKey(nodes);
  const Layering layering = layerGraph(rank, edges);
  std::vector<ComponentLayout> parts = layoutParts(nodes, edges, layering, rank, options);
  packParts(parts, options);

  LayoutResult result;
  result.layers = layering.layers;
  result.feedback = layering.feedback;
  result.centres.resize(nodes.size());
  result.via.resize(edges.size());
  for (const ComponentLayout& part : parts) {
    for (std::size_t i = 0; i < part.nodes.size(); ++i) {
      result.centres[part.nodes[i]] = part.centres[i];
    }
    for (std::size_t i = 0; i < part.edges.size(); ++i) result.via[part.edges[i]] = part.via[i];
    result.crossings += part.crossings;
  }
  clearPins(nodes, result.centres, options.rowGap);
  return result;
}

}  // namespace rheo::ui
