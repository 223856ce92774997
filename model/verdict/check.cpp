// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/check.h"

#include <cmath>
#include <utility>

#include "model/verdict/dead_letters.h"
#include "model/verdict/leads_to.h"

namespace rheo::verdict {
namespace {

using query::Comparison;

constexpr std::string_view kEndsHop =
    R"(stage in ("processed", "failed", "deadLettered", "expired"))";

bool compare(double value, Comparison comparison, double limit) {
  switch (comparison) {
    case Comparison::Eq:
      return value == limit;
    case Comparison::Ne:
      return value != limit;
    case Comparison::Lt:
      return value < limit;
    case Comparison::Le:
      return value <= limit;
    case Comparison::Gt:
      return value > limit;
    case Comparison::Ge:
      return value >= limit;
    default:
      return false;
  }
}

/// True when there are too many, so that those there are can be shown.
bool isUpperBound(const Assertion& assertion) {
  return assertion.comparison == Comparison::Lt || assertion.comparison == Comparison::Le ||
         (assertion.comparison == Comparison::Eq && assertion.limit == 0);
}

std::string both(const std::string& a, std::string_view b) {
  if (a.find_first_not_of(" \t\r\n") == std::string::npos) return std::string(b);
  return "(" + a + ") && " + std::string(b);
}

Result<query::Filter> filterOf(const std::string& text) {
  return query::Filter::parse(text);
}

/// The newest matches, to show.
Result<void> addExamples(store::StoreReader& reader, const std::string& text, Verdict& verdict,
                         const CancelToken& cancel) {
  const auto filter = filterOf(text);
  if (!filter) return filter.error();
  const auto ids = reader.eventIds({{}, *filter}, Verdict::kMostExamples, cancel);
  if (!ids) return ids.error();
  auto rows = reader.eventRows(*ids, false, cancel);
  if (!rows) return rows.error();
  verdict.examples = std::move(rows).value();
  verdict.filter = text;
  return {};
}

Result<std::uint64_t> countOf(store::StoreReader& reader, const query::Filter& filter,
                              const CancelToken& cancel) {
  const auto summary = reader.summary({{}, filter}, cancel);
  if (!summary) return summary.error();
  return summary->events;
}

Result<Verdict> checkCount(store::StoreReader& reader, const Assertion& a,
                           const CancelToken& cancel) {
  const auto count = countOf(reader, a.filter, cancel);
  if (!count) return count.error();
  Verdict verdict;
  verdict.holds = compare(static_cast<double>(*count), a.comparison, a.limit);
  verdict.found = std::to_string(*count);
  if (!verdict.holds && isUpperBound(a)) {
    if (const auto added = addExamples(reader, a.filter.text(), verdict, cancel); !added)
      return added.error();
  }
  return verdict;
}

Result<Verdict> checkRate(store::StoreReader& reader, const Assertion& a,
                          const CancelToken& cancel) {
  const std::string base = a.hasOther ? "(" + a.other.text() + ")" : std::string(kEndsHop);
  const std::string part = both(a.filter.text(), base);
  const auto partFilter = filterOf(part);
  const auto baseFilter = filterOf(a.hasOther && a.other.matchesAll() ? std::string() : base);
  if (!partFilter) return partFilter.error();
  if (!baseFilter) return baseFilter.error();
  const auto matching = countOf(reader, *partFilter, cancel);
  const auto all = countOf(reader, *baseFilter, cancel);
  if (!matching) return matching.error();
  if (!all) return all.error();
  Verdict verdict;
  const double share = *all == 0 ? 0.0 : static_cast<double>(*matching) / static_cast<double>(*all);
  verdict.holds = *all != 0 && compare(share, a.comparison, a.limit);
  char text[96];
  std::snprintf(text, sizeof text, "%.4g %% (%llu of %llu)", share * 100,
                static_cast<unsigned long long>(*matching), static_cast<unsigned long long>(*all));
  verdict.found = *all == 0 ? "nothing to take a share of" : text;
  if (!verdict.holds && isUpperBound(a) && *matching > 0) {
    if (const auto added = addExamples(reader, part, verdict, cancel); !added) return added.error();
  }
  return verdict;
}

const Histogram& histogramOf(const store::Latency& latency, query::Field part) {
  switch (part) {
    case query::Field::Publish:
      return latency.publish;
    case query::Field::Wait:
      return latency.wait;
    case query::Field::Processing:
      return latency.processing;
    default:
      return latency.total;
  }
}

Result<Verdict> checkQuantile(store::StoreReader& reader, const Assertion& a,
                              const CancelToken& cancel) {
  const auto extent = reader.extent();
  if (!extent) return extent.error();
  // One column: only the whole is asked for.
  const auto latency = reader.latency({*extent, a.filter}, store::LatencyPart::Total, 0, cancel);
  if (!latency) return latency.error();
  const Histogram& histogram = histogramOf(*latency, a.part);
  Verdict verdict;
  if (histogram.isEmpty()) {
    verdict.found = "no hop with a known " + std::string(query::infoOf(a.part).name);
    return verdict;
  }
  const auto value = static_cast<double>(histogram.quantile(a.quantile));
  verdict.holds = compare(value, a.comparison, a.limit);
  char text[96];
  std::snprintf(text, sizeof text, "%.6g ms over %llu hops", value / 1e6,
                static_cast<unsigned long long>(histogram.count()));
  verdict.found = text;
  if (verdict.holds || !isUpperBound(a)) return verdict;
  const std::string slow = std::string(query::infoOf(a.part).name) +
                           " >= " + query::printDuration(std::llround(std::ceil(a.limit)));
  if (const auto added = addExamples(reader, both(a.filter.text(), slow), verdict, cancel);
      !added) {
    return added.error();
  }
  return verdict;
}

Result<Verdict> checkSaga(store::StoreReader& reader, const Assertion& a,
                          const CancelToken& cancel) {
  const auto filter = filterOf("saga == " + query::quote(a.sagaType));
  if (!filter) return filter.error();
  const auto sagas = reader.sagas({{}, *filter}, std::numeric_limits<std::size_t>::max(), cancel);
  if (!sagas) return sagas.error();
  std::uint64_t count = 0;
  std::string keys;
  for (const Saga& saga : *sagas) {
    if (saga.type != a.sagaType) continue;
    if (a.sagaState != "total" && sagaStateName(saga.state) != a.sagaState) continue;
    if (++count > Verdict::kMostExamples) continue;
    if (!keys.empty()) keys += ", ";
    keys += query::quote(saga.key);
  }
  Verdict verdict;
  verdict.holds = compare(static_cast<double>(count), a.comparison, a.limit);
  verdict.found = std::to_string(count);
  if (verdict.holds || !isUpperBound(a) || count == 0) return verdict;
  const std::string which = "saga == " + query::quote(a.sagaType) + " && sagaKey in (" + keys + ")";
  if (const auto added = addExamples(reader, which, verdict, cancel); !added) return added.error();
  return verdict;
}

}  // namespace

Result<Verdict> check(store::StoreReader& reader, const Assertion& promise,
                      const CancelToken& cancel) {
  Assertion assertion = promise;
  for (query::Filter* filter : {&assertion.filter, &assertion.other}) {
    auto asked = askDeadLetters(reader, *filter, cancel);
    if (!asked) return asked.error();
    *filter = std::move(*asked);
  }
  switch (assertion.kind) {
    case Assertion::Kind::Count:
      return checkCount(reader, assertion, cancel);
    case Assertion::Kind::Rate:
      return checkRate(reader, assertion, cancel);
    case Assertion::Kind::Quantile:
      return checkQuantile(reader, assertion, cancel);
    case Assertion::Kind::Saga:
      return checkSaga(reader, assertion, cancel);
    case Assertion::Kind::LeadsTo:
      return checkLeadsTo(reader, assertion, cancel);
  }
  return Error{"unknown assertion", assertion.text, ""};
}

}  // namespace rheo::verdict
