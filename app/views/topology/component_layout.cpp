// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/component_layout.h"

#include <algorithm>
#include <limits>

#include "app/views/topology/ordering.h"
#include "app/views/topology/placement.h"

namespace rheo::ui {
namespace {

constexpr double kDummyHalf = 4;
constexpr double kOldWeight = 100;
constexpr double kPinWeight = 1e7;

class Builder {
 public:
  Builder(const std::vector<int>& nodes, const std::vector<int>& edges,
          const std::vector<LayoutNode>& allNodes, const std::vector<LayoutEdge>& allEdges,
          const Layering& layering, const LayoutOptions& options)
      : m_nodes(allNodes),
        m_edges(allEdges),
        m_layering(layering),
        m_options(options),
        m_cellOf(allNodes.size(), -1) {
    m_out.nodes = nodes;
    m_out.edges = edges;
  }

  ComponentLayout build() {
    addNodes();
    addEdges();
    const bool warm = std::any_of(m_out.nodes.begin(), m_out.nodes.end(), [&](int node) {
      return m_nodes[node].old && !m_nodes[node].pinned;
    });
    if (warm) {
      placeAsBefore();
    } else {
      reduceCrossings(m_graph);
      m_heights = placeCells(m_graph, m_cells, m_options.rowGap);
    }
    m_out.crossings = countCrossings(m_graph);
    placeColumns();
    emitCentres();
    emitRoutes();
    alignWithOld();
    return std::move(m_out);
  }

 private:
  int addCell(int layer, const PlacementCell& cell) {
    const int index = static_cast<int>(m_cells.size());
    m_cells.push_back(cell);
    m_graph.left.emplace_back();
    m_graph.right.emplace_back();
    m_graph.columns[layer].push_back(index);
    return index;
  }

  void addNodes() {
    int first = std::numeric_limits<int>::max();
    int last = 0;
    for (int node : m_out.nodes) {
      first = std::min(first, m_layering.layers[node]);
      last = std::max(last, m_layering.layers[node]);
    }
    m_firstLayer = first;
    m_graph.columns.resize(static_cast<std::size_t>(last - first + 1));
    for (int node : m_out.nodes) {
      const LayoutNode& n = m_nodes[node];
      PlacementCell cell{.above = n.height / 2, .below = n.height / 2 + n.below};
      if (n.old) {
        cell.anchored = true;
        cell.wanted = n.old->y;
        cell.weight = n.pinned ? kPinWeight : kOldWeight;
      }
      m_cellOf[node] = addCell(m_layering.layers[node] - first, cell);
    }
  }

  void link(int left, int right) {
    m_graph.right[left].push_back(right);
    m_graph.left[right].push_back(left);
  }

  void addEdges() {
    for (int e : m_out.edges) {
      auto [from, to] = std::pair(m_edges[e].from, m_edges[e].to);
      auto& chain = m_chains.emplace_back();
      if (from == to) continue;
      if (m_layering.feedback[e]) std::swap(from, to);
      int last = m_cellOf[from];
      for (int layer = m_layering.layers[from] + 1; layer < m_layering.layers[to]; ++layer) {
        const int dummy =
            addCell(layer - m_firstLayer,
                    {.above = kDummyHalf, .below = kDummyHalf, .weight = 1, .isDummy = true});
        link(last, dummy);
        chain.push_back(dummy);
        last = dummy;
      }
      link(last, m_cellOf[to]);
    }
  }

  /// New nodes want to stand level with the known ones they talk to.
  void anchorNewNodes() {
    for (int pass = 0; pass < 2; ++pass) {
      std::vector<std::pair<double, int>> near(m_nodes.size(), {0, 0});
      for (int e : m_out.edges) {
        const auto [from, to] = std::pair(m_edges[e].from, m_edges[e].to);
        for (const auto& [node, other] : {std::pair(from, to), std::pair(to, from)}) {
          const PlacementCell& known = m_cells[m_cellOf[other]];
          if (!known.anchored) continue;
          near[node].first += known.wanted;
          ++near[node].second;
        }
      }
      for (int node : m_out.nodes) {
        PlacementCell& cell = m_cells[m_cellOf[node]];
        if (cell.anchored || near[node].second == 0) continue;
        cell.anchored = true;
        cell.wanted = near[node].first / near[node].second;
      }
    }
  }

  /// Known nodes keep their heights and order, new ones go in between; the ways of long edges give
  /// way to nodes, never the other way round.
  void placeAsBefore() {
    anchorNewNodes();
    std::vector<double> wanted;
    for (const PlacementCell& cell : m_cells) wanted.push_back(cell.wanted);
    LayeredGraph nodesOnly;
    nodesOnly.left.resize(m_cells.size());
    nodesOnly.right.resize(m_cells.size());
    for (const auto& column : m_graph.columns) {
      auto& cells = nodesOnly.columns.emplace_back();
      for (int cell : column) {
        if (!m_cells[cell].isDummy) cells.push_back(cell);
      }
      std::stable_sort(cells.begin(), cells.end(),
                       [&](int a, int b) { return wanted[a] < wanted[b]; });
    }
    m_heights = placeCells(nodesOnly, m_cells, m_options.rowGap);
    placeDummies(nodesOnly);
    for (auto& column : m_graph.columns) {
      std::stable_sort(column.begin(), column.end(),
                       [&](int a, int b) { return m_heights[a] < m_heights[b]; });
    }
  }

  void placeDummies(const LayeredGraph& nodesOnly) {
    for (std::size_t i = 0; i < m_out.edges.size(); ++i) {
      const int e = m_out.edges[i];
      const LayoutEdge& edge = m_edges[e];
      const bool back = m_layering.feedback[e];
      const double a = m_heights[m_cellOf[back ? edge.to : edge.from]];
      const double b = m_heights[m_cellOf[back ? edge.from : edge.to]];
      const std::size_t count = m_chains[i].size();
      const bool known = edge.old.size() == 2 * count;
      int column = m_layering.layers[back ? edge.to : edge.from] - m_firstLayer;
      for (std::size_t d = 0; d < count; ++d) {
        const double share = static_cast<double>(d + 1) / static_cast<double>(count + 1);
        const double height =
            known ? edge.old[2 * (back ? count - 1 - d : d)].y : a + (b - a) * share;
        m_heights[m_chains[i][d]] = besideNodes(nodesOnly.columns[++column], height);
      }
    }
  }

  /// The nearest height at which a passing edge does not cross a node of the column.
  double besideNodes(const std::vector<int>& column, double height) const {
    for (int cell : column) {
      const double top = m_heights[cell] - m_cells[cell].above - kDummyHalf;
      const double bottom = m_heights[cell] + m_cells[cell].below + kDummyHalf;
      if (height > top && height < bottom) return height - top < bottom - height ? top : bottom;
    }
    return height;
  }

  void placeColumns() {
    std::vector<double> widths(m_graph.columns.size(), 0);
    for (int node : m_out.nodes) {
      double& width = widths[m_layering.layers[node] - m_firstLayer];
      width = std::max(width, m_nodes[node].width);
    }
    double x = 0;
    for (double width : widths) {
      m_columns.push_back({x, x + width});
      x += width + m_options.columnGap;
    }
  }

  void emitCentres() {
    m_out.top = std::numeric_limits<double>::max();
    m_out.bottom = std::numeric_limits<double>::lowest();
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell) {
      m_out.top = std::min(m_out.top, m_heights[cell] - m_cells[cell].above);
      m_out.bottom = std::max(m_out.bottom, m_heights[cell] + m_cells[cell].below);
    }
    m_out.right = m_columns.back().second;
    for (int node : m_out.nodes) {
      const auto& [left, right] = m_columns[m_layering.layers[node] - m_firstLayer];
      m_out.centres.push_back({(left + right) / 2, m_heights[m_cellOf[node]]});
    }
  }

  void emitRoutes() {
    for (std::size_t i = 0; i < m_out.edges.size(); ++i) {
      auto& via = m_out.via.emplace_back();
      const int e = m_out.edges[i];
      const int from = m_layering.feedback[e] ? m_edges[e].to : m_edges[e].from;
      int column = m_layering.layers[from] - m_firstLayer;
      for (int dummy : m_chains[i]) {
        const auto& [left, right] = m_columns[++column];
        via.push_back({left, m_heights[dummy]});
        via.push_back({right, m_heights[dummy]});
      }
      if (m_layering.feedback[e]) std::reverse(via.begin(), via.end());
    }
  }

  void alignWithOld() {
    std::vector<double> shifts;
    for (std::size_t i = 0; i < m_out.nodes.size(); ++i) {
      const auto& old = m_nodes[m_out.nodes[i]].old;
      if (old) shifts.push_back(old->x - m_out.centres[i].x);
    }
    if (shifts.empty()) return;
    m_out.warm = true;
    const auto middle = shifts.begin() + static_cast<std::ptrdiff_t>(shifts.size() / 2);
    std::nth_element(shifts.begin(), middle, shifts.end());
    m_out.move(*middle, 0);
  }

  const std::vector<LayoutNode>& m_nodes;
  const std::vector<LayoutEdge>& m_edges;
  const Layering& m_layering;
  const LayoutOptions& m_options;
  ComponentLayout m_out;
  LayeredGraph m_graph;
  std::vector<PlacementCell> m_cells;
  std::vector<int> m_cellOf;
  std::vector<std::vector<int>> m_chains;
  std::vector<double> m_heights;
  std::vector<std::pair<double, double>> m_columns;
  int m_firstLayer = 0;
};

}  // namespace

void ComponentLayout::move(double dx, double dy) {
  for (LayoutPoint& centre : centres) centre = {centre.x + dx, centre.y + dy};
  for (auto& route : via) {
    for (LayoutPoint& point : route) point = {point.x + dx, point.y + dy};
  }
  left += dx;
  right += dx;
  top += dy;
  bottom += dy;
}

ComponentLayout layoutComponent(const std::vector<int>& nodes, const std::vector<int>& edges,
                                const std::vector<LayoutNode>& allNodes,
                                const std::vector<LayoutEdge>& allEdges, const Layering& layering,
                                const LayoutOptions& options) {
  return Builder(nodes, edges, allNodes, allEdges, layering, options).build();
}

}  // namespace rheo::ui
