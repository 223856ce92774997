// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/leads_to.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace rheo::verdict {
namespace {

struct Cause {
  TimeNs timeNs = 0;
  std::uint64_t row = 0;
  Id128 traceId;
  std::string sagaKey;
};

class Chains {
 public:
  void cause(std::uint64_t row, const TraceEvent& event) {
    // One event is seen many times; the promise runs from the first.
    const Id128 id = event.eventId.isNull() ? Id128{~std::uint64_t{0}, row} : event.eventId;
    const auto [it, isNew] = m_causes.try_emplace(id);
    if (!isNew && it->second.timeNs <= event.timeNs) return;
    it->second = {event.timeNs, row, event.traceId, std::string(event.sagaKey)};
  }
  void effect(const TraceEvent& event) {
    if (!event.traceId.isNull()) m_byTrace[event.traceId].push_back(event.timeNs);
    if (!event.sagaKey.empty()) m_bySaga[std::string(event.sagaKey)].push_back(event.timeNs);
  }
  void sort() {
    for (auto& [trace, times] : m_byTrace) std::sort(times.begin(), times.end());
    for (auto& [key, times] : m_bySaga) std::sort(times.begin(), times.end());
  }
  [[nodiscard]] bool isAnswered(const Cause& cause, TimeNs deadline) const {
    const auto trace = m_byTrace.find(cause.traceId);
    if (trace != m_byTrace.end() && isWithin(trace->second, cause.timeNs, deadline)) return true;
    const auto saga = m_bySaga.find(cause.sagaKey);
    return saga != m_bySaga.end() && isWithin(saga->second, cause.timeNs, deadline);
  }
  [[nodiscard]] const std::unordered_map<Id128, Cause>& causes() const { return m_causes; }

 private:
  static bool isWithin(const std::vector<TimeNs>& times, TimeNs from, TimeNs deadline) {
    const auto it = std::lower_bound(times.begin(), times.end(), from);
    return it != times.end() && *it <= deadline;
  }

  std::unordered_map<Id128, Cause> m_causes;
  std::unordered_map<Id128, std::vector<TimeNs>> m_byTrace;
  std::unordered_map<std::string, std::vector<TimeNs>> m_bySaga;
};

Result<TimeNs> readChains(store::StoreReader& reader, const Assertion& assertion, Chains& chains,
                          const CancelToken& cancel) {
  query::Matcher isCause(assertion.filter, reader.names());
  query::Matcher isEffect(assertion.other, reader.names());
  const bool payload = assertion.filter.needsPayload() || assertion.other.needsPayload();
  TimeNs last = 0;
  const auto scanned = reader.scan(
      1, payload,
      [&](std::uint64_t row, const TraceEvent& event) {
        last = std::max(last, event.timeNs);
        if (isCause(event)) chains.cause(row, event);
        if (isEffect(event)) chains.effect(event);
        return true;
      },
      cancel);
  if (!scanned) return scanned.error();
  chains.sort();
  return last;
}

}  // namespace

Result<Verdict> checkLeadsTo(store::StoreReader& reader, const Assertion& assertion,
                             const CancelToken& cancel) {
  Chains chains;
  const auto last = readChains(reader, assertion, chains, cancel);
  if (!last) return last.error();
  std::vector<std::pair<TimeNs, std::uint64_t>> unanswered;
  std::uint64_t undecided = 0;
  for (const auto& [id, cause] : chains.causes()) {
    TimeNs deadline = std::numeric_limits<TimeNs>::max();
    if (assertion.withinNs != 0 &&
        __builtin_add_overflow(cause.timeNs, assertion.withinNs, &deadline)) {
      deadline = std::numeric_limits<TimeNs>::max();
    }
    if (chains.isAnswered(cause, deadline)) continue;
    if (assertion.withinNs != 0 && deadline > *last) {
      ++undecided;
    } else {
      unanswered.emplace_back(cause.timeNs, cause.row);
    }
  }
  std::sort(unanswered.begin(), unanswered.end());
  Verdict verdict;
  verdict.holds = unanswered.empty() && !chains.causes().empty();
  verdict.found = chains.causes().empty()
                      ? std::string("nothing matches every(...)")
                      : std::to_string(unanswered.size()) + " of " +
                            std::to_string(chains.causes().size()) + " led to nothing";
  if (undecided > 0) {
    verdict.found += "; " + std::to_string(undecided) + " too close to the end to tell";
  }
  std::vector<std::uint64_t> rows;
  for (const auto& [time, row] : unanswered) {
    if (rows.size() < Verdict::kMostExamples) rows.push_back(row);
  }
  auto examples = reader.eventRows(rows, false, cancel);
  if (!examples) return examples.error();
  verdict.examples = std::move(examples).value();
  for (const store::EventRow& row : verdict.examples) {
    verdict.filter += (verdict.filter.empty() ? "trace in (\"" : ", \"") + row.traceId.hex() + "\"";
  }
  if (!verdict.filter.empty()) verdict.filter += ")";
  return verdict;
}

}  // namespace rheo::verdict
