// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/rollup_writer.h"

#include <algorithm>
#include <utility>

#include "model/store/try.h"

namespace rheo::store {
namespace {

// A minute is built this long after its end, so that stragglers seldom undo it.
constexpr std::int64_t kGraceSeconds = 3;
constexpr std::size_t kMaxOpen = 32;
constexpr std::size_t kBuildsPerCommit = 4;
constexpr std::int64_t kMaxBucket = 10'000'000'000;  // beyond any TimeNs

constexpr unsigned kBucketBits = 12;
constexpr std::uint16_t kBucketMask = (1u << kBucketBits) - 1;
static_assert(Histogram::kBuckets <= kBucketMask + 1u && kLatencyParts << kBucketBits <= 1u << 16);

std::uint16_t sampleOf(std::size_t part, std::int64_t ns) {
  return static_cast<std::uint16_t>(part << kBucketBits |
                                    Histogram::indexOf(static_cast<std::uint64_t>(ns)));
}

std::int64_t secondsOf(int level) {
  return rollupNs(level) / kSecond;
}

Error damaged(int level, std::int64_t bucket) {
  return {"rollup " + std::to_string(bucket) + " of level " + std::to_string(level) +
              " of the recording is damaged",
          {},
          "Record into a new file"};
}

}  // namespace

Result<void> RollupWriter::prepare(Database& db) {
  return db.prepareAll({
      {&m_select, "SELECT counts, parts FROM rollup WHERE level = ? AND bucket = ?"},
      {&m_upsert, "INSERT OR REPLACE INTO rollup VALUES(?, ?, ?, ?)"},
      {&m_delete, "DELETE FROM rollup WHERE level = ? AND bucket = ?"},
      {&m_children,
       "SELECT bucket FROM rollup WHERE level = ? AND bucket >= ? AND bucket < ? ORDER BY bucket"},
      {&m_missing,
       "SELECT DISTINCT (bucket - (bucket % ?1 + ?1) % ?1) / ?1 FROM rollup WHERE level = ?2 "
       "EXCEPT SELECT bucket FROM rollup WHERE level = ?3"},
  });
}

Result<void> RollupWriter::load() {
  m_open.clear();
  m_last = nullptr;
  for (int level = 1; level < kRollupLevels; ++level) {
    auto& unbuilt = m_unbuilt[static_cast<std::size_t>(level)];
    unbuilt.clear();
    // An hour is missing where seconds are, not only where minutes are: those may be missing too.
    m_missing.bind(secondsOf(level), storedLevel(0), storedLevel(level));
    while (m_missing.next()) {
      const std::int64_t bucket = m_missing.integer(0);
      if (bucket > -kMaxBucket && bucket < kMaxBucket) unbuilt.insert(bucket);
    }
    RHEO_TRY(m_missing.status());
    m_missing.reset();
  }
  return {};
}

RollupWriter::OpenBucket& RollupWriter::open(std::int64_t bucket) {
  if (m_last != nullptr && m_lastBucket == bucket) return *m_last;
  m_last = &m_open[bucket];
  m_lastBucket = bucket;
  m_newest = std::max(m_newest, bucket);
  return *m_last;
}

void RollupWriter::add(const TraceEvent& event, std::uint32_t cell) {
  OpenBucket& bucket = open(bucketOf(event.timeNs, kRollupNs[0]));
  bucket.dirty = true;
  if (bucket.cells.size() <= cell) bucket.cells.resize(cell + 16);
  if (!bucket.cells[cell]) bucket.cells[cell] = std::make_unique<OpenCell>();
  OpenCell& open = *bucket.cells[cell];
  open.stats.count1(event);
  if (!endsHop(event.stage)) return;
  const HopParts hop = hopParts(event);
  for (std::size_t i = 0; i < kLatencyParts; ++i) {
    const std::int64_t ns = partOf(hop, static_cast<LatencyPart>(i));
    if (ns >= 0) open.samples.push_back(sampleOf(i, ns));
  }
}

void RollupWriter::fold(OpenCell& cell) {
  if (cell.samples.empty()) return;
  for (const std::uint16_t sample : cell.samples) {
    m_tallies[sample >> kBucketBits].add(sample & kBucketMask, 1);
  }
  cell.samples.clear();
  for (std::size_t i = 0; i < kLatencyParts; ++i) m_tallies[i].moveTo(cell.stats.parts[i]);
}

Result<void> RollupWriter::flush(std::uint32_t cellCount) {
  for (auto& [bucket, open] : m_open) {
    if (!open.dirty) continue;
    RHEO_TRY(flushSecond(bucket, open, cellCount));
    RHEO_TRY(dropAbove(bucket));
  }
  RHEO_TRY(buildFinished(cellCount));
  forgetOld();
  return {};
}

Result<void> RollupWriter::flushSecond(std::int64_t bucket, OpenBucket& open,
                                       std::uint32_t cellCount) {
  if (!open.loaded) {
    std::vector<RollupCell> cells;
    RHEO_TRY(read(0, bucket, cellCount, cells));
    for (const RollupCell& stored : cells) {
      if (open.cells.size() <= stored.cell) open.cells.resize(stored.cell + 1);
      auto& cell = open.cells[stored.cell];
      if (!cell) cell = std::make_unique<OpenCell>();
      cell->stats.merge(stored.stats);
    }
    open.loaded = true;
  }
  m_encoder.start(bucketStart(bucket, rollupNs(0)));
  for (std::size_t id = 0; id < open.cells.size(); ++id) {
    if (!open.cells[id]) continue;
    fold(*open.cells[id]);
    m_encoder.add(static_cast<std::uint32_t>(id), open.cells[id]->stats);
  }
  open.dirty = false;
  return write(0, bucket);
}

Result<void> RollupWriter::forget(const std::set<std::int64_t>& seconds) {
  m_last = nullptr;
  for (const std::int64_t second : seconds) {
    m_open.erase(second);
    RHEO_TRY(m_delete.run(storedLevel(0), second));
  }
  for (int level = 1; level < kRollupLevels; ++level) {
    const std::int64_t span = secondsOf(level);
    std::int64_t last = INT64_MIN;
    for (const std::int64_t second : seconds) {
      const std::int64_t bucket = bucketOf(second, span);
      if (bucket == last) continue;
      last = bucket;
      RHEO_TRY(m_delete.run(storedLevel(level), bucket));
      // Built again if any of its seconds is left.
      m_children.bind(storedLevel(0), bucket * span, (bucket + 1) * span);
      const bool isLeft = m_children.next();
      RHEO_TRY(m_children.status());
      m_children.reset();
      auto& unbuilt = m_unbuilt[static_cast<std::size_t>(level)];
      if (isLeft) {
        unbuilt.insert(bucket);
      } else {
        unbuilt.erase(bucket);
      }
    }
  }
  return {};
}

Result<void> RollupWriter::dropAbove(std::int64_t second) {
  for (int level = 1; level < kRollupLevels; ++level) {
    const std::int64_t bucket = bucketOf(second, secondsOf(level));
    // One that waits to be built is not in the file.
    if (!m_unbuilt[static_cast<std::size_t>(level)].insert(bucket).second) continue;
    RHEO_TRY(m_delete.run(storedLevel(level), bucket));
  }
  return {};
}

Result<void> RollupWriter::buildFinished(std::uint32_t cellCount) {
  std::size_t built = 0;
  for (int level = 1; level < kRollupLevels; ++level) {
    const std::int64_t span = secondsOf(level);
    auto& unbuilt = m_unbuilt[static_cast<std::size_t>(level)];
    for (auto it = unbuilt.begin(); it != unbuilt.end() && built < kBuildsPerCommit;) {
      const std::int64_t end = (*it + 1) * span;
      if (m_newest == INT64_MIN || end + kGraceSeconds > m_newest) break;
      RHEO_TRY(build(level, *it, cellCount));
      it = unbuilt.erase(it);
      ++built;
    }
  }
  return {};
}

/// The highest level below whose buckets within this one are all built.
int RollupWriter::levelBelow(int level, std::int64_t bucket) const {
  const std::int64_t from = bucket * secondsOf(level);
  const std::int64_t to = from + secondsOf(level);
  int below = level - 1;
  for (; below > 0; --below) {
    const auto& unbuilt = m_unbuilt[static_cast<std::size_t>(below)];
    const auto next = unbuilt.lower_bound(from / secondsOf(below));
    if (next == unbuilt.end() || *next * secondsOf(below) >= to) break;
  }
  return below;
}

Result<void> RollupWriter::build(int level, std::int64_t bucket, std::uint32_t cellCount) {
  const int below = levelBelow(level, bucket);
  const std::int64_t span = secondsOf(level) / secondsOf(below);
  std::vector<std::int64_t> children;
  m_children.bind(storedLevel(below), bucket * span, (bucket + 1) * span);
  while (m_children.next()) children.push_back(m_children.integer(0));
  RHEO_TRY(m_children.status());
  m_children.reset();
  std::map<std::uint32_t, CellStats> sum;
  std::vector<RollupCell> cells;
  for (const std::int64_t child : children) {
    RHEO_TRY(read(below, child, cellCount, cells));
    for (const RollupCell& cell : cells) sum[cell.cell].merge(cell.stats);
  }
  m_encoder.start(bucketStart(bucket, rollupNs(level)));
  for (const auto& [cell, stats] : sum) m_encoder.add(cell, stats);
  return write(level, bucket);
}

Result<void> RollupWriter::read(int level, std::int64_t bucket, std::uint32_t cellCount,
                                std::vector<RollupCell>& out) {
  out.clear();
  m_select.bind(storedLevel(level), bucket);
  if (!m_select.next()) return m_select.status();
  const TimeNs origin = bucketStart(bucket, rollupNs(level));
  const bool read =
      decodeCounts(m_select.blob(0), origin, cellCount, out) && decodeParts(m_select.blob(1), out);
  m_select.reset();
  if (!read) return damaged(level, bucket);
  return {};
}

/// What the encoder was given.
Result<void> RollupWriter::write(int level, std::int64_t bucket) {
  m_encoder.finish(m_counts, m_parts);
  return m_upsert.run(storedLevel(level), bucket, Blob{m_counts}, Blob{m_parts});
}

void RollupWriter::forgetOld() {
  while (m_open.size() > kMaxOpen) m_open.erase(m_open.begin());
  m_last = nullptr;
}

}  // namespace rheo::store
