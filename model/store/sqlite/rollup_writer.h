// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/store/cell_stats.h"
#include "model/store/sqlite/database.h"
#include "model/store/time_buckets.h"

namespace rheo::store {

/// Keeps the rollups: the touched buckets of one second are written with every commit; a bucket of
/// a higher level is written once, when it is over, from the seconds below it. A late event
/// removes those above it again, so a stored bucket is always exact.
class RollupWriter {
 public:
  Result<void> prepare(Database& db);
  /// Forgets what is in memory and finds what of the higher levels is still to be built.
  Result<void> load();

  void add(const TraceEvent& event, std::uint32_t cell);
  /// Takes seconds out, and what was summed over them: retention adds again what is left of them.
  Result<void> forget(const std::set<std::int64_t>& seconds);
  /// Writes the touched buckets; `cellCount` bounds the cells in what is read back.
  Result<void> flush(std::uint32_t cellCount);

 private:
  /// A cell of an open bucket: samples are gathered here and folded into histograms by flush().
  struct OpenCell {
    CellStats stats;
    std::vector<std::uint16_t> samples;  ///< of all parts: the part, then the histogram's bucket
  };
  struct OpenBucket {
    std::vector<std::unique_ptr<OpenCell>> cells;  ///< by cell id
    bool dirty = false;
    bool loaded = false;  ///< what the file had of it is in
  };

  OpenBucket& open(std::int64_t bucket);
  void fold(OpenCell& cell);
  Result<void> read(int level, std::int64_t bucket, std::uint32_t cellCount,
                    std::vector<RollupCell>& out);
  Result<void> write(int level, std::int64_t bucket);
  Result<void> flushSecond(std::int64_t bucket, OpenBucket& open, std::uint32_t cellCount);
  Result<void> dropAbove(std::int64_t second);
  Result<void> buildFinished(std::uint32_t cellCount);
  Result<void> build(int level, std::int64_t bucket, std::uint32_t cellCount);
  [[nodiscard]] int levelBelow(int level, std::int64_t bucket) const;
  void forgetOld();

  std::map<std::int64_t, OpenBucket> m_open;
  std::int64_t m_lastBucket = 0;
  OpenBucket* m_last = nullptr;
  std::int64_t m_newest = INT64_MIN;  ///< newest second seen
  /// Buckets to build, by level; [0] is unused.
  std::array<std::set<std::int64_t>, kRollupLevels> m_unbuilt;
  std::array<HistogramTally, kLatencyParts> m_tallies;
  RollupEncoder m_encoder;
  std::string m_counts, m_parts;  ///< what it made
  Statement m_select, m_upsert, m_delete, m_children, m_missing;
};

}  // namespace rheo::store
