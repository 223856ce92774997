// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>

#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/collect.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::size_t kMaxSeries = 32;
constexpr std::int64_t kTargetBuckets = 300;
constexpr std::int64_t kMaxBuckets = 20'000;

std::string_view groupName(const Archive& archive, const Cell& cell, GroupBy groupBy) {
  switch (groupBy) {
    case GroupBy::Topic:
      return archive.names().text(cell.topic);
    case GroupBy::Service:
      return archive.names().text(cell.service);
    case GroupBy::Type:
      return archive.names().text(cell.type);
    case GroupBy::Stage:
      break;
  }
  return stageName(cell.stage);
}

std::uint64_t total(const ThroughputSeries& series) {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : series.counts) sum += count;
  return sum;
}

ThroughputSeries emptySeries(std::string name, std::size_t buckets) {
  return {std::move(name), std::vector<std::uint64_t>(buckets), std::vector<std::uint64_t>(buckets),
          std::vector<std::uint64_t>(buckets)};
}

void addInto(ThroughputSeries& sum, const ThroughputSeries& other) {
  for (std::size_t i = 0; i < sum.counts.size(); ++i) {
    sum.counts[i] += other.counts[i];
    sum.errors[i] += other.errors[i];
    sum.bytes[i] += other.bytes[i];
  }
}

/// Largest first; what is beyond the limit becomes one series "other".
void order(std::vector<ThroughputSeries>& series, std::size_t buckets) {
  std::stable_sort(series.begin(), series.end(),
                   [](const auto& a, const auto& b) { return total(a) > total(b); });
  if (series.size() <= kMaxSeries) return;
  auto other = emptySeries("other", buckets);
  for (std::size_t i = kMaxSeries - 1; i < series.size(); ++i) addInto(other, series[i]);
  series.resize(kMaxSeries - 1);
  series.push_back(std::move(other));
}

}  // namespace

std::int64_t chooseBucket(std::int64_t spanNs) {
  static constexpr std::array<std::int64_t, 12> kWhole{1,  2,   5,   10,  20,   30,
                                                       60, 120, 300, 600, 1800, 3600};
  const std::int64_t wanted = std::max<std::int64_t>(1, spanNs / kTargetBuckets);
  for (std::int64_t unit = 1; unit < kSecond; unit *= 10) {
    for (const std::int64_t factor : {1, 2, 5}) {
      if (unit * factor >= wanted) return std::max(unit * factor, kMicrosecond);
    }
  }
  for (const std::int64_t seconds : kWhole) {
    if (seconds * kSecond >= wanted) return seconds * kSecond;
  }
  const std::int64_t hour = 3600 * kSecond;
  return (wanted + hour - 1) / hour * hour;
}

std::int64_t bucketFor(TimeRange clipped, std::int64_t askedNs) {
  const std::int64_t span = clipped.isEmpty() ? 1 : clipped.span();
  // Times of opposite ends of the scale: their distance is no int64.
  if (span < 0) return std::int64_t{1} << 52;
  std::int64_t bucket = askedNs > 0 ? askedNs : chooseBucket(span);
  while (span / bucket > kMaxBuckets) bucket = bucket > span / 2 ? span : bucket * 2;
  return bucket;
}

Result<Throughput> answerThroughput(Archive& archive, const Query& query, GroupBy groupBy,
                                    std::int64_t bucketNs, const CancelToken& cancel) {
  const TimeRange range = clip(archive, query.range);
  Throughput out;
  out.bucketNs = bucketFor(range, bucketNs);
  auto gaps = answerGaps(archive, query.range, cancel);
  if (!gaps) return gaps.error();
  out.gaps = std::move(*gaps);
  if (range.isEmpty()) return out;
  const std::int64_t first = bucketOf(range.from, out.bucketNs);
  out.originNs = bucketStart(first, out.bucketNs);
  out.buckets = static_cast<std::size_t>(bucketOf(range.to - 1, out.bucketNs) - first + 1);
  const auto totals = collect(archive, query, out.bucketNs, false, cancel);
  if (!totals) return totals.error();
  std::map<std::string_view, ThroughputSeries> byName;
  for (const auto& [start, cells] : *totals) {
    const auto at = static_cast<std::size_t>(bucketOf(start, out.bucketNs) - first);
    if (at >= out.buckets) continue;  // a bucket start that saturated
    for (const auto& [id, stats] : cells) {
      const Cell& cell = archive.cells().at(id);
      const auto name = groupName(archive, cell, groupBy);
      auto found = byName.find(name);
      if (found == byName.end()) {
        found = byName.emplace(name, emptySeries(std::string(name), out.buckets)).first;
      }
      found->second.counts[at] += stats.count;
      found->second.bytes[at] += stats.bytes;
      if (isError(cell.stage)) found->second.errors[at] += stats.count;
    }
  }
  for (auto& [name, series] : byName) out.series.push_back(std::move(series));
  order(out.series, out.buckets);
  return out;
}

}  // namespace rheo::store
