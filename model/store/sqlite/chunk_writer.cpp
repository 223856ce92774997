// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/chunk_writer.h"

#include <algorithm>

#include "model/store/try.h"

namespace rheo::store {
namespace {

// More pieces than this are merged: readers open each of them.
constexpr std::size_t kMaxPieces = 16;

}  // namespace

Result<void> ChunkWriter::prepare(Database& db) {
  RHEO_TRY(m_filters.prepare(db));
  return db.prepareAll({
      {&m_selectTail,
       "SELECT c.first_row, c.count, d.hot, d.ids, d.text, p.data FROM chunk c JOIN chunk_data d "
       "USING(first_row) JOIN chunk_payload p USING(first_row) WHERE c.sealed = 0 AND c.first_row "
       "> (SELECT coalesce(max(first_row), 0) FROM chunk WHERE sealed = 1) ORDER BY c.first_row"},
      {&m_selectLast,
       "SELECT first_row + count FROM chunk WHERE sealed = 1 ORDER BY first_row DESC LIMIT 1"},
      {&m_insertChunk, "INSERT INTO chunk VALUES(?, ?, ?, ?, ?, ?)"},
      {&m_insertData, "INSERT INTO chunk_data VALUES(?, ?, ?, ?)"},
      {&m_insertPayload, "INSERT INTO chunk_payload VALUES(?, ?)"},
      {&m_deleteChunk, "DELETE FROM chunk WHERE first_row = ?"},
      {&m_deleteData, "DELETE FROM chunk_data WHERE first_row = ?"},
      {&m_deletePayload, "DELETE FROM chunk_payload WHERE first_row = ?"},
  });
}

Result<void> ChunkWriter::load() {
  m_press.clear();
  m_tail.clear();
  m_pieces.clear();
  m_selectLast.reset();
  m_tailRow = m_selectLast.next() ? static_cast<std::uint64_t>(m_selectLast.integer(0)) : 1;
  RHEO_TRY(m_selectLast.status());
  m_selectLast.reset();
  m_selectTail.reset();
  while (m_selectTail.next()) RHEO_TRY(loadPiece(m_selectTail));
  RHEO_TRY(m_selectTail.status());
  m_selectTail.reset();
  m_written = m_tail.size();
  return m_filters.load(m_tailRow);
}

Result<void> ChunkWriter::loadPiece(const Statement& row) {
  const auto first = static_cast<std::uint64_t>(row.integer(0));
  const auto count = static_cast<std::size_t>(row.integer(1));
  Columns piece;
  for (unsigned group = 0; group < 4; ++group) {
    if (first != m_tailRow + m_tail.size() ||
        !decodeGroup(static_cast<Group>(1u << group), row.blob(static_cast<int>(group) + 2), count,
                     m_cells.size(), piece)) {
      return Error{"chunk " + std::to_string(first) + " of the recording is damaged",
                   {},
                   "Open it read-only, and record into a new file"};
    }
  }
  for (std::size_t i = 0; i < count; ++i) m_tail.append(piece.at(i, m_cells), piece.cell[i]);
  m_pieces.push_back(first);
  return {};
}

Result<void> ChunkWriter::append(std::span<const TraceEvent* const> events,
                                 std::span<const std::uint32_t> cells) {
  while (!events.empty()) {
    const std::size_t some = fitting(events);
    m_tail.append(events.first(some), cells.first(some));
    events = events.subspan(some);
    cells = cells.subspan(some);
    if (isFull()) RHEO_TRY(seal());
  }
  return {};
}

/// How many go into the tail: up to the one that fills it.
std::size_t ChunkWriter::fitting(std::span<const TraceEvent* const> events) const {
  const std::size_t room = kChunkEvents - std::min(m_tail.size(), kChunkEvents - 1);
  const std::size_t most = std::min(events.size(), room);
  std::size_t text = m_tail.textBytes();
  for (std::size_t i = 0; i < most; ++i) {
    const TraceEvent& e = *events[i];
    text += e.key.size() + e.sagaKey.size() + e.attributes.size() + e.payload.size();
    if (text >= kChunkTextBytes) return i + 1;
  }
  return most;
}

bool ChunkWriter::isFull() const {
  return m_tail.size() >= kChunkEvents || m_tail.textBytes() >= kChunkTextBytes;
}

Result<void> ChunkWriter::flush() {
  const bool hasMore = m_tail.size() > m_written;
  if (hasMore && m_pieces.size() >= kMaxPieces) {
    RHEO_TRY(deletePieces());
    m_written = 0;
  }
  if (hasMore) m_encoder.encode(m_tail, m_written, m_tail.size(), m_encoded);
  while (!m_press.isEmpty()) RHEO_TRY(writeOldest());
  m_beside = !m_crowd.isCrowded();
  return hasMore ? writePiece() : Result<void>{};
}

Result<void> ChunkWriter::writePiece() {
  const std::uint64_t row = m_tailRow + m_written;
  m_pieces.push_back(row);
  m_written = m_tail.size();
  return write(row, m_encoded, false);
}

Result<void> ChunkWriter::seal() {
  RHEO_TRY(deletePieces());
  const std::uint64_t row = m_tailRow;
  m_tailRow += m_tail.size();
  m_written = 0;
  if (!m_beside) {
    m_encoder.encode(m_tail, 0, m_tail.size(), m_encoded);
    m_tail.clear();
    return writeSealed(row, m_encoded);
  }
  if (m_press.isFull()) RHEO_TRY(writeOldest());
  m_press.put(row, m_tail);
  return {};
}

Result<void> ChunkWriter::writeOldest() {
  const ChunkPress::Chunk& chunk = m_press.oldest();
  RHEO_TRY(writeSealed(chunk.firstRow, chunk.encoded));
  m_press.pop();
  return {};
}

Result<void> ChunkWriter::writeSealed(std::uint64_t firstRow, const EncodedChunk& chunk) {
  RHEO_TRY(write(firstRow, chunk, true));
  return m_filters.seal(firstRow);
}

Result<void> ChunkWriter::deletePieces() {
  for (const std::uint64_t piece : m_pieces) {
    RHEO_TRY(m_deleteChunk.run(piece));
    RHEO_TRY(m_filters.remove(piece));
    RHEO_TRY(m_deleteData.run(piece));
    RHEO_TRY(m_deletePayload.run(piece));
  }
  m_pieces.clear();
  return {};
}

Result<void> ChunkWriter::write(std::uint64_t row, const EncodedChunk& e, bool sealed) {
  RHEO_TRY(m_insertChunk.run(row, std::uint64_t{e.count}, e.fromNs, e.toNs, sealed ? 1 : 0,
                             Blob{e.cells}));
  RHEO_TRY(m_filters.add(row, e.filter));
  RHEO_TRY(m_insertData.run(row, Blob{e.groups[0]}, Blob{e.groups[1]}, Blob{e.groups[2]}));
  return m_insertPayload.run(row, Blob{e.groups[3]});
}

}  // namespace rheo::store
