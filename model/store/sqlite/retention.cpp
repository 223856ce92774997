// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/retention.h"

#include <algorithm>
#include <array>

#include "model/store/chunk_codec.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr int kCommitsPerLook = 8;
// A sixteenth goes at once: what a second's rollup has lost is counted anew only so often.
constexpr std::int64_t kSlack = 16;

Error damaged(std::uint64_t row) {
  return {"chunk " + std::to_string(row) + " of the recording is damaged",
          {},
          "Open it read-only, and record into a new file"};
}

}  // namespace

Result<void> Retention::prepare(Database& db) {
  RHEO_TRY(m_filters.prepare(db));
  RHEO_TRY(db.prepareAll({
      // The last sealed chunk stays: the rows to come are numbered after it.
      {&m_oldest,
       "SELECT first_row, count, to_ns, (SELECT length(hot) + length(ids) + length(text) FROM "
       "chunk_data d WHERE d.first_row = c.first_row) + (SELECT length(data) FROM chunk_payload p "
       "WHERE p.first_row = c.first_row) FROM chunk c WHERE sealed = 1 AND first_row < (SELECT "
       "max(first_row) FROM chunk WHERE sealed = 1) ORDER BY first_row"},
      {&m_hot, "SELECT hot FROM chunk_data WHERE first_row = ?"},
      {&m_overlapping,
       "SELECT c.first_row, c.count, d.hot FROM chunk c JOIN chunk_data d USING(first_row) WHERE "
       "c.to_ns >= ? AND c.from_ns < ? ORDER BY c.first_row"},
      {&m_count,
       "INSERT INTO meta VALUES('removed', ?1) ON CONFLICT(key) DO UPDATE SET value = value + ?1"},
      {&m_firstLeft, "SELECT min(from_ns) FROM chunk"},
  }));
  const auto add = [&](std::vector<Statement>& list, const char* sql) -> Result<void> {
    auto prepared = db.prepare(sql);
    if (!prepared) return prepared.error();
    list.push_back(std::move(*prepared));
    return {};
  };
  for (const char* sql :
       {"DELETE FROM chunk WHERE first_row = ?", "DELETE FROM chunk_data WHERE first_row = ?",
        "DELETE FROM chunk_payload WHERE first_row = ?"}) {
    RHEO_TRY(add(m_deleteChunk, sql));
  }
  for (const char* sql :
       {"DELETE FROM saga_step WHERE saga IN (SELECT id FROM saga WHERE ended_ns < ?)",
        "DELETE FROM saga WHERE ended_ns < ?", "DELETE FROM problem WHERE time_ns < ?",
        "DELETE FROM gap WHERE to_ns < ?"}) {
    RHEO_TRY(add(m_deleteEntities, sql));
  }
  return {};
}

Result<void> Retention::apply(Database& db, TimeNs newestNs, RollupWriter& rollups) {
  if (m_ageNs <= 0 && m_bytes == 0) return {};
  m_newestNs = std::max(m_newestNs, newestNs);
  if (--m_untilLook > 0) return {};
  m_untilLook = kCommitsPerLook;
  const auto chunks = choose(db, m_newestNs);
  if (!chunks) return chunks.error();
  if (chunks->empty()) return {};
  std::set<std::int64_t> seconds;
  RHEO_TRY(remove(*chunks, seconds));
  RHEO_TRY(rollups.forget(seconds));
  RHEO_TRY(addLeft(seconds, rollups));
  RHEO_TRY(rollups.flush(m_cells.size()));
  m_firstLeft.reset();
  const TimeNs first = m_firstLeft.next() ? m_firstLeft.integer(0) : m_newestNs;
  m_firstLeft.reset();
  return removeEntities(first);
}

Result<std::uint64_t> Retention::usedBytes(Database& db) {
  std::array<std::int64_t, 3> values{};
  const std::array<const char*, 3> pragmas{"PRAGMA page_count", "PRAGMA freelist_count",
                                           "PRAGMA page_size"};
  for (std::size_t i = 0; i < pragmas.size(); ++i) {
    const auto value = db.integer(pragmas[i]);
    if (!value) return value.error();
    values[i] = *value;
  }
  return static_cast<std::uint64_t>((values[0] - values[1]) * values[2]);
}

/// The chunks in front that are too old, or too much. Nothing before there is enough of it.
Result<std::vector<Retention::Chunk>> Retention::choose(Database& db, TimeNs newestNs) {
  std::int64_t excess = 0;
  if (m_bytes > 0) {
    const auto used = usedBytes(db);
    if (!used) return used.error();
    if (*used > m_bytes) {
      excess = static_cast<std::int64_t>(*used - m_bytes + m_bytes / kSlack);
    }
  }
  const bool byAge = m_ageNs > 0;
  const TimeNs tooOld = newestNs - m_ageNs;
  std::vector<Chunk> chunks;
  bool enough = excess > 0;
  m_oldest.reset();
  while (m_oldest.next()) {
    const Chunk chunk{static_cast<std::uint64_t>(m_oldest.integer(0)),
                      static_cast<std::size_t>(m_oldest.integer(1)), m_oldest.integer(2)};
    const bool isOld = byAge && chunk.toNs < tooOld;
    if (excess <= 0 && !isOld) break;
    // An hour's ring moves on by minutes, not by every commit.
    enough = enough || (isOld && chunk.toNs < tooOld - m_ageNs / kSlack);
    excess -= m_oldest.integer(3);
    chunks.push_back(chunk);
  }
  RHEO_TRY(m_oldest.status());
  m_oldest.reset();
  if (!enough) chunks.clear();
  return chunks;
}

Result<void> Retention::remove(const std::vector<Chunk>& chunks, std::set<std::int64_t>& seconds) {
  std::uint64_t rows = 0;
  for (const Chunk& chunk : chunks) {
    Columns columns;
    m_hot.bind(chunk.firstRow);
    if (!m_hot.next() || !decodeGroup(kHot, m_hot.blob(0), chunk.count, m_cells.size(), columns)) {
      return damaged(chunk.firstRow);
    }
    m_hot.reset();
    for (const TimeNs time : columns.time) seconds.insert(bucketOf(time, kSecond));
    for (Statement& statement : m_deleteChunk) RHEO_TRY(statement.run(chunk.firstRow));
    rows += chunk.count;
  }
  RHEO_TRY(m_filters.forgetBefore(chunks.back().firstRow + chunks.back().count));
  return m_count.run(rows);
}

/// What is left of the seconds that lost sightings.
Result<void> Retention::addLeft(const std::set<std::int64_t>& seconds, RollupWriter& rollups) {
  m_overlapping.bind(bucketStart(*seconds.begin(), kSecond),
                     bucketStart(*seconds.rbegin() + 1, kSecond));
  Columns columns;
  while (m_overlapping.next()) {
    const auto row = static_cast<std::uint64_t>(m_overlapping.integer(0));
    const auto count = static_cast<std::size_t>(m_overlapping.integer(1));
    columns.groups = 0;
    if (!decodeGroup(kHot, m_overlapping.blob(2), count, m_cells.size(), columns)) {
      return damaged(row);
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (!seconds.contains(bucketOf(columns.time[i], kSecond))) continue;
      rollups.add(columns.at(i, m_cells), columns.cell[i]);
    }
  }
  RHEO_TRY(m_overlapping.status());
  m_overlapping.reset();
  return {};
}

Result<void> Retention::removeEntities(TimeNs before) {
  for (Statement& statement : m_deleteEntities) RHEO_TRY(statement.run(before));
  return {};
}

}  // namespace rheo::store
