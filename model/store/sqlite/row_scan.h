// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/query/filter.h"
#include "model/store/sqlite/archive.h"
#include "model/store/store.h"

namespace rheo::store {

/// Finds the sightings that match a query, chunk by chunk: chunks outside the range, or whose cells
/// cannot match, are not opened; of the others only the column groups that the filter reads.
/// For the length of one snapshot.
class RowScan {
 public:
  RowScan(Archive& archive, const query::Filter& filter);

  /// True if sightings of the cell may match (for a dimensional filter: do match).
  bool admits(std::uint32_t cell);
  /// True if admits() says all.
  [[nodiscard]] bool isDimensional() const { return m_dimensional; }

  /// One matching sighting; `event` holds the groups that the filter reads, plus the asked ones.
  using Each = std::function<bool(std::uint64_t row, std::uint32_t cell, const TraceEvent& event)>;
  /// Which rows, and in which order.
  struct Walk {
    TimeRange range;
    std::uint64_t firstRow = 0;  ///< those before are left out
    bool backwards = false;      ///< newest first
  };
  /// Row by row until `each` returns false.
  Result<void> run(const Walk& walk, unsigned groups, const Each& each, const CancelToken& cancel);
  /// The newest matching rows, at most `limit`, ascending. Chunks that match whole stay closed.
  Result<std::vector<std::uint64_t>> newestRows(TimeRange range, std::size_t limit,
                                                const CancelToken& cancel);
  /// Chunk by chunk, newest first: the matching rows descending, and the share that is done.
  Result<void> find(TimeRange range, const StoreReader::FoundFn& found, const CancelToken& cancel);

 private:
  using Chunks = std::vector<const ChunkInfo*>;
  Chunks candidates(TimeRange range, std::uint64_t firstRow = 0);
  template <class Visit>
  Result<void> eachOf(const Chunks& chunks, Visit visit, const CancelToken& cancel);
  bool admitsWhole(const ChunkInfo& chunk, TimeRange range);
  Result<void> findIn(const ChunkInfo& chunk, TimeRange range, bool passing, std::size_t limit,
                      std::vector<std::uint64_t>& rows);
  bool admitsAny(const std::vector<std::uint32_t>& cells);
  bool runChunk(const ChunkInfo& chunk, const Columns& columns, const Walk& walk, const Each& each);

  Archive& m_archive;
  bool m_all;
  bool m_dimensional;
  unsigned m_groups;
  query::Matcher m_matcher;
  query::Matcher m_cellMatcher;
  std::string m_needle;  ///< stands in every payload that matches; empty = nothing is known
  std::vector<std::int8_t> m_admitted;  ///< by cell: -1 not asked yet
};

}  // namespace rheo::store
