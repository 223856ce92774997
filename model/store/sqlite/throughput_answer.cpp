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

/// Series for the groups, largest first. At most kMaxSeries however many groups there are: what is
/// beyond goes into one series "other".
class SeriesTable {
 public:
  SeriesTable(const Archive& archive, GroupBy groupBy, const BucketTotals& totals,
              std::size_t buckets) {
    std::map<std::string_view, std::uint64_t> sums;
    for (const auto& [start, cells] : totals) {
      for (const auto& [id, stats] : cells) {
        sums[groupName(archive, archive.cells().at(id), groupBy)] += stats.count;
      }
    }
    std::vector<std::pair<std::string_view, std::uint64_t>> order(sums.begin(), sums.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const bool all = order.size() <= kMaxSeries;
    if (!all) order.resize(kMaxSeries - 1);
    for (const auto& [name, sum] : order) add(std::string(name), buckets);
    for (std::size_t i = 0; i < order.size(); ++i) m_index.emplace(order[i].first, i);
    if (!all) add("other", buckets);
  }

  ThroughputSeries& at(std::string_view name) {
    const auto found = m_index.find(name);
    return found == m_index.end() ? m_series.back() : m_series[found->second];
  }
  std::vector<ThroughputSeries> take() { return std::move(m_series); }

 private:
  void add(std::string name, std::size_t buckets) {
    const std::vector<std::uint64_t> zeros(buckets);
    m_series.push_back({std::move(name), zeros, zeros, zeros});
  }

  std::vector<ThroughputSeries> m_series;
  std::map<std::string_view, std::size_t> m_index;
};

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
  SeriesTable table(archive, groupBy, *totals, out.buckets);
  for (const auto& [start, cells] : *totals) {
    const auto at = static_cast<std::size_t>(bucketOf(start, out.bucketNs) - first);
    if (at >= out.buckets) continue;  // a bucket start that saturated
    for (const auto& [id, stats] : cells) {
      const Cell& cell = archive.cells().at(id);
      ThroughputSeries& series = table.at(groupName(archive, cell, groupBy));
      series.counts[at] += stats.count;
      series.bytes[at] += stats.bytes;
      if (isError(cell.stage)) series.errors[at] += stats.count;
    }
  }
  out.series = table.take();
  return out;
}

}  // namespace rheo::store
