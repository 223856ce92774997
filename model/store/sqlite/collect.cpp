// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/collect.h"

#include <algorithm>
#include <limits>
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
        m_bucketNs(bucketNs),
        m_parts(parts),
        m_cancel(cancel) {}

  Result<BucketTotals> run(TimeRange range) {
    const auto extent = m_archive.extent();
    if (range.isEmpty() || !extent) return std::move(m_totals);
    // Whole seconds: an end of the range that lies beyond the recording cuts none.
    std::int64_t first = bucketOf(range.from, kSecond);
    std::int64_t last = bucketOf(range.to, kSecond);
    if (range.from > extent->first && bucketStart(first, kSecond) != range.from) ++first;
    if (range.to > extent->second && bucketStart(last, kSecond) != range.to) ++last;
    const bool byRollups = m_scan.isDimensional() && m_bucketNs % kSecond == 0 && first < last;
    if (!byRollups) {
      RHEO_TRY(scan(range));
      return std::move(m_totals);
    }
    RHEO_TRY(scan({range.from, bucketStart(first, kSecond)}));
    RHEO_TRY(visit(topLevel(), first, last));
    RHEO_TRY(scan({bucketStart(last, kSecond), range.to}));
    return std::move(m_totals);
  }

 private:
  /// Highest level whose buckets never straddle two output buckets.
  [[nodiscard]] int topLevel() const {
    int level = kRollupLevels - 1;
    while (level > 0 && m_bucketNs % kRollupNs[static_cast<std::size_t>(level)] != 0) --level;
    return level;
  }

  CellTotals& bucketAt(TimeNs time) {
    const TimeNs start = m_bucketNs == 0 ? 0 : bucketStart(bucketOf(time, m_bucketNs), m_bucketNs);
    if (m_current == nullptr || m_currentStart != start) {
      m_current = &m_totals[start];
      m_currentStart = start;
    }
    return *m_current;
  }

  Result<void> scan(TimeRange range) {
    if (range.isEmpty()) return {};
    return m_scan.run(
        range, kHot, false,
        [&](std::uint64_t, std::uint32_t cell, const TraceEvent& event) {
          CellStats& stats = bucketAt(event.timeNs)[cell];
          if (m_parts) {
            stats.add(event);
          } else {
            stats.count1(event);
          }
          return true;
        },
        m_cancel);
  }

  /// Takes the buckets of a level within [from, to) seconds; what it lacks comes from the one
  /// below.
  Result<void> visit(int level, std::int64_t from, std::int64_t to) {
    if (from >= to) return {};
    const std::int64_t seconds = kRollupNs[static_cast<std::size_t>(level)] / kSecond;
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
    CellTotals* totals = nullptr;
    for (RollupCell& cell : cells) {
      if (!m_scan.admits(cell.cell)) continue;
      if (totals == nullptr) totals = &bucketAt(start);
      const auto [entry, isNew] = totals->try_emplace(cell.cell);
      if (isNew) {
        entry->second = std::move(cell.stats);
      } else {
        entry->second.merge(cell.stats);
      }
    }
    return {};
  }

  Archive& m_archive;
  RowScan m_scan;
  std::int64_t m_bucketNs;
  bool m_parts;
  const CancelToken& m_cancel;
  BucketTotals m_totals;
  CellTotals* m_current = nullptr;
  TimeNs m_currentStart = 0;
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
