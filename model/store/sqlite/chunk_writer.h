// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/store/chunk_codec.h"
#include "model/store/chunk_press.h"
#include "model/store/crowd_watch.h"
#include "model/store/sqlite/database.h"
#include "model/store/sqlite/filter_writer.h"

namespace rheo::store {

/// Writes sightings as chunks. Every commit adds a small piece; once the pieces make a full chunk
/// they are replaced by it, in the same transaction. The rows of the pieces stay in memory, so
/// nothing is read back. Full chunks are encoded beside the caller's thread while there are cores
/// to spare: where there are none, handing them over costs more than it saves.
class ChunkWriter {
 public:
  explicit ChunkWriter(const CellTable& cells) : m_cells(cells) {}

  Result<void> prepare(Database& db);
  /// Takes the state from the file: after opening, and after a rollback.
  Result<void> load();

  Result<void> append(std::span<const TraceEvent* const> events,
                      std::span<const std::uint32_t> cells);
  /// Writes what append() left in memory, and full chunks that are not encoded yet. Who reads
  /// nothing before the end needs to call it then only.
  Result<void> flush();

 private:
  [[nodiscard]] std::size_t fitting(std::span<const TraceEvent* const> events) const;
  [[nodiscard]] bool isFull() const;
  Result<void> loadPiece(const Statement& row);
  Result<void> write(std::uint64_t firstRow, const EncodedChunk& chunk, bool sealed);
  Result<void> writePiece();
  Result<void> deletePieces();
  Result<void> seal();
  Result<void> writeSealed(std::uint64_t firstRow, const EncodedChunk& chunk);
  Result<void> writeOldest();

  const CellTable& m_cells;
  CrowdWatch m_crowd;
  bool m_beside = true;  ///< the press is used, until the next flush()
  ChunkPress m_press;
  ChunkEncoder m_encoder;  ///< of pieces, and full chunks that do not go to the press
  EncodedChunk m_encoded;
  Columns m_tail;                       ///< rows not in a sealed chunk yet
  std::uint64_t m_tailRow = 1;          ///< row id of the tail's first
  std::size_t m_written = 0;            ///< of the tail, in pieces
  std::vector<std::uint64_t> m_pieces;  ///< their first rows

  FilterWriter m_filters;
  Statement m_selectTail, m_selectLast;
  Statement m_insertChunk, m_insertData, m_insertPayload;
  Statement m_deleteChunk, m_deleteData, m_deletePayload;
};

}  // namespace rheo::store
