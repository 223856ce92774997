// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/rolling_totals.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "model/store/sqlite/row_scan.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::size_t kMostQuestions = 8;
// In cells of a bucket without histograms, about 250 bytes each; with them it is several times
// that.
constexpr std::size_t kMostWeight = 100'000;
constexpr std::size_t kWeightOfParts = 6;

/// Where a recording may grow into the range, what comes is counted too.
TimeRange rangeToKeep(TimeRange asked, TimeNs newestNs) {
  const auto distance = [](TimeNs from, TimeNs to) {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
  };
  const bool near =
      newestNs < asked.to || distance(asked.to, newestNs) < distance(asked.from, asked.to);
  return {asked.from, near ? std::numeric_limits<TimeNs>::max() : asked.to};
}

}  // namespace

bool RollingTotals::Kept::answers(const Question& asked, Rows rows) const {
  return question.bucketNs == asked.bucketNs && question.parts == asked.parts &&
         question.filter == asked.filter && question.range.from <= asked.range.from &&
         question.range.to >= asked.range.to && firstRow == rows.first && nextRow <= rows.last + 1;
}

std::size_t RollingTotals::Kept::weight() const {
  std::size_t cells = 0;
  for (const auto& [start, bucket] : totals) cells += bucket.size();
  return question.parts ? cells * kWeightOfParts : cells;
}

/// What a window has left behind, once it is as much as the window holds.
void RollingTotals::Kept::forgetBefore(TimeRange range) {
  const auto first = totals.lower_bound(range.from);
  if (std::distance(totals.begin(), first) <= std::distance(first, totals.end())) return;
  totals.erase(totals.begin(), first);
  question.range.from = range.from;
}

RollingTotals::Kept& RollingTotals::keptFor(const Question& question, Rows rows) {
  const auto found = std::find_if(m_kept.begin(), m_kept.end(),
                                  [&](const Kept& kept) { return kept.answers(question, rows); });
  if (found != m_kept.end()) {
    m_kept.splice(m_kept.begin(), m_kept, found);
  } else {
    m_kept.push_front({question, rows.first, rows.first, {}});
    m_kept.front().question.range = rangeToKeep(question.range, rows.newestNs);
  }
  return m_kept.front();
}

Result<void> RollingTotals::count(const Question& question, Rows rows, RowScan& scan,
                                  BucketTally& out, const CancelToken& cancel) {
  Kept& kept = keptFor(question, rows);
  BucketTally tally(kept.totals, question.bucketNs, question.parts);
  RHEO_TRY(scan.run(
      {kept.question.range, kept.nextRow}, kHot,
      [&](std::uint64_t row, std::uint32_t cell, const TraceEvent& event) {
        tally.add(cell, event);
        kept.nextRow = row + 1;
        return true;
      },
      cancel));
  kept.nextRow = rows.last + 1;
  kept.forgetBefore(question.range);
  const auto end = kept.totals.lower_bound(question.range.to);
  for (auto at = kept.totals.lower_bound(question.range.from); at != end; ++at) {
    for (const auto& [cell, stats] : at->second) out.merge(at->first, cell, stats);
  }
  bound();
  return {};
}

void RollingTotals::bound() {
  std::size_t weight = 0;
  std::size_t questions = 0;
  for (auto kept = m_kept.begin(); kept != m_kept.end();) {
    weight += kept->weight();
    const bool keep = ++questions <= kMostQuestions && weight <= kMostWeight;
    kept = keep ? std::next(kept) : m_kept.erase(kept);
  }
}

}  // namespace rheo::store
