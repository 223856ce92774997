// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/place_facts.h"

#include <QCoreApplication>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

using store::Health;
using store::NodeKind;

/// Where `lupdate` finds these words.
struct PlaceWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::PlaceFacts)
};

void setState(PlaceFacts& place, Health health) {
  switch (health) {
    case Health::Ok:
      place.mark = StateMark::Ok;
      place.state = PlaceWords::tr("healthy");
      return;
    case Health::Warning:
      place.mark = StateMark::Warning;
      place.state = PlaceWords::tr("struggling");
      return;
    case Health::Error:
      place.mark = StateMark::Error;
      place.state = PlaceWords::tr("failing");
      return;
    case Health::Gone:
      place.mark = StateMark::Gone;
      place.state = PlaceWords::tr("gone");
      return;
  }
}

void addRate(PlaceFacts& place, double perSecond, std::uint64_t count) {
  place.facts.push_back({PlaceWords::tr("Rate"), formatRate(perSecond)});
  place.facts.push_back({PlaceWords::tr("Events in range"), formatExact(count)});
}

void addFailing(PlaceFacts& place, std::uint64_t errors, std::uint64_t count) {
  const auto& theme = Theme::current();
  place.facts.push_back(
      {PlaceWords::tr("Failing"),
       errors == 0 ? QStringLiteral("0 %") : formatPercent(errors, std::max(count, errors)),
       errors == 0 ? QColor() : theme.error});
}

void addCount(PlaceFacts& place, const QString& name, std::uint64_t count, const QColor& color) {
  if (count > 0) place.facts.push_back({name, formatExact(count), color});
}

void describeNode(PlaceFacts& place, const store::Topology& topology,
                  const store::TopologyNode& node) {
  const auto& theme = Theme::current();
  setState(place, node.health);
  addRate(place, node.ratePerS, node.count);
  addFailing(place, node.errors, node.count);
  if (node.kind == NodeKind::Service) {
    place.caption =
        PlaceWords::tr("service \u00b7 %n instance(s)", nullptr, static_cast<int>(node.instances));
    if (node.p50Ns >= 0)
      place.facts.push_back({PlaceWords::tr("Processing"),
                             PlaceWords::tr("p50 %1 \u00b7 p99 %2")
                                 .arg(formatDuration(node.p50Ns), formatDuration(node.p99Ns))});
    place.facts.push_back({PlaceWords::tr("Last seen"), formatTime(node.lastSeenNs, 3)});
    return;
  }
  int consumers = 0, publishers = 0;
  const auto self = static_cast<int>(&node - topology.nodes.data());
  for (const auto& edge : topology.edges) {
    if (edge.from == self) ++consumers;
    if (edge.to == self) ++publishers;
  }
  const auto kind =
      node.kind == NodeKind::Topic ? PlaceWords::tr("topic") : PlaceWords::tr("dead-letter queue");
  place.caption = PlaceWords::tr("%1 \u00b7 %2 publishing \u00b7 %3 taking")
                      .arg(kind)
                      .arg(publishers)
                      .arg(consumers);
  if (node.kind == NodeKind::DeadLetterQueue) {
    place.mark = node.count > 0 ? StateMark::Error : StateMark::Ok;
    place.state = node.count > 0 ? PlaceWords::tr("dead letters") : PlaceWords::tr("empty");
  }
  place.facts.push_back({PlaceWords::tr("Unconsumed"), formatExact(node.unconsumed),
                         node.unconsumed > 0 ? theme.note : QColor()});
  if (node.unconsumed > 0) {
    place.mark = StateMark::Note;
    place.state = PlaceWords::tr("nobody listens");
    place.facts.push_back({PlaceWords::tr("Oldest of them"),
                           formatDuration(topology.range.to - node.oldestUnconsumedNs),
                           theme.note});
  }
}

void describeEdge(PlaceFacts& place, const store::TopologyEdge& edge) {
  const auto& theme = Theme::current();
  setState(place, edge.health);
  addRate(place, edge.ratePerS, edge.count);
  addFailing(place, edge.errors, edge.count);
  if (edge.publish) {
    place.caption = PlaceWords::tr("publishes");
    return;
  }
  place.caption =
      edge.subscription.empty()
          ? PlaceWords::tr("delivery")
          : PlaceWords::tr("subscription %1").arg(QString::fromStdString(edge.subscription));
  place.facts.push_back({PlaceWords::tr("Lag"),
                         edge.lagEvents == 0
                             ? PlaceWords::tr("up to date")
                             : PlaceWords::tr("%1 events, %2")
                                   .arg(formatExact(edge.lagEvents), formatDuration(edge.lagNs)),
                         edge.lagEvents > 0 && edge.lagNs > kSecond ? theme.warning : QColor()});
  addCount(place, PlaceWords::tr("Retries"), edge.retries, theme.warning);
  addCount(place, PlaceWords::tr("Dead letters"), edge.deadLetters, theme.error);
  addCount(place, PlaceWords::tr("Duplicates"), edge.duplicates, theme.warning);
}

const store::TopologyEdge* findEdge(const store::Topology& topology, const Selection& selection) {
  const bool publish = selection.kind == Selection::Kind::Publication;
  for (const auto& edge : topology.edges) {
    if (edge.publish != publish || edge.from < 0 || edge.to < 0) continue;
    const auto& from = topology.nodes[static_cast<std::size_t>(edge.from)].name;
    const auto& to = topology.nodes[static_cast<std::size_t>(edge.to)].name;
    const auto& service = publish ? from : to;
    const auto& topic = publish ? to : from;
    if (selection.service.toStdString() != service || selection.topic.toStdString() != topic)
      continue;
    if (!publish && !selection.subscription.isEmpty() &&
        selection.subscription.toStdString() != edge.subscription)
      continue;
    return &edge;
  }
  return nullptr;
}

}  // namespace

PlaceFacts placeFacts(const store::Topology& topology, const Selection& selection) {
  PlaceFacts place;
  using Kind = Selection::Kind;
  if (selection.kind == Kind::Delivery || selection.kind == Kind::Publication) {
    if (const auto* edge = findEdge(topology, selection)) {
      place.found = true;
      describeEdge(place, *edge);
    }
    return place;
  }
  const bool service = selection.kind == Kind::Service;
  const auto name = (service ? selection.service : selection.topic).toStdString();
  for (const auto& node : topology.nodes) {
    if ((node.kind == NodeKind::Service) != service || node.name != name) continue;
    place.found = true;
    describeNode(place, topology, node);
    return place;
  }
  return place;
}

}  // namespace rheo::ui
