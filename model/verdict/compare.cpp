// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/compare.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include "model/query/expr.h"

namespace rheo::verdict {
namespace {

constexpr double kZ = 3.29;           ///< two-sided, one in a thousand
constexpr double kSmirnov = 1.95;     ///< likewise, for the largest distance of two distributions
constexpr double kLeastChange = 0.1;  ///< smaller changes are no news, however sure

/// One side's view of an edge.
struct Edge {
  bool publish = false;
  std::string from, to, subscription;
  std::uint64_t count = 0;
  std::uint64_t errors = 0;
};

struct Side {
  std::set<std::string> services, topics, types;
  std::map<std::string, Edge> edges;
  std::vector<store::SagaVariant> variants;
  double seconds = 0;
};

std::string nameOf(const Edge& edge) {
  std::string name = edge.from + " -> " + edge.to;
  if (!edge.subscription.empty() && edge.subscription != edge.to)
    name += " (" + edge.subscription + ")";
  return name;
}

Result<Side> readSide(store::StoreReader& reader, const CancelToken& cancel) {
  const auto extent = reader.extent();
  if (!extent) return extent.error();
  Side side;
  side.seconds = std::max(1e-9, static_cast<double>(extent->span()) / 1e9);
  const auto topology = reader.topology({*extent, {}}, cancel);
  if (!topology) return topology.error();
  for (const store::TopologyNode& node : topology->nodes) {
    (node.kind == store::NodeKind::Service ? side.services : side.topics).insert(node.name);
  }
  for (const store::TopologyEdge& each : topology->edges) {
    Edge edge{each.publish,
              topology->nodes[static_cast<std::size_t>(each.from)].name,
              topology->nodes[static_cast<std::size_t>(each.to)].name,
              each.subscription,
              each.count,
              each.errors};
    side.edges.emplace(nameOf(edge), std::move(edge));
  }
  const auto types =
      reader.sql("SELECT DISTINCT type FROM event WHERE type <> ''", 100'000, cancel);
  if (!types) return types.error();
  for (const auto& row : types->rows) side.types.insert(row.at(0));
  auto variants = reader.sagaVariants({*extent, {}}, cancel);
  if (!variants) return variants.error();
  side.variants = std::move(variants).value();
  return side;
}

Difference differ(const std::set<std::string>& a, const std::set<std::string>& b) {
  Difference difference;
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(difference.added));
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(),
                      std::back_inserter(difference.removed));
  return difference;
}

std::set<std::string> keysOf(const std::map<std::string, Edge>& edges) {
  std::set<std::string> keys;
  for (const auto& [name, edge] : edges) keys.insert(name);
  return keys;
}

bool isNews(double before, double after) {
  return std::abs(after - before) >= kLeastChange * std::max(std::abs(before), std::abs(after));
}

/// Two counts over two times: more events than chance brings?
void compareRates(const std::string& name, const Edge& a, double aSeconds, const Edge& b,
                  double bSeconds, std::vector<EdgeChange>& to) {
  const double before = static_cast<double>(a.count) / aSeconds;
  const double after = static_cast<double>(b.count) / bSeconds;
  const double variance = before / aSeconds + after / bSeconds;
  if (variance <= 0 || !isNews(before, after)) return;
  // Fewer events are bad news, more are only news.
  if (std::abs(after - before) / std::sqrt(variance) > kZ)
    to.push_back({name, "rate", before, after, after < before});
}

void compareErrors(const std::string& name, const Edge& a, const Edge& b,
                   std::vector<EdgeChange>& to) {
  if (a.count == 0 || b.count == 0) return;
  const auto an = static_cast<double>(a.count), bn = static_cast<double>(b.count);
  const double before = static_cast<double>(a.errors) / an;
  const double after = static_cast<double>(b.errors) / bn;
  const double pooled = static_cast<double>(a.errors + b.errors) / (an + bn);
  const double variance = pooled * (1 - pooled) * (1 / an + 1 / bn);
  if (variance <= 0 || !isNews(before, after)) return;
  if (std::abs(after - before) / std::sqrt(variance) > kZ)
    to.push_back({name, "errors", before, after, after > before});
}

/// Largest distance between the two cumulative distributions.
double distance(const Histogram& a, const Histogram& b) {
  double largest = 0, aSum = 0, bSum = 0;
  auto x = a.buckets().begin();
  auto y = b.buckets().begin();
  while (x != a.buckets().end() || y != b.buckets().end()) {
    const std::uint32_t at = std::min<std::uint32_t>(x != a.buckets().end() ? x->first : 0x10000,
                                                     y != b.buckets().end() ? y->first : 0x10000);
    if (x != a.buckets().end() && x->first == at) aSum += static_cast<double>((x++)->second);
    if (y != b.buckets().end() && y->first == at) bSum += static_cast<double>((y++)->second);
    largest = std::max(largest, std::abs(aSum / static_cast<double>(a.count()) -
                                         bSum / static_cast<double>(b.count())));
  }
  return largest;
}

void compareLatencies(const std::string& name, const Histogram& a, const Histogram& b,
                      std::vector<EdgeChange>& to) {
  if (a.isEmpty() || b.isEmpty()) return;
  const auto an = static_cast<double>(a.count()), bn = static_cast<double>(b.count());
  if (distance(a, b) <= kSmirnov * std::sqrt((an + bn) / (an * bn))) return;
  for (const auto& [what, q] :
       {std::pair("p50", 0.5), std::pair("p95", 0.95), std::pair("p99", 0.99)}) {
    const auto before = static_cast<double>(a.quantile(q)),
               after = static_cast<double>(b.quantile(q));
    if (isNews(before, after)) to.push_back({name, what, before, after, after > before});
  }
}

Result<Histogram> latencyOf(store::StoreReader& reader, const Edge& edge,
                            const CancelToken& cancel) {
  std::string text =
      "topic == " + query::quote(edge.from) + " && service == " + query::quote(edge.to);
  if (!edge.subscription.empty()) text += " && subscription == " + query::quote(edge.subscription);
  const auto filter = query::Filter::parse(text);
  const auto extent = reader.extent();
  if (!filter) return filter.error();
  if (!extent) return extent.error();
  auto latency = reader.latency({*extent, *filter}, store::LatencyPart::Total, 0, cancel);
  if (!latency) return latency.error();
  return std::move(latency->total);
}

std::vector<std::string> stepsOf(const std::string& path) {
  std::vector<std::string> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('>', at), path.size());
    steps.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return steps;
}

/// Where a path leaves the usual one of the other side.
std::string divergence(const store::SagaVariant& variant,
                       const std::vector<store::SagaVariant>& other) {
  const store::SagaVariant* usual = nullptr;
  for (const store::SagaVariant& each : other) {
    if (each.type == variant.type && (usual == nullptr || each.count > usual->count)) usual = &each;
  }
  if (usual == nullptr) return {};
  const auto mine = stepsOf(variant.path), theirs = stepsOf(usual->path);
  const auto [at, ignored] = std::mismatch(mine.begin(), mine.end(), theirs.begin(), theirs.end());
  return at == mine.end() ? "ends after " + mine.back() : *at;
}

void compareVariants(const Side& a, const Side& b, std::vector<VariantChange>& to) {
  const auto add = [&to](const Side& from, const Side& other, bool added) {
    for (const store::SagaVariant& variant : from.variants) {
      const bool known = std::any_of(
          other.variants.begin(), other.variants.end(),
          [&](const auto& each) { return each.type == variant.type && each.path == variant.path; });
      if (!known)
        to.push_back({variant.type, variant.path, divergence(variant, other.variants), added,
                      variant.count});
    }
  };
  add(b, a, true);
  add(a, b, false);
}

}  // namespace

bool Comparison::isWorse() const {
  return std::any_of(changes.begin(), changes.end(),
                     [](const EdgeChange& each) { return each.worse; }) ||
         !services.removed.empty() || !edges.removed.empty();
}

bool Comparison::isEmpty() const {
  const auto none = [](const Difference& each) {
    return each.added.empty() && each.removed.empty();
  };
  return none(services) && none(topics) && none(types) && none(edges) && changes.empty() &&
         variants.empty();
}

Result<Comparison> compareRecordings(store::StoreReader& a, store::StoreReader& b,
                                     CancelToken cancel) {
  const auto before = readSide(a, cancel);
  const auto after = readSide(b, cancel);
  if (!before) return before.error();
  if (!after) return after.error();
  Comparison result;
  result.services = differ(before->services, after->services);
  result.topics = differ(before->topics, after->topics);
  result.types = differ(before->types, after->types);
  result.edges = differ(keysOf(before->edges), keysOf(after->edges));
  for (const auto& [name, edge] : before->edges) {
    const auto it = after->edges.find(name);
    if (it == after->edges.end()) continue;
    compareRates(name, edge, before->seconds, it->second, after->seconds, result.changes);
    compareErrors(name, edge, it->second, result.changes);
    if (edge.publish) continue;
    const auto old = latencyOf(a, edge, cancel);
    const auto now = latencyOf(b, it->second, cancel);
    if (!old) return old.error();
    if (!now) return now.error();
    compareLatencies(name, *old, *now, result.changes);
  }
  std::stable_sort(result.changes.begin(), result.changes.end(),
                   [](const EdgeChange& x, const EdgeChange& y) { return x.worse > y.worse; });
  compareVariants(*before, *after, result.variants);
  return result;
}

}  // namespace rheo::verdict
