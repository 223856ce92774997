// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "model/store/sqlite/archive.h"

namespace rheo::store {

/// What SQLite pushed down to one scan. Everything is a necessary condition: SQLite checks again.
struct RowBounds {
  std::uint64_t firstRow = 1;
  std::uint64_t lastRow = std::numeric_limits<std::uint64_t>::max();
  TimeNs fromNs = std::numeric_limits<TimeNs>::min();
  TimeNs toNs = std::numeric_limits<TimeNs>::max();  ///< included
  std::vector<Id128> ids;                            ///< all must be in the chunk
  std::vector<bool> cells;                           ///< by cell: may appear; empty = all
  unsigned groups = kHot;
};

/// Walks the rows within bounds. Opens only chunks that may hold one. One thread, one snapshot.
class EventCursor {
 public:
  EventCursor(Archive& archive, const CancelToken* const& cancel)
      : m_archive(archive), m_cancel(cancel) {}

  Result<void> start(RowBounds bounds);
  Result<void> next();
  [[nodiscard]] bool atEnd() const { return m_chunk >= m_candidates.size(); }
  [[nodiscard]] std::uint64_t row() const { return m_firstRow + m_index; }
  [[nodiscard]] const TraceEvent& event() const { return m_event; }

 private:
  Result<void> findCandidates();
  [[nodiscard]] bool mayHold(const ChunkInfo& chunk) const;
  [[nodiscard]] bool admits(std::uint32_t cell) const {
    return m_bounds.cells.empty() || m_bounds.cells[cell];
  }
  Result<void> settle();

  Archive& m_archive;
  const CancelToken* const& m_cancel;  ///< of the statement that runs now
  RowBounds m_bounds;
  std::vector<std::size_t> m_candidates;
  std::size_t m_chunk = 0;
  std::shared_ptr<const Columns> m_columns;
  std::uint64_t m_firstRow = 0;
  std::size_t m_index = 0;
  TraceEvent m_event;
};

}  // namespace rheo::store
