// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <vector>

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
  HistogramTally column;
  std::array<HistogramTally, kLatencyParts> whole;
  for (const auto& [start, cells] : *totals) {
    const auto at = static_cast<std::size_t>(bucketOf(start, out.bucketNs) - first);
    if (at >= out.columns.size()) continue;  // a bucket start that saturated
    for (const auto& [id, stats] : cells) {
      if (!endsHop(archive.cells().at(id).stage)) continue;
      column.add(stats.parts[asked]);
      out.unknown += stats.count - stats.parts[asked].count();
      for (std::size_t i = 0; i < kLatencyParts; ++i) whole[i].add(stats.parts[i]);
    }
    out.columns[at].histogram = column.take();
  }
  out.total = whole[0].take();
  out.publish = whole[1].take();
  out.wait = whole[2].take();
  out.processing = whole[3].take();
  return out;
}

}  // namespace rheo::store
