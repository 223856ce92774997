// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/store/cell_stats.h"

namespace rheo::store {

/// What matches a query, by cell.
using CellTotals = std::unordered_map<std::uint32_t, CellStats>;
/// The same by the start of each output bucket that is not empty.
using BucketTotals = std::map<TimeNs, CellTotals>;

/// Counts sightings, or cells counted elsewhere, into the buckets they fall in. bucketNs 0 = one
/// bucket, under key 0. Cheapest where neighbours share a bucket. One thread; `totals` outlives it,
/// and nobody else adds to it or takes from it meanwhile.
class BucketTally {
 public:
  BucketTally(BucketTotals& totals, std::int64_t bucketNs, bool parts)
      : m_totals(totals), m_bucketNs(bucketNs), m_parts(parts) {}

  void add(std::uint32_t cell, const TraceEvent& event) {
    CellStats& stats = at(event.timeNs, cell);
    if (m_parts) {
      stats.add(event);
    } else {
      stats.count1(event);
    }
  }
  void merge(TimeNs time, std::uint32_t cell, CellStats stats) {
    CellStats& sum = at(time, cell);
    if (sum.count == 0) {
      sum = std::move(stats);
    } else {
      sum.merge(stats);
    }
  }

 private:
  CellStats& at(TimeNs time, std::uint32_t cell);
  void enter(TimeNs time);

  BucketTotals& m_totals;
  std::int64_t m_bucketNs;
  bool m_parts;
  CellTotals* m_bucket = nullptr;  ///< the one of [m_from, m_to)
  TimeNs m_from = 0;
  TimeNs m_to = 0;
  std::vector<CellStats*> m_cells;  ///< of m_bucket, by number; null = not looked up yet
};

}  // namespace rheo::store
