// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/placement.h"

#include <cstddef>

namespace rheo::ui {
namespace {

constexpr int kPasses = 12;
constexpr double kDummyPull = 3;  // long edges run straight

struct Block {
  double sum = 0;
  double weight = 0;
  std::size_t count = 0;
  [[nodiscard]] double mean() const { return sum / weight; }
};

double gapBetween(const PlacementCell& upper, const PlacementCell& lower, double rowGap) {
  // Edges that pass side by side need less room than nodes.
  const double gap = upper.isDummy && lower.isDummy ? rowGap * 0.5 : rowGap;
  return upper.below + lower.above + gap;
}

class Placer {
 public:
  Placer(const LayeredGraph& graph, const std::vector<PlacementCell>& cells, double rowGap)
      : m_graph(graph), m_cells(cells), m_rowGap(rowGap), m_heights(cells.size(), 0) {}

  std::vector<double> place() {
    for (const auto& column : m_graph.columns) stack(column);
    const std::size_t count = m_graph.columns.size();
    for (int pass = 0; pass < kPasses; ++pass) {
      const bool bothSides = pass >= kPasses / 2;
      if (pass % 2 == 0) {
        for (std::size_t i = 0; i < count; ++i) settle(m_graph.columns[i], true, bothSides);
      } else {
        for (std::size_t i = count; i-- > 0;) settle(m_graph.columns[i], bothSides, true);
      }
    }
    return m_heights;
  }

 private:
  void stack(const std::vector<int>& column) {
    double y = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
      if (i > 0) y += gapBetween(m_cells[column[i - 1]], m_cells[column[i]], m_rowGap);
      m_heights[column[i]] = y;
    }
    for (int cell : column) {
      m_heights[cell] = m_cells[cell].anchored ? m_cells[cell].wanted : m_heights[cell] - y / 2;
    }
  }

  double wanted(int cell, bool useLeft, bool useRight) const {
    if (m_cells[cell].anchored) return m_cells[cell].wanted;
    double sum = 0;
    double weight = 0;
    const auto add = [&](const std::vector<int>& others) {
      for (int other : others) {
        const double pull = m_cells[cell].isDummy && m_cells[other].isDummy ? kDummyPull : 1;
        sum += m_heights[other] * pull;
        weight += pull;
      }
    };
    if (useLeft) add(m_graph.left[cell]);
    if (useRight) add(m_graph.right[cell]);
    return weight > 0 ? sum / weight : m_heights[cell];
  }

  void settle(const std::vector<int>& column, bool useLeft, bool useRight) {
    std::vector<double> wants, weights, gaps;
    for (std::size_t i = 0; i < column.size(); ++i) {
      wants.push_back(wanted(column[i], useLeft, useRight));
      weights.push_back(m_cells[column[i]].weight);
      gaps.push_back(i == 0 ? 0 : gapBetween(m_cells[column[i - 1]], m_cells[column[i]], m_rowGap));
    }
    const std::vector<double> heights = spread(wants, weights, gaps);
    for (std::size_t i = 0; i < column.size(); ++i) m_heights[column[i]] = heights[i];
  }

  const LayeredGraph& m_graph;
  const std::vector<PlacementCell>& m_cells;
  double m_rowGap;
  std::vector<double> m_heights;
};

}  // namespace

std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& weights,
                           const std::vector<double>& gaps) {
  std::vector<Block> blocks;
  std::vector<double> offsets;
  double offset = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    offset += gaps[i];
    offsets.push_back(offset);
    blocks.push_back({(wanted[i] - offset) * weights[i], weights[i], 1});
    while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() > blocks.back().mean()) {
      const Block last = blocks.back();
      blocks.pop_back();
      blocks.back().sum += last.sum;
      blocks.back().weight += last.weight;
      blocks.back().count += last.count;
    }
  }
  std::vector<double> heights;
  heights.reserve(wanted.size());
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.count; ++i) {
      heights.push_back(block.mean() + offsets[heights.size()]);
    }
  }
  return heights;
}

std::vector<double> placeCells(const LayeredGraph& graph, const std::vector<PlacementCell>& cells,
                               double rowGap) {
  return Placer(graph, cells, rowGap).place();
}

}  // namespace rheo::ui
