// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/archive.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "model/store/sqlite/dictionary_rows.h"
#include "model/store/sqlite/schema.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

namespace fs = std::filesystem;

/// Out of the log, for a writer that tries again and again for a tenth of a second.
constexpr std::chrono::milliseconds kPause{20};

Error damagedChunk(const Database& db, std::uint64_t row) {
  return {"chunk " + std::to_string(row) + " of the recording is damaged", db.path(),
          "Restore a copy of the file"};
}

}  // namespace

Error cancelledError() {
  return {"cancelled", {}, {}};
}

Result<void> Archive::open(const std::string& path) {
  std::error_code error;
  const auto kind = fs::status(path, error).type();
  if (kind == fs::file_type::not_found) {
    return Error{"there is no such file", path, "Check the path"};
  }
  if (kind == fs::file_type::directory) {
    return Error{"this is a folder, not a recording", path, "Name the file in it"};
  }
  auto opened = connect(path, Database::Mode::ReadOnly);
  if (opened) return {};
  // In a folder that cannot be written SQLite cannot share the log; without a log it need not.
  const auto log = fs::file_size(path + "-wal", error);
  const bool noLog = error || log == 0;
  if (noLog && connect(path, Database::Mode::Immutable)) return {};
  if (!noLog && m_db.handle() == nullptr) {
    return Error{opened.error().what, path,
                 "Copy the file together with its -wal file into a folder that can be written"};
  }
  return opened;
}

Result<void> Archive::connect(const std::string& path, Database::Mode mode) {
  auto db = Database::open(path, mode);
  if (!db) return db.error();
  m_db = std::move(*db);
  m_gate = LogGate::of(path);
  RHEO_TRY(
      m_db.exec("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; "
                "PRAGMA cache_size=-8192"));
  bool isEmpty = false;
  RHEO_TRY(checkIdentity(m_db, &isEmpty));
  if (isEmpty) return Error{"the file is empty", path, "Choose a file that `rheo record` wrote"};
  RHEO_TRY(checkSchema(m_db));
  RHEO_TRY(prepare());
  RHEO_TRY(m_db.exec("PRAGMA query_only=ON"));
  // Names are asked for before the first question is.
  auto loaded = begin();
  end();
  return loaded;
}

Result<void> Archive::prepare() {
  RHEO_TRY(m_filters.prepare(m_db));
  return m_db.prepareAll({
      {&m_begin, "BEGIN"},
      {&m_commit, "COMMIT"},
      {&m_selectRevision, "SELECT value FROM main.meta WHERE key = 'revision'"},
      {&m_selectChunks,
       "SELECT first_row, count, from_ns, to_ns, sealed, cells FROM main.chunk WHERE first_row >= "
       "? ORDER BY first_row"},
      {&m_selectData, "SELECT hot, ids, text FROM main.chunk_data WHERE first_row = ?"},
      {&m_selectChunk, "SELECT 1 FROM main.chunk WHERE first_row = ?"},
      {&m_selectIds, "SELECT ids FROM main.chunk_data WHERE first_row = ?"},
      {&m_selectPayload, "SELECT data FROM main.chunk_payload WHERE first_row = ?"},
      {&m_selectRollups,
       "SELECT bucket, counts, parts FROM main.rollup WHERE level = ? AND bucket >= ? AND bucket < "
       "? ORDER BY bucket"},
      {&m_selectCounts,
       "SELECT bucket, counts FROM main.rollup WHERE level = ? AND bucket >= ? AND bucket < ? "
       "ORDER BY bucket"},
  });
}

Result<void> Archive::begin() {
  m_gate->wait();
  RHEO_TRY(m_begin.run());
  auto refreshed = refresh();
  if (!refreshed) m_loaded = false;
  return refreshed;
}

void Archive::end() {
  leave();
  m_gaveWay = false;
  m_kept.clear();
}

void Archive::leave() {
  // What an error left half read would hold the snapshot.
  for (Statement* statement :
       {&m_selectRevision, &m_selectChunks, &m_selectData, &m_selectIds, &m_selectChunk,
        &m_selectPayload, &m_selectRollups, &m_selectCounts}) {
    statement->reset();
  }
  m_filters.reset();
  if (m_db.inTransaction()) (void)m_commit.run();
}

/// A writer in another process cannot ask: its log tells, when it is long and still grows.
bool Archive::isAskedToGiveWay() {
  constexpr unsigned kPerLook = 4;
  if (m_gate->isClosed()) return true;
  if (++m_asked % kPerLook != 0) return false;
  const std::uint64_t before = std::exchange(m_logSeen, logSize(m_db.path()));
  return m_logSeen >= kLongLog && m_logSeen > before;
}

/// The pieces of the tail are merged sooner or later: they are taken along.
Result<void> Archive::giveWay() {
  for (const ChunkInfo& chunk : m_chunks) {
    if (chunk.sealed || m_kept.contains(chunk.firstRow)) continue;
    auto piece = columns(chunk, kAllGroups);
    if (!piece) return piece.error();
    m_kept.emplace(chunk.firstRow, std::move(*piece));
  }
  leave();
  if (!m_gate->isClosed()) std::this_thread::sleep_for(kPause);
  m_gate->wait();
  m_gaveWay = true;
  return m_begin.run();
}

bool Archive::isGone(const ChunkInfo& chunk) {
  if (!m_gaveWay || !chunk.sealed) return false;
  m_selectChunk.bind(chunk.firstRow);
  const bool gone = !m_selectChunk.next() && m_selectChunk.status().ok();
  m_selectChunk.reset();
  return gone;
}

Result<std::uint64_t> Archive::storedRevision() {
  m_selectRevision.reset();
  const auto revision = m_selectRevision.next() ? m_selectRevision.integer(0) : 0;
  RHEO_TRY(m_selectRevision.status());
  m_selectRevision.reset();
  return static_cast<std::uint64_t>(revision);
}

Result<void> Archive::refresh() {
  const auto revision = storedRevision();
  if (!revision) return revision.error();
  if (m_loaded && *revision == m_revision) return {};
  RHEO_TRY(readNames(m_db, m_names));
  RHEO_TRY(readCells(m_db, m_cells));
  RHEO_TRY(readChunks());
  m_revision = *revision;
  m_loaded = true;
  return {};
}

Result<void> Archive::readChunks() {
  // Retention takes whole chunks from the front.
  const auto first = m_db.integer("SELECT coalesce(min(first_row), 0) FROM main.chunk");
  if (!first) return first.error();
  const auto left = std::find_if(m_chunks.begin(), m_chunks.end(), [&](const ChunkInfo& chunk) {
    return chunk.firstRow >= static_cast<std::uint64_t>(*first);
  });
  m_chunks.erase(m_chunks.begin(), left);
  while (!m_chunks.empty() && !m_chunks.back().sealed) m_chunks.pop_back();
  std::uint64_t next = lastRow() + 1;
  m_selectChunks.bind(next);
  while (m_selectChunks.next()) {
    const Statement& row = m_selectChunks;
    ChunkInfo chunk;
    chunk.firstRow = static_cast<std::uint64_t>(row.integer(0));
    chunk.count = static_cast<std::size_t>(row.integer(1));
    chunk.fromNs = row.integer(2);
    chunk.toNs = row.integer(3);
    chunk.sealed = row.integer(4) != 0;
    // Rows are dense; what retention removed lies in front.
    const bool follows = m_chunks.empty() || chunk.firstRow == next;
    if (!follows || chunk.firstRow == 0 || chunk.firstRow >> 62 != 0 || chunk.count == 0 ||
        chunk.count > kMaxChunkEvents || chunk.fromNs > chunk.toNs ||
        !decodeCellList(row.blob(5), m_cells.size(), chunk.cells)) {
      return damagedChunk(m_db, chunk.firstRow);
    }
    next = chunk.firstRow + chunk.count;
    m_chunks.push_back(std::move(chunk));
  }
  RHEO_TRY(m_selectChunks.status());
  m_selectChunks.reset();
  return {};
}

std::optional<std::pair<TimeNs, TimeNs>> Archive::extent() const {
  if (m_chunks.empty()) return std::nullopt;
  std::pair extent{m_chunks.front().fromNs, m_chunks.front().toNs};
  for (const ChunkInfo& chunk : m_chunks) {
    extent.first = std::min(extent.first, chunk.fromNs);
    extent.second = std::max(extent.second, chunk.toNs);
  }
  return extent;
}

std::size_t Archive::chunkOf(std::uint64_t row) const {
  const auto after =
      std::upper_bound(m_chunks.begin(), m_chunks.end(), row,
                       [](std::uint64_t r, const ChunkInfo& chunk) { return r < chunk.firstRow; });
  if (after == m_chunks.begin()) return m_chunks.size();
  const auto chunk = std::prev(after);
  return row < chunk->firstRow + chunk->count ? static_cast<std::size_t>(chunk - m_chunks.begin())
                                              : m_chunks.size();
}

Result<std::shared_ptr<const Columns>> Archive::columns(const ChunkInfo& chunk, unsigned groups) {
  if (const auto kept = m_kept.find(chunk.firstRow); kept != m_kept.end()) return kept->second;
  const ChunkCache::Key key{chunk.firstRow, chunk.count};
  groups |= kHot;
  auto columns = m_cache.find(key);
  if (columns && (columns->groups & groups) == groups) {
    return std::shared_ptr<const Columns>(std::move(columns));
  }
  if (!columns) columns = std::make_shared<Columns>();
  RHEO_TRY(decode(chunk, groups & ~columns->groups, *columns));
  m_cache.keep(key, columns);
  return std::shared_ptr<const Columns>(std::move(columns));
}

Result<std::shared_ptr<const Columns>> Archive::passing(const ChunkInfo& chunk, unsigned groups) {
  if (const auto kept = m_kept.find(chunk.firstRow); kept != m_kept.end()) return kept->second;
  groups |= kHot;
  auto columns = m_cache.find({chunk.firstRow, chunk.count});
  if (columns && (columns->groups & groups) == groups) {
    return std::shared_ptr<const Columns>(std::move(columns));
  }
  if (!m_passing || m_passing.use_count() > 1) m_passing = std::make_shared<Columns>();
  m_passing->groups = 0;
  RHEO_TRY(decode(chunk, groups, *m_passing));
  return std::shared_ptr<const Columns>(m_passing);
}

Result<void> Archive::decode(const ChunkInfo& chunk, unsigned missing, Columns& out) {
  const auto take = [&](Group group, const Statement& row, int column) {
    return (missing & group) == 0 ||
           decodeGroup(group, row.blob(column), chunk.count, m_cells.size(), out);
  };
  bool whole = true;
  ++m_opened;
  if ((missing & (kHot | kIds | kText)) != 0) {
    m_selectData.bind(chunk.firstRow);
    whole = m_selectData.next() && take(kHot, m_selectData, 0) && take(kIds, m_selectData, 1) &&
            take(kText, m_selectData, 2);
    RHEO_TRY(m_selectData.status());
    m_selectData.reset();
  }
  if (whole && (missing & kPayload) != 0) {
    m_selectPayload.bind(chunk.firstRow);
    whole = m_selectPayload.next() && take(kPayload, m_selectPayload, 0);
    RHEO_TRY(m_selectPayload.status());
    m_selectPayload.reset();
  }
  if (!whole) return damagedChunk(m_db, chunk.firstRow);
  return {};
}

Result<std::vector<std::size_t>> Archive::chunksWith(Id128 id, const CancelToken& cancel) {
  std::vector<std::size_t> found;
  if (id.isNull()) return found;
  // A chunk whose filter is missing is opened.
  std::vector<bool> isRuledOut(m_chunks.size());
  std::size_t next = 0;
  const auto take = [&](std::uint64_t row, bool mayBe) {
    if (next >= m_chunks.size() || m_chunks[next].firstRow != row) next = chunkOf(row);
    if (next < m_chunks.size() && m_chunks[next].firstRow == row) isRuledOut[next++] = !mayBe;
  };
  RHEO_TRY(m_filters.ask(id, take, cancel));
  for (std::size_t i = 0; i < m_chunks.size(); ++i) {
    if (isRuledOut[i]) continue;
    if (cancel.cancelled()) return cancelledError();
    const auto holds = this->holds(m_chunks[i], id);
    if (!holds) return holds.error();
    if (*holds) found.push_back(i);
  }
  return found;
}

/// What the filter let through: it errs in one chunk of a thousand, and a chunk costs much.
Result<bool> Archive::holds(const ChunkInfo& chunk, Id128 id) {
  m_selectIds.bind(chunk.firstRow);
  const bool holds = !m_selectIds.next() || idGroupHolds(m_selectIds.blob(0), chunk.count, id);
  RHEO_TRY(m_selectIds.status());
  m_selectIds.reset();
  return holds;
}

Result<void> Archive::rollups(
    int level, std::int64_t from, std::int64_t to, bool parts,
    const std::function<Result<void>(std::int64_t, std::vector<RollupCell>&)>& each) {
  Statement& select = parts ? m_selectRollups : m_selectCounts;
  select.bind(storedLevel(level), from, to);
  std::vector<RollupCell> cells;
  while (select.next()) {
    const std::int64_t bucket = select.integer(0);
    const TimeNs origin = bucketStart(bucket, rollupNs(level));
    if (!decodeCounts(select.blob(1), origin, m_cells.size(), cells) ||
        (parts && !decodeParts(select.blob(2), cells))) {
      return Error{"rollup " + std::to_string(bucket) + " of level " + std::to_string(level) +
                       " of the recording is damaged",
                   m_db.path(), "Restore a copy of the file"};
    }
    RHEO_TRY(each(bucket, cells));
  }
  RHEO_TRY(select.status());
  select.reset();
  return {};
}

}  // namespace rheo::store
