// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "model/query/expr.h"
#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

bool isSagaProblem(ProblemKind kind) {
  return kind == ProblemKind::StuckSaga || kind == ProblemKind::SagaFailed;
}

/// "Type key" of a saga's problem.
std::pair<std::string_view, std::string_view> sagaNames(const Problem& p) {
  const std::string_view detail = p.detail;
  const auto space = detail.find(' ');
  if (space == std::string_view::npos) return {detail, {}};
  return {detail.substr(0, space), detail.substr(space + 1)};
}

Problem problemOf(const Statement& row) {
  Problem p;
  const auto kind = row.text(0);
  for (int k = 1; k <= static_cast<int>(ProblemKind::SagaFailed); ++k) {
    if (problemKindName(static_cast<ProblemKind>(k)) == kind) p.kind = static_cast<ProblemKind>(k);
  }
  for (int s = 0; s <= static_cast<int>(Severity::Error); ++s) {
    if (severityName(static_cast<Severity>(s)) == row.text(1))
      p.severity = static_cast<Severity>(s);
  }
  p.service = row.text(2);
  p.topic = row.text(3);
  p.subscription = row.text(4);
  p.type = row.text(5);
  p.detail = row.text(6);
  p.timeNs = row.integer(7);
  p.count = static_cast<std::uint64_t>(row.integer(9));
  p.eventId = idOf(row.text(10));
  p.sagaId = row.integer(11);
  p.id = row.integer(12);
  return p;
}

Stage stageOf(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::Failure:
    case ProblemKind::SchemaViolation:
      return Stage::Failed;
    case ProblemKind::DeadLetter:
      return Stage::DeadLettered;
    case ProblemKind::Unconsumed:
      return Stage::Published;
    case ProblemKind::SagaFailed:
      return Stage::SagaFailed;
    default:
      return Stage::Received;
  }
}

/// The sighting that a problem speaks of, as far as the problem tells: what filters are asked.
TraceEvent sightingOf(const Problem& p, const NameTable& names) {
  TraceEvent e;
  e.stage = stageOf(p.kind);
  e.service = names.find(p.service);
  e.topic = names.find(p.topic);
  e.subscription = names.find(p.subscription);
  e.type = names.find(p.type);
  e.timeNs = p.timeNs;
  e.eventId = p.eventId;
  if (p.kind == ProblemKind::Duplicate) e.flags |= kDuplicate;
  if (p.kind == ProblemKind::OutOfOrder) e.flags |= kOutOfOrder;
  if (e.stage == Stage::Failed || e.stage == Stage::DeadLettered)
    e.errorType = names.find(p.detail);
  if (isSagaProblem(p.kind)) {
    const auto [type, key] = sagaNames(p);
    e.sagaType = names.find(type);
    e.sagaKey = key;
  }
  return e;
}

std::string filterFor(const Problem& p) {
  std::string out;
  const auto add = [&](std::string_view condition) {
    out += (out.empty() ? "" : " && ") + std::string(condition);
  };
  const auto equal = [&](const char* field, std::string_view value) {
    if (!value.empty()) add(std::string(field) + " == " + query::quote(value));
  };
  if (isSagaProblem(p.kind)) {
    const auto [type, key] = sagaNames(p);
    equal("saga", type);
    equal("sagaKey", key);
    return out;
  }
  equal("service", p.service);
  equal("topic", p.topic);
  equal("subscription", p.subscription);
  equal("type", p.type);
  if (p.kind == ProblemKind::Duplicate) add("duplicate");
  if (p.kind == ProblemKind::OutOfOrder) add("outOfOrder");
  if (p.kind == ProblemKind::Unconsumed) equal("stage", stageName(Stage::Published));
  if (p.kind == ProblemKind::DeadLetter) equal("stage", stageName(Stage::DeadLettered));
  if (p.kind == ProblemKind::Failure || p.kind == ProblemKind::SchemaViolation) {
    equal("stage", stageName(Stage::Failed));
    equal("error", p.detail);
  }
  return out;
}

}  // namespace

Result<TimeRange> answerExtent(Archive& archive) {
  const auto sightings = archive.extent();
  if (!sightings) return TimeRange{0, 0};
  auto [first, last] = *sightings;
  auto select = archive.db().prepare(
      "SELECT coalesce((SELECT min(time_ns) FROM main.problem), ?1), "
      "coalesce((SELECT max(time_ns) FROM main.problem), ?2)");
  if (!select) return select.error();
  select->bind(first, last);
  if (select->next()) {
    first = std::min(first, select->integer(0));
    last = std::max(last, select->integer(1));
  }
  RHEO_TRY(select->status());
  return TimeRange{first, last < std::numeric_limits<TimeNs>::max() ? last + 1 : last};
}

namespace {

/// Problems of the query, those alike added up, or (`grouping` "id") every row for itself.
Result<std::vector<ProblemQueryRow>> selectProblems(Archive& archive, const Query& query,
                                                    const std::string& grouping,
                                                    const CancelToken& cancel) {
  auto select = archive.db().prepare(
      "SELECT kind, severity, service, topic, subscription, type, detail, min(time_ns), "
      "max(time_ns), sum(count), event_id, saga, id FROM main.problem WHERE time_ns >= ? AND "
      "time_ns < ? GROUP BY " +
      grouping +
      " ORDER BY severity = 'error' DESC, severity = 'warning' DESC, severity = 'note' DESC, "
      "max(time_ns) DESC");
  if (!select) return select.error();
  query::Matcher matcher(query.filter, archive.names());
  std::vector<ProblemQueryRow> rows;
  select->bind(query.range.from, query.range.to);
  while (select->next()) {
    if (cancel.cancelled()) return cancelledError();
    Problem problem = problemOf(*select);
    if (!matcher(sightingOf(problem, archive.names()))) continue;
    const TimeNs first = problem.timeNs;
    auto filter = filterFor(problem);
    rows.push_back({std::move(problem), first, select->integer(8), std::move(filter)});
  }
  RHEO_TRY(select->status());
  return rows;
}

}  // namespace

Result<std::vector<ProblemQueryRow>> answerProblems(Archive& archive, const Query& query,
                                                    const CancelToken& cancel) {
  return selectProblems(archive, query,
                        "kind, severity, service, topic, subscription, type, detail", cancel);
}

Result<std::vector<Problem>> readProblems(Archive& archive, const Query& query,
                                          const CancelToken& cancel) {
  const auto rows = selectProblems(archive, query, "id", cancel);
  if (!rows) return rows.error();
  std::vector<Problem> problems;
  for (const ProblemQueryRow& row : *rows) problems.push_back(row.problem);
  std::sort(problems.begin(), problems.end(),
            [](const Problem& a, const Problem& b) { return a.id < b.id; });
  return problems;
}

Result<std::vector<ProblemMark>> answerProblemMarks(Archive& archive, TimeRange range,
                                                    std::int64_t bucketNs,
                                                    const CancelToken& cancel) {
  auto select = archive.db().prepare(
      "SELECT time_ns, severity, count FROM main.problem WHERE time_ns >= ? AND time_ns < ?");
  if (!select) return select.error();
  if (bucketNs <= 0) bucketNs = kSecond;
  std::map<std::pair<TimeNs, Severity>, std::uint64_t> sums;
  select->bind(range.from, range.to);
  while (select->next()) {
    if (cancel.cancelled()) return cancelledError();
    Severity severity = Severity::Chat;
    for (const auto s : {Severity::Note, Severity::Warning, Severity::Error}) {
      if (severityName(s) == select->text(1)) severity = s;
    }
    const TimeNs start = bucketStart(bucketOf(select->integer(0), bucketNs), bucketNs);
    sums[{start, severity}] += static_cast<std::uint64_t>(select->integer(2));
  }
  RHEO_TRY(select->status());
  std::vector<ProblemMark> marks;
  for (const auto& [key, count] : sums) marks.push_back({key.first, key.second, count});
  return marks;
}

Result<std::vector<GapBand>> answerGaps(Archive& archive, TimeRange range,
                                        const CancelToken& cancel) {
  auto select = archive.db().prepare(
      "SELECT from_ns, to_ns, count, service, reason FROM main.gap WHERE to_ns >= ? AND from_ns < "
      "? ORDER BY from_ns, id");
  if (!select) return select.error();
  std::vector<GapBand> gaps;
  select->bind(range.from, range.to);
  while (select->next()) {
    if (cancel.cancelled()) return cancelledError();
    gaps.push_back({select->integer(0), select->integer(1),
                    static_cast<std::uint64_t>(select->integer(2)), std::string(select->text(3)),
                    std::string(select->text(4))});
  }
  RHEO_TRY(select->status());
  return gaps;
}

}  // namespace rheo::store
