// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/ordering.h"

#include <algorithm>

namespace rheo::ui {
namespace {

std::vector<int> places(const LayeredGraph& graph) {
  std::vector<int> place(graph.left.size(), 0);
  for (const auto& column : graph.columns) {
    for (std::size_t i = 0; i < column.size(); ++i) place[column[i]] = static_cast<int>(i);
  }
  return place;
}

/// Sorts one column by the mean place of its cells' neighbours; a cell without any stays put.
void sortColumn(std::vector<int>& column, const std::vector<std::vector<int>>& neighbours,
                std::vector<int>& place) {
  std::vector<std::pair<double, int>> keyed;
  keyed.reserve(column.size());
  for (int cell : column) {
    double mean = place[cell];
    if (!neighbours[cell].empty()) {
      mean = 0;
      for (int other : neighbours[cell]) mean += place[other];
      mean /= static_cast<double>(neighbours[cell].size());
    }
    keyed.emplace_back(mean, cell);
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < column.size(); ++i) {
    column[i] = keyed[i].second;
    place[column[i]] = static_cast<int>(i);
  }
}

/// Crossings between one column and the next: inversions, counted with a Fenwick tree.
int crossingsAfter(const LayeredGraph& graph, std::size_t index, const std::vector<int>& place) {
  const std::size_t width = graph.columns[index + 1].size();
  std::vector<int> tree(width + 1, 0);
  std::vector<int> targets;
  int crossings = 0;
  int inserted = 0;
  for (int cell : graph.columns[index]) {
    targets.clear();
    for (int other : graph.right[cell]) targets.push_back(place[other]);
    for (int target : targets) {
      int notAfter = 0;
      for (int i = target + 1; i > 0; i -= i & -i) notAfter += tree[i];
      crossings += inserted - notAfter;
    }
    for (int target : targets) {
      for (int i = target + 1; i <= static_cast<int>(width); i += i & -i) ++tree[i];
      ++inserted;
    }
  }
  return crossings;
}

}  // namespace

int countCrossings(const LayeredGraph& graph) {
  const std::vector<int> place = places(graph);
  int crossings = 0;
  for (std::size_t i = 0; i + 1 < graph.columns.size(); ++i) {
    crossings += crossingsAfter(graph, i, place);
  }
  return crossings;
}

void reduceCrossings(LayeredGraph& graph, int sweeps) {
  std::vector<int> place = places(graph);
  auto best = graph.columns;
  int fewest = countCrossings(graph);
  const std::size_t count = graph.columns.size();
  for (int sweep = 0; sweep < sweeps && fewest > 0; ++sweep) {
    if (sweep % 2 == 0) {
      for (std::size_t i = 1; i < count; ++i) sortColumn(graph.columns[i], graph.left, place);
    } else {
      for (std::size_t i = count; i-- > 1;) sortColumn(graph.columns[i - 1], graph.right, place);
    }
    const int crossings = countCrossings(graph);
    if (crossings < fewest) {
      fewest = crossings;
      best = graph.columns;
    }
  }
  graph.columns = std::move(best);
}

}  // namespace rheo::ui
