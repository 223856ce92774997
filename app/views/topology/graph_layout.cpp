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

struct Extent {
  double width = 0;
  double height = 0;
};

/// Puts the parts from `first` on into shelves of at most `width`, below `top`.
Extent shelve(std::vector<ComponentLayout>& parts, std::size_t first, double left, double top,
              double width, const LayoutOptions& options) {
  Extent used;
  double x = left, shelf = top, bottom = top;
  for (std::size_t i = first; i < parts.size(); ++i) {
    ComponentLayout& part = parts[i];
    const double wide = part.right - part.left;
    if (x > left && x + wide > left + width) {
      x = left;
      shelf = bottom + options.componentGap;
    }
    part.move(x - part.left, shelf - part.top);
    x = part.right + options.columnGap;
    bottom = std::max(bottom, part.bottom);
    used.width = std::max(used.width, part.right - left);
  }
  used.height = bottom - top;
  return used;
}

/// The shelf width at which everything is shown largest.
double bestShelf(std::vector<ComponentLayout>& parts, const LayoutOptions& options) {
  double widest = 0, all = 0;
  for (const ComponentLayout& part : parts) {
    widest = std::max(widest, part.right - part.left);
    all += part.right - part.left + options.columnGap;
  }
  if (options.roomWidth <= 0 || options.roomHeight <= 0) return widest;
  constexpr int kTries = 16;
  double best = widest, largest = 0;
  for (int i = 0; i <= kTries; ++i) {
    const double width = widest + (all - widest) * i / kTries;
    const Extent used = shelve(parts, 0, 0, 0, width, options);
    const double scale = std::min(options.roomWidth / used.width, options.roomHeight / used.height);
    // A little larger is not worth another shape.
    if (scale <= largest * 1.02) continue;
    largest = scale;
    best = width;
  }
  return best;
}

/// Parts that stood somewhere stay there; new ones fill shelves, the largest first.
void packParts(std::vector<ComponentLayout>& parts, const LayoutOptions& options) {
  std::stable_sort(parts.begin(), parts.end(),
                   [](const ComponentLayout& a, const ComponentLayout& b) {
                     if (a.warm != b.warm) return a.warm;
                     if (a.warm) return a.top < b.top;
                     return a.nodes.size() > b.nodes.size();
                   });
  std::size_t fresh = 0;
  double left = 0, right = 0, bottom = 0;
  for (; fresh < parts.size() && parts[fresh].warm; ++fresh) {
    ComponentLayout& part = parts[fresh];
    for (std::size_t other = 0; other < fresh; ++other) {
      if (overlap(parts[other], part, options.rowGap)) {
        part.move(0, parts[other].bottom + options.componentGap - part.top);
      }
    }
    left = fresh == 0 ? part.left : std::min(left, part.left);
    right = fresh == 0 ? part.right : std::max(right, part.right);
    bottom = fresh == 0 ? part.bottom : std::max(bottom, part.bottom);
  }
  if (fresh == parts.size()) return;
  if (fresh == 0) {
    shelve(parts, 0, 0, 0, bestShelf(parts, options), options);
  } else {
    shelve(parts, fresh, left, bottom + options.componentGap, right - left, options);
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
  const Layering layering = layerGraph(nodes, rank, edges);
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
