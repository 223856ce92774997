// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/collect.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {

Result<Latency> answerLatency(Archive& archive, const Query& query, LatencyPart part,
                              std::int64_t bucketNs, const CancelToken& cancel) {
  const TimeRange range = clip(archive, query.range);
  Latency out;
  out.bucketNs = bucketFor(range, bucketNs);
  auto gaps = answerGaps(archive, query.range, cancel);
  if (!gaps) return gaps.error();
  out.gaps = std::move(*gaps);
  if (range.isEmpty()) return out;
  const std::int64_t first = bucketOf(range.from, out.bucketNs);
  out.originNs = bucketStart(first, out.bucketNs);
  out.columns.resize(static_cast<std::size_t>(bucketOf(range.to - 1, out.bucketNs) - first + 1));
  const auto totals = collect(archive, query, out.bucketNs, true, cancel);
  if (!totals) return totals.error();
  const auto asked = static_cast<std::size_t>(part);
  for (const auto& [start, cells] : *totals) {
    const auto at = static_cast<std::size_t>(bucketOf(start, out.bucketNs) - first);
    if (at >= out.columns.size()) continue;  // a bucket start that saturated
    auto& column = out.columns[at];
    for (const auto& [id, stats] : cells) {
      if (!endsHop(archive.cells().at(id).stage)) continue;
      column.histogram.merge(stats.parts[asked]);
      out.unknown += stats.count - stats.parts[asked].count();
      out.total.merge(stats.parts[0]);
      out.publish.merge(stats.parts[1]);
      out.wait.merge(stats.parts[2]);
      out.processing.merge(stats.parts[3]);
    }
  }
  return out;
}

}  // namespace rheo::store
