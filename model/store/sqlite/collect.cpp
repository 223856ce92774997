// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/collect.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "model/store/sqlite/row_scan.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

class Collector {
 public:
  Collector(Archive& archive, const Query& query, std::int64_t bucketNs, bool parts,
            const CancelToken& cancel)
      : m_archive(archive),
        m_scan(archive, query.filter),
        m_filter(query.filter.text()),
        m_bucketNs(bucketNs),
        m_parts(parts),
        m_cancel(cancel),
        m_tally(m_totals, bucketNs, parts) {}

  Result<BucketTotals> run(TimeRange range) {
    const auto extent = m_archive.extent();
    if (range.isEmpty() || !extent) return std::move(m_totals);
    const bool wholeSeconds = m_bucketNs % kSecond == 0;
    const std::int64_t unit = wholeSeconds ? kSecond : m_bucketNs;
    const TimeRange whole = wholeUnits(range, unit, {extent->first, extent->second});
    if (whole.isEmpty()) {
      RHEO_TRY(scan(range));
      return std::move(m_totals);
    }
    RHEO_TRY(scan({range.from, whole.from}));
    if (m_scan.isDimensional() && wholeSeconds) {
      RHEO_TRY(visit(topLevel(), bucketOf(whole.from, kSecond), bucketOf(whole.to, kSecond)));
    } else {
      RHEO_TRY(roll(whole, unit, extent->second));
    }
    RHEO_TRY(scan({whole.to, range.to}));
    return std::move(m_totals);
  }

 private:
  /// The whole units of a range: an end of it that lies beyond the recording cuts none.
  static TimeRange wholeUnits(TimeRange range, std::int64_t unit, TimeRange recorded) {
    std::int64_t first = bucketOf(range.from, unit);
    std::int64_t last = bucketOf(range.to, unit);
    if (range.from > recorded.from && bucketStart(first, unit) != range.from) ++first;
    if (range.to > recorded.to && bucketStart(last, unit) != range.to) ++last;
    return {bucketStart(first, unit), bucketStart(last, unit)};
  }

  /// Highest level whose buckets never straddle two output buckets.
  [[nodiscard]] int topLevel() const {
    int level = kRollupLevels - 1;
    while (level > 0 && m_bucketNs % rollupNs(level) != 0) --level;
    return level;
  }

  Result<void> scan(TimeRange range) {
    if (range.isEmpty()) return {};
    return m_scan.run(
        {range}, kHot,
        [&](std::uint64_t, std::uint32_t cell, const TraceEvent& event) {
          m_tally.add(cell, event);
          return true;
        },
        m_cancel);
  }

  /// Rows that no rollup answers: counted once, then only what is new.
  Result<void> roll(TimeRange whole, std::int64_t unit, TimeNs newest) {
    const RollingTotals::Rows rows{m_archive.chunks().front().firstRow, m_archive.lastRow(),
                                   newest};
    return m_archive.rolling().count({m_filter, unit, m_parts, whole}, rows, m_scan, m_tally,
                                     m_cancel);
  }

  /// Takes the buckets of a level within [from, to) seconds; what it lacks comes from the one
  /// below.
  Result<void> visit(int level, std::int64_t from, std::int64_t to) {
    if (from >= to) return {};
    const std::int64_t seconds = rollupNs(level) / kSecond;
    const std::int64_t begin = bucketOf(from + seconds - 1, seconds);
    const std::int64_t end = bucketOf(to, seconds);
    std::vector<std::int64_t> present;
    if (begin < end) {
      RHEO_TRY(m_archive.rollups(level, begin, end, m_parts,
                                 [&](std::int64_t bucket, std::vector<RollupCell>& cells) {
                                   present.push_back(bucket);
                                   return take(bucketStart(bucket, seconds * kSecond), cells);
                                 }));
    }
    if (level == 0) return {};
    std::int64_t open = from;
    for (const std::int64_t bucket : present) {
      RHEO_TRY(visit(level - 1, open, bucket * seconds));
      open = (bucket + 1) * seconds;
    }
    return visit(level - 1, open, to);
  }

  Result<void> take(TimeNs start, std::vector<RollupCell>& cells) {
    if (m_cancel.cancelled()) return cancelledError();
    for (RollupCell& cell : cells) {
      if (m_scan.admits(cell.cell)) m_tally.merge(start, cell.cell, std::move(cell.stats));
    }
    return {};
  }

  Archive& m_archive;
  RowScan m_scan;
  const std::string& m_filter;
  std::int64_t m_bucketNs;
  bool m_parts;
  const CancelToken& m_cancel;
  BucketTotals m_totals;
  BucketTally m_tally;
};

}  // namespace

TimeRange clip(const Archive& archive, TimeRange range) {
  const auto extent = archive.extent();
  if (!extent) return {0, 0};
  constexpr auto kMax = std::numeric_limits<TimeNs>::max();
  range.from = std::max(range.from, extent->first);
  range.to = std::min(range.to, extent->second == kMax ? kMax : extent->second + 1);
  return range;
}

Result<BucketTotals> collect(Archive& archive, const Query& query, std::int64_t bucketNs,
                             bool parts, const CancelToken& cancel) {
  Collector collector(archive, query, bucketNs, parts, cancel);
  return collector.run(clip(archive, query.range));
}

}  // namespace rheo::store
