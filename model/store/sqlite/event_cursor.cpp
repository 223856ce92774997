// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/event_cursor.h"

#include <algorithm>
#include <iterator>

#include "model/store/try.h"

namespace rheo::store {

Result<void> EventCursor::start(RowBounds bounds) {
  m_bounds = std::move(bounds);
  m_columns.reset();
  m_chunk = 0;
  RHEO_TRY(findCandidates());
  return settle();
}

Result<void> EventCursor::next() {
  ++m_index;
  return settle();
}

Result<void> EventCursor::findCandidates() {
  m_candidates.clear();
  const auto& chunks = m_archive.chunks();
  if (m_bounds.ids.empty()) {
    // One row is the commonest question: no walk over the index for it.
    const std::size_t first = m_archive.chunkOf(m_bounds.firstRow);
    for (std::size_t i = first == chunks.size() ? 0 : first; i < chunks.size(); ++i) {
      if (chunks[i].firstRow > m_bounds.lastRow) break;
      if (mayHold(chunks[i])) m_candidates.push_back(i);
    }
    return {};
  }
  for (std::size_t n = 0; n < m_bounds.ids.size(); ++n) {
    auto with = m_archive.chunksWith(m_bounds.ids[n], *m_cancel);
    if (!with) return with.error();
    std::vector<std::size_t> both;
    if (n == 0) {
      both = std::move(*with);
    } else {
      std::set_intersection(with->begin(), with->end(), m_candidates.begin(), m_candidates.end(),
                            std::back_inserter(both));
    }
    m_candidates = std::move(both);
  }
  std::erase_if(m_candidates, [&](std::size_t i) { return !mayHold(chunks[i]); });
  return {};
}

bool EventCursor::mayHold(const ChunkInfo& chunk) const {
  return chunk.firstRow <= m_bounds.lastRow && chunk.firstRow + chunk.count > m_bounds.firstRow &&
         chunk.fromNs <= m_bounds.toNs && chunk.toNs >= m_bounds.fromNs &&
         std::any_of(chunk.cells.begin(), chunk.cells.end(),
                     [&](std::uint32_t cell) { return admits(cell); });
}

/// Moves on from m_index to the next row within bounds, through as many chunks as that takes.
Result<void> EventCursor::settle() {
  for (; m_chunk < m_candidates.size(); ++m_chunk, m_columns.reset()) {
    const ChunkInfo& chunk = m_archive.chunks()[m_candidates[m_chunk]];
    if (!m_columns) {
      if (m_cancel->cancelled()) return cancelledError();
      auto columns = m_candidates.size() < Archive::kPassingChunks
                         ? m_archive.columns(chunk, m_bounds.groups)
                         : m_archive.passing(chunk, m_bounds.groups);
      if (!columns) return columns.error();
      m_columns = std::move(*columns);
      m_firstRow = chunk.firstRow;
      m_index = m_bounds.firstRow > m_firstRow ? m_bounds.firstRow - m_firstRow : 0;
    }
    for (; m_index < chunk.count && row() <= m_bounds.lastRow; ++m_index) {
      const TimeNs time = m_columns->time[m_index];
      if (time < m_bounds.fromNs || time > m_bounds.toNs) continue;
      if (!admits(m_columns->cell[m_index])) continue;
      m_event = m_columns->at(m_index, m_archive.cells());
      return {};
    }
  }
  return {};
}

}  // namespace rheo::store
