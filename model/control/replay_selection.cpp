// SPDX-License-Identifier: Apache-2.0
#include "model/control/replay_selection.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "model/control/target.h"

namespace rheo::control {
namespace {

constexpr std::size_t kMostEvents = 2'000'000;
constexpr std::size_t kRowsAtOnce = 4096;

Result<store::Query> publishedOnly(const store::Query& query) {
  const std::string& text = query.filter.text();
  Result<query::Filter> filter =
      query::Filter::parse(query.filter.matchesAll() ? "stage == \"published\""
                                                     : "(" + text + ") && stage == \"published\"");
  if (!filter) return filter.error();
  return store::Query{query.range, std::move(filter).value()};
}

void add(ReplaySelection& selection, const store::EventRow& row, const ReplayPlan& plan,
         const std::vector<SessionInfo>& sessions) {
  ++selection.matched;
  if (findTarget(sessions, plan.targetService, row.topic, row.type) == nullptr) {
    ++selection.untaken[{row.topic, row.type}];
  } else if ((row.flags & kPayloadTruncated) != 0) {
    ++selection.truncated[{row.topic, row.type}];
  } else {
    selection.rows.push_back(row.row);
    selection.times.push_back(row.timeNs);
  }
}

/// Commit order is not quite the order of time: streams of several probes interleave.
void sortByTime(ReplaySelection& selection) {
  std::vector<std::size_t> order(selection.rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&selection](std::size_t a, std::size_t b) {
    return selection.times[a] < selection.times[b];
  });
  ReplaySelection sorted;
  for (const std::size_t i : order) {
    sorted.rows.push_back(selection.rows[i]);
    sorted.times.push_back(selection.times[i]);
  }
  selection.rows.swap(sorted.rows);
  selection.times.swap(sorted.times);
}

}  // namespace

std::vector<std::string> ReplaySelection::obstacles() const {
  std::vector<std::string> texts;
  for (const auto& [what, count] : untaken) {
    texts.push_back(std::to_string(count) + " events of " + what.second + " on " + what.first +
                    ": no live service takes them");
  }
  for (const auto& [what, count] : truncated) {
    texts.push_back(std::to_string(count) + " events of " + what.second + " on " + what.first +
                    ": their payload was not captured whole");
  }
  return texts;
}

Result<ReplaySelection> selectForReplay(store::StoreReader& reader, const ReplayPlan& plan,
                                        const std::vector<SessionInfo>& sessions,
                                        const CancelToken& cancel) {
  const Result<store::Query> query = publishedOnly(plan.query);
  if (!query) return query.error();
  const Result<std::vector<std::uint64_t>> ids =
      reader.eventIds(query.value(), kMostEvents + 1, cancel);
  if (!ids) return ids.error();
  if (ids.value().size() > kMostEvents) {
    return Error{"More than 2,000,000 events match", "replay", "Narrow the range or the filter"};
  }
  ReplaySelection selection;
  std::span<const std::uint64_t> rest(ids.value());
  while (!rest.empty()) {
    const auto some = rest.first(std::min(rest.size(), kRowsAtOnce));
    rest = rest.subspan(some.size());
    const Result<std::vector<store::EventRow>> rows = reader.eventRows(some, false, cancel);
    if (!rows) return rows.error();
    for (const store::EventRow& row : rows.value()) add(selection, row, plan, sessions);
  }
  sortByTime(selection);
  return selection;
}

}  // namespace rheo::control
