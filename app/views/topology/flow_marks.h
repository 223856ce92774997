// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>
#include <vector>

#include "app/views/topology/topology_graph.h"
#include "app/views/topology/topology_painter.h"

class QPainter;

namespace rheo::ui {

/// The marks that travel along the edges: how many says the rate, how fast the latency, which shape
/// the outcome. A mark keeps its place and shape on its way when the numbers change under it.
class FlowMarks {
 public:
  static constexpr int kMaxMarks = 3000;

  /// What one edge shows.
  struct Flow {
    double spacing = 40;          ///< between marks, scene units
    double speed = 0;             ///< scene units per second
    std::uint64_t failEvery = 0;  ///< each how many-th mark is a failure; 0 = none
    double phase = 0;             ///< marks sent so far
  };
  /// Density from rate, speed from latency; phase 0.
  static Flow flowOf(const store::TopologyEdge& edge);

  /// Takes new rates over; phases stay.
  void update(const TopologyGraph& graph);
  void advance(double seconds);
  /// Marks of edges that are dimmed are left out. `scale` of the painter keeps them visible when
  /// zoomed out. Returns how many were drawn.
  int paint(QPainter& painter, const TopologyGraph& graph, const TopologyEmphasis& emphasis,
            const QRectF& visible, double scale) const;

 private:
  QHash<QString, Flow> m_flows;
};

}  // namespace rheo::ui
