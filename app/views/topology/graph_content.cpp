// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/graph_content.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/filter_text.h"
#include "app/views/topology/call_edges.h"

namespace rheo::ui {
namespace {

using store::Health;
using store::NodeKind;

constexpr double kMinService = 112, kMinTopic = 108, kMaxName = 190;

/// Where `lupdate` finds these words.
struct GraphWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::TopologyView)
};

QString ago(TimeNs then, TimeNs now) {
  return formatDuration(std::max<std::int64_t>(0, now - then));
}

QString serviceDetail(const store::TopologyNode& node, TimeNs now) {
  if (node.health == Health::Gone)
    return GraphWords::tr("gone %1 ago").arg(ago(node.lastSeenNs, now));
  const QString rate = formatRate(node.ratePerS);
  return node.p50Ns < 0 ? rate : GraphWords::tr("%1 · %2").arg(rate, formatDuration(node.p50Ns));
}

QStringList captionOf(const store::TopologyNode& node, TimeNs now) {
  if (node.kind == NodeKind::DeadLetterQueue) {
    return {node.count == 1 ? GraphWords::tr("1 dead letter")
                            : GraphWords::tr("%1 dead letters").arg(formatExact(node.count))};
  }
  if (node.unconsumed == 0) return {};
  return {GraphWords::tr("%1 events, nobody listens").arg(formatExact(node.unconsumed)),
          GraphWords::tr("oldest %1").arg(ago(node.oldestUnconsumedNs, now))};
}

QString keyOf(const store::TopologyNode& node) {
  const QString name = QString::fromStdString(node.name);
  switch (node.kind) {
    case NodeKind::Service:
      return QStringLiteral("service/") + name;
    case NodeKind::Topic:
      return QStringLiteral("topic/") + name;
    case NodeKind::DeadLetterQueue:
      return QStringLiteral("dlq/") + name;
  }
  return name;
}

/// Widths grow in steps: a rate that changes its digits does not move the picture.
double inSteps(double width, double step = 16) {
  return std::ceil(width / step) * step;
}

QString lagLabel(const store::TopologyEdge& edge) {
  if (edge.publish || edge.lagEvents == 0 || edge.lagNs < kSecond / 2) return {};
  return GraphWords::tr("lag %1").arg(formatCount(edge.lagEvents));
}

void line(QStringList& lines, const QString& name, const QString& value) {
  lines << name + u'\t' + value;
}

}  // namespace

QFont nodeNameFont(const GraphNode& node) {
  const bool service = node.data.kind == NodeKind::Service;
  QFont font = service ? Theme::current().strong() : Theme::current().body();
  font.setPixelSize(node.compact ? 14 : service ? 12 : 11);
  if (!service) font.setWeight(QFont::Medium);
  return font;
}

QFont nodeCaptionFont(const GraphNode& node) {
  QFont font = Theme::current().caption();
  font.setWeight(QFont::DemiBold);
  if (node.compact) font.setPixelSize(13);
  return font;
}

void measureNode(GraphNode& node, bool compact) {
  node.compact = compact;
  const QFontMetricsF names(nodeNameFont(node));
  const double most = compact ? kMaxName * 1.3 : kMaxName;
  node.name = names.elidedText(QString::fromStdString(node.data.name), Qt::ElideMiddle, most);
  const double width = names.horizontalAdvance(node.name);
  if (compact) {
    // No rate in it, so nothing that changes its width.
    const double padding = node.data.kind == NodeKind::Service ? 30 : 18;
    node.size = {std::max(64.0, inSteps(width + padding, 4)), kCompactHeight};
  } else if (node.data.kind == NodeKind::Service) {
    const QFontMetricsF details(Theme::current().caption());
    const double detail = details.horizontalAdvance(node.detail);
    node.size = {std::max(kMinService, inSteps(std::max(width, detail) + 36)), kServiceHeight};
  } else {
    node.size = {std::max(kMinTopic, inSteps(width + 30)), kTopicHeight};
  }
}

std::vector<GraphNode> graphNodes(const store::Topology& topology, bool compact) {
  std::vector<GraphNode> nodes;
  nodes.reserve(topology.nodes.size());
  for (const store::TopologyNode& data : topology.nodes) {
    GraphNode& node = nodes.emplace_back();
    node.data = data;
    node.key = keyOf(data);
    if (data.kind == NodeKind::Service) node.detail = serviceDetail(data, topology.range.to);
    node.caption = captionOf(data, topology.range.to);
    measureNode(node, compact);
  }
  return nodes;
}

std::vector<GraphEdge> graphEdges(const store::Topology& topology,
                                  const std::vector<GraphNode>& nodes) {
  std::vector<GraphEdge> edges;
  const int count = static_cast<int>(nodes.size());
  for (const store::TopologyEdge& data : topology.edges) {
    if (data.from < 0 || data.to < 0 || data.from >= count || data.to >= count) continue;
    if (data.from == data.to) continue;
    GraphEdge& edge = edges.emplace_back();
    edge.data = data;
    edge.from = data.from;
    edge.to = data.to;
    edge.key = nodes[static_cast<std::size_t>(data.from)].key + u'>' +
               nodes[static_cast<std::size_t>(data.to)].key + u'#' +
               QString::fromStdString(data.subscription);
    edge.width = std::clamp(1.1 + 1.15 * std::log10(1 + std::max(0.0, data.ratePerS)), 1.1, 6.0);
    edge.label = lagLabel(data);
  }
  return edges;
}

double captionWidth(const GraphNode& node) {
  const QFontMetricsF metrics(nodeCaptionFont(node));
  double width = 0;
  for (const QString& text : node.caption) {
    width = std::max(width, inSteps(metrics.horizontalAdvance(text)));
  }
  return width;
}

double captionHeight(const GraphNode& node) {
  if (node.caption.isEmpty()) return 0;
  const double line = node.compact ? kCompactCaptionLine : kCaptionLine;
  return 4 + line * static_cast<double>(node.caption.size());
}

QSizeF labelSize(const QString& label) {
  return {QFontMetricsF(Theme::current().caption()).horizontalAdvance(label) + 12, 16};
}

QStringList describeNode(const GraphNode& node, const TimeRange& range) {
  const store::TopologyNode& data = node.data;
  QStringList lines{QString::fromStdString(data.name)};
  if (data.kind == NodeKind::DeadLetterQueue) {
    line(lines, GraphWords::tr("Dead letters"), formatExact(data.count));
    return lines;
  }
  const bool service = data.kind == NodeKind::Service;
  line(lines, service ? GraphWords::tr("Sightings") : GraphWords::tr("Published"),
       formatExact(data.count));
  line(lines, GraphWords::tr("Rate"), formatRate(data.ratePerS));
  if (data.errors > 0) line(lines, GraphWords::tr("Errors"), formatExact(data.errors));
  if (data.unconsumed > 0) {
    line(lines, GraphWords::tr("Nobody listens"), formatExact(data.unconsumed));
    line(lines, GraphWords::tr("Oldest"), ago(data.oldestUnconsumedNs, range.to));
  }
  if (service && data.p50Ns >= 0) {
    line(lines, GraphWords::tr("Processing p50 · p99"),
         GraphWords::tr("%1 · %2").arg(formatDuration(data.p50Ns), formatDuration(data.p99Ns)));
  }
  if (service && data.instances > 0) {
    line(lines, GraphWords::tr("Instances"), QString::number(data.instances));
  }
  if (data.lastSeenNs > 0) {
    line(lines, GraphWords::tr("Last seen"),
         GraphWords::tr("%1 ago").arg(ago(data.lastSeenNs, range.to)));
  }
  return lines;
}

QStringList describeEdge(const GraphEdge& edge, const std::vector<GraphNode>& nodes) {
  const store::TopologyEdge& data = edge.data;
  const auto nameOf = [&](int index) {
    return QString::fromStdString(nodes[static_cast<std::size_t>(index)].data.name);
  };
  QStringList lines{nameOf(edge.from) + QStringLiteral(" → ") + nameOf(edge.to)};
  if (isCall(data)) {
    lines.front() += u' ' + GraphWords::tr("(calls)");
  } else if (!data.subscription.empty()) {
    line(lines, GraphWords::tr("Subscription"), QString::fromStdString(data.subscription));
  }
  line(lines, GraphWords::tr("Events"), formatExact(data.count));
  line(lines, GraphWords::tr("Rate"), formatRate(data.ratePerS));
  if (data.errors > 0) {
    line(lines, GraphWords::tr("Failing"),
         formatPercent(data.errors, std::max(data.count, data.errors)));
  }
  if (data.retries > 0) line(lines, GraphWords::tr("Retries"), formatExact(data.retries));
  if (data.deadLetters > 0)
    line(lines, GraphWords::tr("Dead letters"), formatExact(data.deadLetters));
  if (data.duplicates > 0) line(lines, GraphWords::tr("Duplicates"), formatExact(data.duplicates));
  if (data.lagEvents > 0) {
    line(lines, GraphWords::tr("Lag"),
         GraphWords::tr("%1 events, %2")
             .arg(formatExact(data.lagEvents), formatDuration(data.lagNs)));
  }
  if (data.p50Ns >= 0) {
    line(lines, GraphWords::tr("End to end p50 · p99"),
         GraphWords::tr("%1 · %2").arg(formatDuration(data.p50Ns), formatDuration(data.p99Ns)));
  }
  return lines;
}

Selection selectionOf(const GraphNode& node) {
  Selection selection;
  const QString name = QString::fromStdString(node.data.name);
  if (node.data.kind == NodeKind::Service) {
    selection.kind = Selection::Kind::Service;
    selection.service = name;
    selection.filter = QStringLiteral("service == ") + quoted(name);
  } else {
    selection.kind = Selection::Kind::Topic;
    selection.topic = name;
    const bool dead = node.data.kind == NodeKind::DeadLetterQueue;
    selection.filter =
        (dead ? QStringLiteral("deadLetterTopic == ") : QStringLiteral("topic == ")) + quoted(name);
  }
  return selection;
}

Selection selectionOf(const GraphEdge& edge, const std::vector<GraphNode>& nodes) {
  const store::TopologyNode& from = nodes[static_cast<std::size_t>(edge.from)].data;
  const store::TopologyNode& to = nodes[static_cast<std::size_t>(edge.to)].data;
  Selection selection;
  if (edge.data.publish) {
    selection.kind = Selection::Kind::Publication;
    selection.service = QString::fromStdString(from.name);
    selection.topic = QString::fromStdString(isCall(edge.data) ? edge.data.subscription : to.name);
    selection.filter = QStringLiteral("service == %1 && topic == %2 && stage == \"published\"")
                           .arg(quoted(selection.service), quoted(selection.topic));
    return selection;
  }
  if (to.kind == NodeKind::DeadLetterQueue) {
    selection = selectionOf(nodes[static_cast<std::size_t>(edge.to)]);
    selection.filter +=
        QStringLiteral(" && service == ") + quoted(QString::fromStdString(from.name));
    return selection;
  }
  selection.kind = Selection::Kind::Delivery;
  selection.topic = QString::fromStdString(from.name);
  selection.service = QString::fromStdString(to.name);
  selection.subscription = QString::fromStdString(edge.data.subscription);
  selection.filter = QStringLiteral("topic == %1 && service == %2 && stage != \"published\"")
                         .arg(quoted(selection.topic), quoted(selection.service));
  if (!selection.subscription.isEmpty()) {
    selection.filter += QStringLiteral(" && subscription == ") + quoted(selection.subscription);
  }
  return selection;
}

}  // namespace rheo::ui
