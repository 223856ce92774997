// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/bucket_totals.h"

#include <algorithm>
#include <limits>

#include "model/store/time_buckets.h"

namespace rheo::store {

CellStats& BucketTally::at(TimeNs time, std::uint32_t cell) {
  if (m_bucket == nullptr || time < m_from || time >= m_to) enter(time);
  if (cell >= m_cells.size()) m_cells.resize(std::size_t{cell} + 1);
  CellStats*& stats = m_cells[cell];
  if (stats == nullptr) stats = &(*m_bucket)[cell];
  return *stats;
}

void BucketTally::enter(TimeNs time) {
  std::fill(m_cells.begin(), m_cells.end(), nullptr);
  if (m_bucketNs == 0) {
    m_from = std::numeric_limits<TimeNs>::min();
    m_to = std::numeric_limits<TimeNs>::max();
    m_bucket = &m_totals[0];
    return;
  }
  const std::int64_t bucket = bucketOf(time, m_bucketNs);
  m_from = bucketStart(bucket, m_bucketNs);
  m_to = bucketStart(bucket + 1, m_bucketNs);
  m_bucket = &m_totals[m_from];
}

}  // namespace rheo::store
