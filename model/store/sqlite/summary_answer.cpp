// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <set>

#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/collect.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

void addCells(const Archive& archive, const CellTotals& totals, Summary& out) {
  std::set<std::string> services;
  std::set<std::string> topics;
  TimeNs first = std::numeric_limits<TimeNs>::max();
  TimeNs last = std::numeric_limits<TimeNs>::min();
  for (const auto& [id, stats] : totals) {
    const Cell& cell = archive.cells().at(id);
    out.events += stats.count;
    out.bytes += stats.bytes;
    if (cell.stage == Stage::Published) out.published += stats.count;
    if (endsHop(cell.stage)) out.hops += stats.count;
    if (isError(cell.stage)) out.failed += stats.count;
    if (cell.service != 0) services.emplace(archive.names().text(cell.service));
    if (cell.topic != 0) topics.emplace(archive.names().text(cell.topic));
    first = std::min(first, stats.minNs);
    last = std::max(last, stats.maxNs);
  }
  out.services.assign(services.begin(), services.end());
  out.topics.assign(topics.begin(), topics.end());
  if (out.events == 0) return;
  out.fromNs = first;
  out.toNs = last;
}

void addProblems(const std::vector<ProblemQueryRow>& rows, Summary& out) {
  for (const ProblemQueryRow& row : rows) {
    const Problem& problem = row.problem;
    out.problems[std::string(problemKindName(problem.kind))] += problem.count;
    if (problem.severity == Severity::Error) out.errors += problem.count;
    if (problem.severity == Severity::Warning) out.warnings += problem.count;
    if (problem.severity == Severity::Note) out.notes += problem.count;
  }
}

}  // namespace

Result<Summary> answerSummary(Archive& archive, const Query& query, const CancelToken& cancel) {
  Summary out;
  auto totals = collect(archive, query, 0, false, cancel);
  if (!totals) return totals.error();
  if (!totals->empty()) addCells(archive, totals->begin()->second, out);
  const auto gaps = answerGaps(archive, query.range, cancel);
  if (!gaps) return gaps.error();
  out.gaps = gaps->size();
  for (const GapBand& gap : *gaps) out.lost += gap.count;
  auto sagas = answerSagaCounts(archive, query, cancel);
  if (!sagas) return sagas.error();
  out.sagas = std::move(*sagas);
  const auto problems = answerProblems(archive, query, cancel);
  if (!problems) return problems.error();
  addProblems(*problems, out);
  const auto removed = archive.db().integer("SELECT value FROM main.meta WHERE key = 'removed'");
  if (!removed) return removed.error();
  out.removed = static_cast<std::uint64_t>(*removed);
  return out;
}

}  // namespace rheo::store
