// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/recording_side.h"

#include <algorithm>

#include "model/event/call_topic.h"
#include "model/query/expr.h"

namespace rheo::verdict {
namespace {

constexpr std::int64_t kStretches = 60;
constexpr std::size_t kMostSchemas = 100'000;

std::string nameOf(const SideEdge& edge) {
  std::string name = edge.from + " -> " + edge.to;
  if (!edge.subscription.empty() && edge.subscription != edge.to)
    name += " (" + edge.subscription + ")";
  return name;
}

void readGraph(const store::Topology& topology, RecordingSide& side) {
  for (const store::TopologyNode& node : topology.nodes) {
    if (node.kind == store::NodeKind::Service) {
      side.services.insert(node.name);
    } else if (isRealTopic(node.name)) {
      side.topics.insert(node.name);
    }
  }
  for (const store::TopologyEdge& each : topology.edges) {
    SideEdge edge{each.publish,
                  topology.nodes[static_cast<std::size_t>(each.from)].name,
                  topology.nodes[static_cast<std::size_t>(each.to)].name,
                  each.subscription,
                  each.count,
                  each.errors};
    side.edges.emplace(nameOf(edge), std::move(edge));
  }
}

/// "OrderPlaced", or "OrderPlaced v2" when it says its version.
Result<void> readSchemas(store::StoreReader& reader, RecordingSide& side,
                         const CancelToken& cancel) {
  const auto found = reader.sql(
      "SELECT DISTINCT type, schema_version FROM event WHERE type <> '' AND stage = 'published'",
      kMostSchemas, cancel);
  if (!found) return found.error();
  for (const auto& row : found->rows) {
    const bool versioned = !row.at(1).empty() && row.at(1) != "0";
    side.schemas.insert(versioned ? row.at(0) + " v" + row.at(1) : row.at(0));
  }
  return {};
}

Result<query::Filter> filterOf(const SideEdge& edge) {
  const std::string& topic = edge.publish ? edge.to : edge.from;
  const std::string& service = edge.publish ? edge.from : edge.to;
  std::string text = "topic == " + query::quote(topic) + " && service == " + query::quote(service);
  text += edge.publish ? " && stage == \"published\"" : " && stage != \"published\"";
  if (!edge.subscription.empty()) text += " && subscription == " + query::quote(edge.subscription);
  return query::Filter::parse(text);
}

}  // namespace

double RecordingSide::seconds() const {
  return std::max(1e-9, static_cast<double>(extent.span()) / 1e9);
}

Result<RecordingSide> readSide(store::StoreReader& reader, const CancelToken& cancel) {
  RecordingSide side;
  const auto extent = reader.extent();
  if (!extent) return extent.error();
  side.extent = *extent;
  const auto topology = reader.topology({side.extent, {}}, cancel);
  if (!topology) return topology.error();
  readGraph(*topology, side);
  if (const auto read = readSchemas(reader, side, cancel); !read) return read.error();
  auto variants = reader.sagaVariants({side.extent, {}}, cancel);
  if (!variants) return variants.error();
  side.variants = std::move(variants).value();
  return side;
}

Result<Counted> countedOf(store::StoreReader& reader, const RecordingSide& side,
                          const SideEdge& edge, const CancelToken& cancel) {
  Counted counted{edge.count, side.seconds(), 1};
  const auto filter = filterOf(edge);
  if (!filter) return filter.error();
  const std::int64_t bucket =
      std::max(kSecond, side.extent.span() / kStretches / kSecond * kSecond);
  const auto throughput =
      reader.throughput({side.extent, *filter}, store::GroupBy::Topic, bucket, cancel);
  if (!throughput) return throughput.error();
  if (throughput->series.empty() || throughput->series[0].counts.size() < 3) return counted;
  // The stretches at both ends are cut off somewhere.
  const auto& counts = throughput->series[0].counts;
  counted.dispersion = dispersionOf({counts.begin() + 1, counts.end() - 1});
  return counted;
}

Result<Histogram> latencyOf(store::StoreReader& reader, const RecordingSide& side,
                            const SideEdge& edge, const CancelToken& cancel) {
  const auto filter = filterOf(edge);
  if (!filter) return filter.error();
  auto latency = reader.latency({side.extent, *filter}, store::LatencyPart::Total, 0, cancel);
  if (!latency) return latency.error();
  return std::move(latency->total);
}

}  // namespace rheo::verdict
