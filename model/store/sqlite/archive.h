// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/base/cancel.h"
#include "model/base/name_table.h"
#include "model/store/cell_stats.h"
#include "model/store/chunk_codec.h"
#include "model/store/sqlite/chunk_cache.h"
#include "model/store/sqlite/database.h"
#include "model/store/sqlite/filter_reader.h"
#include "model/store/sqlite/log_gate.h"
#include "model/store/sqlite/rolling_totals.h"

namespace rheo::store {

/// What the index says of one chunk.
struct ChunkInfo {
  std::uint64_t firstRow = 0;
  std::size_t count = 0;
  TimeNs fromNs = 0;  ///< earliest and latest time, both included
  TimeNs toNs = 0;
  bool sealed = false;
  std::vector<std::uint32_t> cells;  ///< ascending
};

/// An open recording as its parts: dictionaries, chunk index, decoded chunks, rollups. What answers
/// questions is built on it. One thread.
class Archive {
 public:
  /// Opens read-only and trusts nothing in the file.
  Result<void> open(const std::string& path);

  /// Starts a snapshot and brings the index up to it.
  Result<void> begin();
  void end();
  /// In a long pass over chunks: lets the writer start its log anew. Chunks stay as begin() found
  /// them, but retention may take some; rollups and entities go on to what is there by then.
  Result<void> giveWay();
  [[nodiscard]] bool isAskedToGiveWay();
  /// True if the chunk has left the recording since begin().
  bool isGone(const ChunkInfo& chunk);
  Result<std::uint64_t> storedRevision();

  [[nodiscard]] Database& db() { return m_db; }
  [[nodiscard]] const NameTable& names() const { return m_names; }
  [[nodiscard]] const CellTable& cells() const { return m_cells; }
  [[nodiscard]] const std::vector<ChunkInfo>& chunks() const { return m_chunks; }
  [[nodiscard]] std::uint64_t lastRow() const {
    return m_chunks.empty() ? 0 : m_chunks.back().firstRow + m_chunks.back().count - 1;
  }
  /// First and last time, both included; nothing when empty.
  [[nodiscard]] std::optional<std::pair<TimeNs, TimeNs>> extent() const;
  /// Index of the chunk that holds a row; chunks().size() if there is none.
  [[nodiscard]] std::size_t chunkOf(std::uint64_t row) const;

  Result<std::shared_ptr<const Columns>> columns(const ChunkInfo& chunk, unsigned groups);
  /// The same for one pass over many chunks: what is not in the cache goes through one piece of
  /// memory again and again, and pushes nothing out.
  Result<std::shared_ptr<const Columns>> passing(const ChunkInfo& chunk, unsigned groups);
  /// From so many chunks on a pass would only turn the cache over.
  static constexpr std::size_t kPassingChunks = 128;
  [[nodiscard]] RollingTotals& rolling() { return m_rolling; }
  /// Chunks read from the file so far: what pruning saves.
  [[nodiscard]] std::uint64_t chunksOpened() const { return m_opened; }
  /// Chunks that hold the id, in row order: by their filters, then by their ids.
  Result<std::vector<std::size_t>> chunksWith(Id128 id, const CancelToken& cancel);
  /// Buckets of one level with from <= bucket < to, ascending. Histograms only if asked for;
  /// the callback may take the cells apart.
  Result<void> rollups(
      int level, std::int64_t from, std::int64_t to, bool parts,
      const std::function<Result<void>(std::int64_t, std::vector<RollupCell>&)>& each);

 private:
  Result<void> connect(const std::string& path, Database::Mode mode);
  Result<void> prepare();
  void leave();
  Result<void> refresh();
  Result<void> readChunks();
  Result<bool> holds(const ChunkInfo& chunk, Id128 id);
  Result<void> decode(const ChunkInfo& chunk, unsigned missing, Columns& out);

  Database m_db;
  std::shared_ptr<LogGate> m_gate;
  bool m_gaveWay = false;       ///< since begin()
  unsigned m_asked = 0;         ///< how often, whether to give way
  std::uint64_t m_logSeen = 0;  ///< its size
  std::map<std::uint64_t, std::shared_ptr<const Columns>> m_kept;  ///< pieces, by first row
  NameTable m_names;
  CellTable m_cells;
  std::vector<ChunkInfo> m_chunks;
  ChunkCache m_cache{std::size_t{32} << 20};  // a window holds three archives open
  FilterReader m_filters;
  RollingTotals m_rolling;
  std::shared_ptr<Columns> m_passing;
  std::uint64_t m_opened = 0;
  std::uint64_t m_revision = 0;
  bool m_loaded = false;
  Statement m_begin, m_commit, m_selectRevision, m_selectChunks, m_selectData, m_selectChunk,
      m_selectIds, m_selectPayload, m_selectRollups, m_selectCounts;
};

/// The Error of work that was told to stop.
Error cancelledError();

/// Snapshot for the length of a scope. Check ok() first.
class Snapshot {
 public:
  explicit Snapshot(Archive& archive) : m_archive(archive), m_status(archive.begin()) {}
  ~Snapshot() { m_archive.end(); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  [[nodiscard]] const Result<void>& status() const { return m_status; }

 private:
  Archive& m_archive;
  Result<void> m_status;
};

}  // namespace rheo::store
