// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "model/store/cell_table.h"
#include "model/store/sqlite/database.h"
#include "model/store/sqlite/filter_writer.h"
#include "model/store/sqlite/rollup_writer.h"
#include "model/store/store.h"

namespace rheo::store {

/// Keeps a recording within an age and a size: whole chunks go from the front, with what the
/// rollups, sagas, problems and gaps say of their time, in the transaction of a commit. What went
/// is counted.
class Retention {
 public:
  Retention(const OpenOptions& options, const CellTable& cells)
      : m_ageNs(options.keepAgeNs), m_bytes(options.keepBytes), m_cells(cells) {}

  Result<void> prepare(Database& db);
  /// After everything else of a commit was written. `newestNs` is its latest time.
  Result<void> apply(Database& db, TimeNs newestNs, RollupWriter& rollups);

 private:
  struct Chunk {
    std::uint64_t firstRow = 0;
    std::size_t count = 0;
    TimeNs toNs = 0;
  };
  Result<std::vector<Chunk>> choose(Database& db, TimeNs newestNs);
  Result<std::uint64_t> usedBytes(Database& db);
  Result<void> remove(const std::vector<Chunk>& chunks, std::set<std::int64_t>& seconds);
  Result<void> addLeft(const std::set<std::int64_t>& seconds, RollupWriter& rollups);
  Result<void> removeEntities(TimeNs before);

  std::int64_t m_ageNs;
  std::uint64_t m_bytes;
  const CellTable& m_cells;
  TimeNs m_newestNs = 0;
  int m_untilLook = 0;  ///< commits: looking for what may go is not for every one
  FilterRetention m_filters;
  Statement m_oldest, m_hot, m_overlapping, m_count, m_firstLeft;
  std::vector<Statement> m_deleteChunk, m_deleteEntities;
};

}  // namespace rheo::store
