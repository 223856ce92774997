// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QSizeF>
#include <QStringList>
#include <vector>

#include "app/views/scene.h"
#include "app/views/topology/topology_graph.h"

/// What nodes and edges say, and how large that is.
namespace rheo::ui {

constexpr double kServiceHeight = 40;
constexpr double kTopicHeight = 30;
constexpr double kCompactHeight = 24;
constexpr double kCaptionLine = 14, kCompactCaptionLine = 17;

/// In the order of the answer, so that its edges' indices hold.
std::vector<GraphNode> graphNodes(const store::Topology& topology, bool compact);
/// Sets what depends on the density: name, size, caption.
void measureNode(GraphNode& node, bool compact);
QFont nodeNameFont(const GraphNode& node);
QFont nodeCaptionFont(const GraphNode& node);
std::vector<GraphEdge> graphEdges(const store::Topology& topology,
                                  const std::vector<GraphNode>& nodes);

double captionWidth(const GraphNode& node);
double captionHeight(const GraphNode& node);
QSizeF labelSize(const QString& label);

/// Lines of the card that explains what the pointer is on: first the title, then "name\tvalue".
QStringList describeNode(const GraphNode& node, const TimeRange& range);
QStringList describeEdge(const GraphEdge& edge, const std::vector<GraphNode>& nodes);

Selection selectionOf(const GraphNode& node);
Selection selectionOf(const GraphEdge& edge, const std::vector<GraphNode>& nodes);

}  // namespace rheo::ui
