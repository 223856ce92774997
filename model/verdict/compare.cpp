// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/compare.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "model/verdict/recording_side.h"

namespace rheo::verdict {
namespace {

constexpr double kLeastChange = 0.1;  ///< smaller changes are no news, however sure

Difference differ(const std::set<std::string>& a, const std::set<std::string>& b) {
  Difference difference;
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(difference.added));
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(),
                      std::back_inserter(difference.removed));
  return difference;
}

std::set<std::string> keysOf(const std::map<std::string, SideEdge>& edges) {
  std::set<std::string> keys;
  for (const auto& [name, edge] : edges) keys.insert(name);
  return keys;
}

bool isLarge(double before, double after) {
  return std::abs(after - before) >= kLeastChange * std::max(std::abs(before), std::abs(after));
}

Measure measure(std::string_view what, double before, double after, bool differs, bool worse) {
  const bool isNews = differs && isLarge(before, after);
  return {what, before, after, isNews, isNews && worse};
}

double shareOf(const SideEdge& edge) {
  return edge.count == 0 ? -1 : static_cast<double>(edge.errors) / static_cast<double>(edge.count);
}

void addLatencies(const Histogram& a, const Histogram& b, std::vector<Measure>& to) {
  for (const auto& [what, q] :
       {std::pair("p50", 0.5), std::pair("p95", 0.95), std::pair("p99", 0.99)}) {
    const double before = a.isEmpty() ? -1 : static_cast<double>(a.quantile(q));
    const double after = b.isEmpty() ? -1 : static_cast<double>(b.quantile(q));
    to.push_back(measure(what, before, after, quantilesDiffer(a, b, q), after > before));
  }
}

/// How much an edge matters: what fails before what is slow before what is rare, and more of it
/// before less; then other news.
std::pair<int, double> rankOf(const EdgePair& pair) {
  std::pair<int, double> rank{pair.isNews() ? 1 : 0, 0.0};
  for (const Measure& each : pair.measures) {
    if (!each.isWorse) continue;
    const int weight = each.what == "errors" ? 4 : each.what == "rate" ? 2 : 3;
    rank = std::max(rank, {weight, std::abs(each.growth())});
  }
  return rank;
}

/// Two recordings, edge by edge.
class Comparer {
 public:
  Comparer(store::StoreReader& a, store::StoreReader& b, const CancelToken& cancel)
      : m_a(a), m_b(b), m_cancel(cancel) {}

  Result<Comparison> run();

 private:
  Result<EdgePair> pair(const std::string& name, const SideEdge& a, const SideEdge& b);

  store::StoreReader& m_a;
  store::StoreReader& m_b;
  const CancelToken& m_cancel;
  RecordingSide m_before, m_after;
};

Result<EdgePair> Comparer::pair(const std::string& name, const SideEdge& a, const SideEdge& b) {
  EdgePair pair{name, a.from, a.to, a.subscription, a.publish, a.count, b.count, {}};
  const auto before = countedOf(m_a, m_before, a, m_cancel);
  const auto after = countedOf(m_b, m_after, b, m_cancel);
  if (!before) return before.error();
  if (!after) return after.error();
  const double rateBefore = static_cast<double>(a.count) / before->seconds;
  const double rateAfter = static_cast<double>(b.count) / after->seconds;
  // Fewer events are bad news, more are only news.
  pair.measures.push_back(
      measure("rate", rateBefore, rateAfter, ratesDiffer(*before, *after), rateAfter < rateBefore));
  pair.measures.push_back(measure("errors", shareOf(a), shareOf(b),
                                  sharesDiffer(a.errors, a.count, b.errors, b.count),
                                  shareOf(b) > shareOf(a)));
  if (a.publish) return pair;
  const auto old = latencyOf(m_a, m_before, a, m_cancel);
  const auto now = latencyOf(m_b, m_after, b, m_cancel);
  if (!old) return old.error();
  if (!now) return now.error();
  addLatencies(*old, *now, pair.measures);
  return pair;
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

std::uint64_t countOf(const RecordingSide& side, const std::string& saga) {
  std::uint64_t count = 0;
  for (const store::SagaVariant& each : side.variants) count += each.type == saga ? each.count : 0;
  return count;
}

/// Paths that only one side knows, unless the other would likely have missed them too: rare ones
/// come and go by chance.
void compareVariants(const RecordingSide& a, const RecordingSide& b,
                     std::vector<VariantChange>& to) {
  const auto add = [&to](const RecordingSide& from, const RecordingSide& other, bool added) {
    for (const store::SagaVariant& variant : from.variants) {
      const bool known = std::any_of(
          other.variants.begin(), other.variants.end(),
          [&](const auto& each) { return each.type == variant.type && each.path == variant.path; });
      const std::uint64_t there = countOf(other, variant.type);
      const bool chance =
          there > 0 && !sharesDiffer(variant.count, countOf(from, variant.type), 0, there);
      if (!known && !chance)
        to.push_back({variant.type, variant.path, divergence(variant, other.variants), added,
                      variant.count});
    }
  };
  add(b, a, true);
  add(a, b, false);
}

Result<Comparison> Comparer::run() {
  auto before = readSide(m_a, m_cancel);
  auto after = readSide(m_b, m_cancel);
  if (!before) return before.error();
  if (!after) return after.error();
  m_before = std::move(before).value();
  m_after = std::move(after).value();
  Comparison result;
  result.services = differ(m_before.services, m_after.services);
  result.topics = differ(m_before.topics, m_after.topics);
  result.schemas = differ(m_before.schemas, m_after.schemas);
  result.edges = differ(keysOf(m_before.edges), keysOf(m_after.edges));
  for (const auto& [name, edge] : m_before.edges) {
    const auto other = m_after.edges.find(name);
    if (other == m_after.edges.end()) continue;
    auto made = pair(name, edge, other->second);
    if (!made) return made.error();
    result.pairs.push_back(std::move(made).value());
  }
  std::stable_sort(result.pairs.begin(), result.pairs.end(),
                   [](const EdgePair& x, const EdgePair& y) { return rankOf(x) > rankOf(y); });
  compareVariants(m_before, m_after, result.variants);
  return result;
}

}  // namespace

double Measure::growth() const {
  if (before == after) return 0;
  return before <= 0 ? std::numeric_limits<double>::infinity() : after / before - 1;
}

bool EdgePair::isNews() const {
  return std::any_of(measures.begin(), measures.end(),
                     [](const Measure& each) { return each.isNews; });
}

bool EdgePair::isWorse() const {
  return std::any_of(measures.begin(), measures.end(),
                     [](const Measure& each) { return each.isWorse; });
}

bool Comparison::isWorse() const {
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const EdgePair& each) { return each.isWorse(); }) ||
         !services.removed.empty() || !edges.removed.empty();
}

bool Comparison::isEmpty() const {
  return services.isEmpty() && topics.isEmpty() && schemas.isEmpty() && edges.isEmpty() &&
         variants.empty() && std::none_of(pairs.begin(), pairs.end(), [](const EdgePair& each) {
           return each.isNews();
         });
}

const EdgePair* Comparison::breaks(const Threshold& threshold) const {
  for (const EdgePair& pair : pairs) {
    for (const Measure& each : pair.measures) {
      // Of a rate it is the fall that counts.
      const double growth = each.what == "rate" ? -each.growth() : each.growth();
      if (each.isWorse && each.what == threshold.what && growth > threshold.growth) return &pair;
    }
  }
  return nullptr;
}

Result<Comparison> compareRecordings(store::StoreReader& a, store::StoreReader& b,
                                     CancelToken cancel) {
  return Comparer(a, b, cancel).run();
}

}  // namespace rheo::verdict
