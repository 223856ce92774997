// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/sqlite/row_scan.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

using SagaNames = std::set<std::pair<std::string, std::string>>;

/// (type, key) of the sagas that have a matching sighting in the range.
Result<SagaNames> matchingSagas(Archive& archive, const Query& query, const CancelToken& cancel) {
  SagaNames found;
  RowScan scan(archive, query.filter);
  RHEO_TRY(scan.run(
      {query.range}, kHot | kText,
      [&](std::uint64_t, std::uint32_t, const TraceEvent& event) {
        if (!event.sagaKey.empty()) {
          found.emplace(archive.names().text(event.sagaType), event.sagaKey);
        }
        return true;
      },
      cancel));
  return found;
}

}  // namespace

Result<std::vector<Saga>> answerSagas(Archive& archive, const Query& query, std::size_t limit,
                                      const CancelToken& cancel) {
  SagaNames matching;
  const bool filtered = !query.filter.matchesAll();
  if (filtered) {
    auto found = matchingSagas(archive, query, cancel);
    if (!found) return found.error();
    matching = std::move(*found);
  }
  auto select = archive.db().prepare(
      sagaSelect() +
      "WHERE started_ns < ? AND (ended_ns IS NULL OR ended_ns > ?) ORDER BY started_ns "
      "DESC, id DESC");
  if (!select) return select.error();
  select->bind(query.range.to, query.range.from);
  std::vector<Saga> sagas;
  while (sagas.size() < limit && select->next()) {
    if (cancel.cancelled()) return cancelledError();
    Saga saga = sagaOf(*select);
    if (!filtered || matching.contains({saga.type, saga.key})) sagas.push_back(std::move(saga));
  }
  RHEO_TRY(select->status());
  return sagas;
}

Result<std::map<std::string, std::uint64_t>> answerSagaCounts(Archive& archive, const Query& query,
                                                              const CancelToken& cancel) {
  std::map<std::string, std::uint64_t> counts;
  if (!query.filter.matchesAll()) {
    const auto sagas = answerSagas(archive, query, std::numeric_limits<std::size_t>::max(), cancel);
    if (!sagas) return sagas.error();
    for (const Saga& saga : *sagas) ++counts[std::string(sagaStateName(saga.state))];
    return counts;
  }
  auto select = archive.db().prepare(
      "SELECT state, count(*) FROM main.saga WHERE started_ns < ? AND (ended_ns IS NULL OR "
      "ended_ns "
      "> ?) GROUP BY state");
  if (!select) return select.error();
  select->bind(query.range.to, query.range.from);
  while (select->next()) {
    counts[std::string(select->text(0))] = static_cast<std::uint64_t>(select->integer(1));
  }
  RHEO_TRY(select->status());
  return counts;
}

Result<Saga> answerSaga(Archive& archive, std::int64_t id) {
  auto select = archive.db().prepare(sagaSelect() + "WHERE id = ?");
  auto steps = archive.db().prepare(stepSelect());
  if (!select) return select.error();
  if (!steps) return steps.error();
  select->bind(id);
  if (!select->next()) {
    RHEO_TRY(select->status());
    return Error{"there is no saga " + std::to_string(id), archive.db().path(), {}};
  }
  Saga saga = sagaOf(*select);
  auto read = readSteps(*steps, id);
  if (!read) return read.error();
  saga.steps = std::move(*read);
  return saga;
}

Result<std::vector<SagaVariant>> answerSagaVariants(Archive& archive, const Query& query,
                                                    const CancelToken& cancel) {
  const auto sagas = answerSagas(archive, query, std::numeric_limits<std::size_t>::max(), cancel);
  if (!sagas) return sagas.error();
  std::map<std::tuple<std::string, std::string, SagaState>, std::vector<std::int64_t>> groups;
  for (const Saga& saga : *sagas) {
    const TimeNs end = saga.endedNs != 0 ? saga.endedNs : saga.updatedNs;
    groups[{saga.type, saga.variant, saga.state}].push_back(
        std::max<std::int64_t>(0, end - saga.startedNs));
  }
  std::vector<SagaVariant> variants;
  for (auto& [key, durations] : groups) {
    const auto middle = durations.begin() + static_cast<std::ptrdiff_t>((durations.size() - 1) / 2);
    std::nth_element(durations.begin(), middle, durations.end());
    variants.push_back(
        {std::get<0>(key), std::get<1>(key), durations.size(), *middle, std::get<2>(key)});
  }
  std::stable_sort(variants.begin(), variants.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  return variants;
}

}  // namespace rheo::store
