// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "model/store/care.h"
#include "model/store/sqlite/archive.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/sqlite/filter_reader.h"
#include "model/store/time_buckets.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::size_t kMaxFindings = 100;

class Verifier {
 public:
  Verifier(Archive& archive, const CancelToken& cancel) : m_archive(archive), m_cancel(cancel) {}

  Result<Verification> run() {
    RHEO_TRY(checkDatabase());
    RHEO_TRY(readFilters());
    for (const ChunkInfo& chunk : m_archive.chunks()) {
      if (m_cancel.cancelled()) return cancelledError();
      checkChunk(chunk);
    }
    // What the rollups should say is only known when every event was read.
    if (m_out.findings.empty()) RHEO_TRY(checkRollups());
    RHEO_TRY(checkAudit());
    return std::move(m_out);
  }

 private:
  void find(std::string what) {
    if (m_out.findings.size() < kMaxFindings) m_out.findings.push_back(std::move(what));
  }

  Result<void> checkDatabase() {
    auto check = m_archive.db().prepare("PRAGMA main.integrity_check(50)");
    if (!check) return check.error();
    while (check->next()) {
      if (check->text(0) != "ok") find("database: " + std::string(check->text(0)));
    }
    if (auto status = check->status(); !status) find("database: " + status.error().what);
    return {};
  }

  Result<void> readFilters() {
    auto filters = store::readFilters(m_archive.db());
    if (!filters) {
      find("filters: " + filters.error().what);
    } else {
      m_filters = std::move(*filters);
    }
    return {};
  }

  void checkChunk(const ChunkInfo& chunk) {
    const std::string name = "chunk " + std::to_string(chunk.firstRow) + ": ";
    const auto opened = m_archive.passing(chunk, kAllGroups);
    if (!opened) return find(opened.error().what);
    const Columns& columns = **opened;
    const auto [first, last] = std::minmax_element(columns.time.begin(), columns.time.end());
    if (*first != chunk.fromNs || *last != chunk.toNs) find(name + "its times are not its index's");
    std::vector<std::uint32_t> cells = columns.cell;
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    if (cells != chunk.cells) find(name + "its cells are not its index's");
    checkFilter(name, chunk, columns);
    checkNames(name, columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto& second = m_seconds[bucketOf(columns.time[i], kSecond)];
      ++second.first;
      second.second += columns.payloadSize[i];
    }
    ++m_out.chunks;
    m_out.events += chunk.count;
  }

  void checkFilter(const std::string& name, const ChunkInfo& chunk, const Columns& columns) {
    const auto filter = m_filters.find(chunk.firstRow);
    if (filter == m_filters.end()) return find(name + "its filter is missing");
    for (const auto* ids : {&columns.event, &columns.trace, &columns.cause}) {
      const bool whole = std::all_of(ids->begin(), ids->end(), [&](const Id128& id) {
        return id.isNull() || filter->second.mayHold(id);
      });
      if (!whole) return find(name + "its filter does not know its ids");
    }
  }

  void checkNames(const std::string& name, const Columns& columns) {
    const Name size = m_archive.names().size();
    for (const auto* codes :
         {&columns.instance, &columns.error, &columns.saga, &columns.step, &columns.undoes}) {
      if (std::any_of(codes->begin(), codes->end(), [&](Name code) { return code >= size; })) {
        return find(name + "it uses a name that is not there");
      }
    }
  }

  Result<void> checkRollups() {
    for (int level = 0; level < kRollupLevels; ++level) {
      const std::int64_t span = rollupNs(level) / kSecond;
      std::map<std::int64_t, std::pair<std::uint64_t, std::uint64_t>> expected;
      for (const auto& [second, sum] : m_seconds) {
        auto& bucket = expected[bucketOf(second, span)];
        bucket.first += sum.first;
        bucket.second += sum.second;
      }
      std::size_t seen = 0;
      auto read = m_archive.rollups(
          level, INT64_MIN, INT64_MAX, true,
          [&](std::int64_t bucket, std::vector<RollupCell>& cells) -> Result<void> {
            if (m_cancel.cancelled()) return cancelledError();
            std::pair<std::uint64_t, std::uint64_t> sum;
            for (const RollupCell& cell : cells) {
              sum.first += cell.stats.count;
              sum.second += cell.stats.bytes;
            }
            const auto found = expected.find(bucket);
            if (found == expected.end() ? sum.first != 0 : found->second != sum) {
              find("rollup " + std::to_string(bucket) + " of level " + std::to_string(level) +
                   ": it does not say what the events say");
            }
            ++seen;
            ++m_out.rollups;
            return {};
          });
      if (!read && m_cancel.cancelled()) return read;
      if (!read) find(read.error().what);
      if (level == 0 && seen < expected.size()) find("rollups: seconds are missing");
    }
    return {};
  }

  Result<void> checkAudit() {
    const auto rows = readAudit(m_archive.db());
    if (!rows) return rows.error();
    std::string previous;
    for (const AuditRow& row : *rows) {
      ++m_out.auditEntries;
      if (row.previous != previous || row.hash != auditHash(previous, row.entry)) {
        find("audit entry " + std::to_string(m_out.auditEntries) +
             ": it was changed, or one before it removed");
      }
      previous = row.hash;
    }
    return {};
  }

  Archive& m_archive;
  const CancelToken& m_cancel;
  Verification m_out;
  std::map<std::uint64_t, WholeFilter> m_filters;
  std::map<std::int64_t, std::pair<std::uint64_t, std::uint64_t>> m_seconds;  ///< count, bytes
};

}  // namespace

Result<Verification> verifyRecording(const std::string& path, const CancelToken& cancel) {
  Archive archive;
  RHEO_TRY(archive.open(path));
  const Snapshot snapshot(archive);
  RHEO_TRY(snapshot.status());
  return Verifier(archive, cancel).run();
}

}  // namespace rheo::store
