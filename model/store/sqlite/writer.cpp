// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include "model/store/commit_order.h"
#include "model/store/sqlite/chunk_writer.h"
#include "model/store/sqlite/dictionary_rows.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/sqlite/entity_writer.h"
#include "model/store/sqlite/log_gate.h"
#include "model/store/sqlite/retention.h"
#include "model/store/sqlite/rollup_writer.h"
#include "model/store/sqlite/schema.h"
#include "model/store/store.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

// From kLongLog on the log is emptied by force, and again after each step.
constexpr std::uint64_t kLogStep = std::uint64_t{4} << 20;
// Sightings taken through cells, rollups and chunk while they are in the nearest cache.
constexpr std::size_t kBlockEvents = 256;

constexpr const char* kLogMode =
    "PRAGMA journal_mode=WAL; PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=1000; "
    "PRAGMA cache_size=-65536";
// New pages need no journal, and go to the file when the cache is full. The system has them until
// the end.
constexpr const char* kDraftMode =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA cache_size=-8192";

std::uint64_t fileSize(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

class SqliteWriter final : public StoreWriter {
 public:
  Result<void> open(const std::string& path, const OpenOptions& options);
  ~SqliteWriter() override {
    if (!m_isDraft) (void)close();
  }

  NameTable& names() override { return m_names; }
  std::vector<SessionInfo> sessions() override { return m_sessions; }
  std::vector<StreamPosition> positions() override { return m_positions; }
  Result<std::vector<Saga>> openSagas() override;
  Result<void> commit(const Commit& commit) override;
  Result<void> audit(const AuditEntry& entry) override;
  [[nodiscard]] std::uint64_t sizeBytes() const override {
    return fileSize(m_db.path()) + logSize(m_db.path());
  }
  Result<void> close() override;

 private:
  Result<void> load();
  Result<void> begin();
  Result<void> endDraft();
  std::int64_t readDataVersion();
  Result<void> end(Result<void> written);
  void boundLog();
  Result<void> write(const Commit& commit);
  Result<void> writeEvents(std::span<const CommitOrder::Entry> rows);
  Result<void> writeBlock(std::span<const CommitOrder::Entry> rows);

  Database m_db;
  bool m_isDraft = false;  ///< one transaction from the first commit to close()
  std::shared_ptr<LogGate> m_gate;
  NameTable m_names;
  CellTable m_cells;
  /// What holds prepared statements; gone once closed.
  struct Tables {
    Tables(const CellTable& cells, const OpenOptions& options)
        : chunks(cells), retention(options, cells) {}
    ChunkWriter chunks;
    RollupWriter rollups;
    EntityWriter entities;
    Retention retention;
    Statement dataVersion;
  };
  std::unique_ptr<Tables> m_tables;
  Name m_namesStored = 0;
  Name m_namesWritten = 0;  ///< by the transaction that is open
  std::uint32_t m_cellsStored = 0;
  std::int64_t m_dataVersion = 0;
  std::uint64_t m_logTried = 0;  ///< size of the log at the last try to empty it
  CommitOrder m_order;
  std::vector<SessionInfo> m_sessions;
  std::vector<StreamPosition> m_positions;
};

Result<void> SqliteWriter::open(const std::string& path, const OpenOptions& options) {
  auto db = Database::open(path, Database::Mode::ReadWrite);
  if (!db) return db.error();
  m_db = std::move(*db);
  m_isDraft = options.draft;
  m_gate = LogGate::of(path);
  bool isEmpty = false;
  RHEO_TRY(checkIdentity(m_db, &isEmpty));
  // The page size counts only before the first page is written, auto_vacuum likewise.
  if (isEmpty) RHEO_TRY(m_db.exec("PRAGMA page_size=16384"));
  RHEO_TRY(m_db.exec(options.draft ? kDraftMode : kLogMode));
  RHEO_TRY(m_db.exec(options.durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL"));
  RHEO_TRY(
      m_db.exec("PRAGMA secure_delete=OFF; PRAGMA cell_size_check=ON; PRAGMA "
                "temp_store=MEMORY"));
  if (isEmpty) RHEO_TRY(createSchema(m_db));
  RHEO_TRY(checkSchema(m_db));
  RHEO_TRY(migrate(m_db));
  auto version = m_db.prepare("PRAGMA data_version");
  if (!version) return version.error();
  auto tables = std::make_unique<Tables>(m_cells, options);
  tables->dataVersion = std::move(*version);
  RHEO_TRY(tables->chunks.prepare(m_db));
  RHEO_TRY(tables->rollups.prepare(m_db));
  RHEO_TRY(tables->entities.prepare(m_db));
  RHEO_TRY(tables->retention.prepare(m_db));
  RHEO_TRY(m_db.exec("BEGIN IMMEDIATE"));
  RHEO_TRY(readNames(m_db, m_names));
  RHEO_TRY(readCells(m_db, m_cells));
  m_namesStored = m_names.size();
  m_cellsStored = m_cells.size();
  auto sessions = readSessions(m_db);
  if (!sessions) return sessions.error();
  auto positions = readPositions(m_db);
  if (!positions) return positions.error();
  m_sessions = std::move(*sessions);
  m_positions = std::move(*positions);
  m_tables = std::move(tables);
  RHEO_TRY(load());
  m_dataVersion = readDataVersion();
  return m_db.exec("COMMIT");
}

Result<void> SqliteWriter::load() {
  RHEO_TRY(m_tables->chunks.load());
  return m_tables->rollups.load();
}

std::int64_t SqliteWriter::readDataVersion() {
  m_tables->dataVersion.reset();
  const std::int64_t version = m_tables->dataVersion.next() ? m_tables->dataVersion.integer(0) : -1;
  m_tables->dataVersion.reset();
  return version;
}

/// Two recorders in one file would hand out the same rows: the second to notice gives up.
Result<void> SqliteWriter::begin() {
  if (!m_tables) return Error{"the recording is closed", m_db.path(), {}};
  if (m_isDraft && m_db.inTransaction()) return {};
  RHEO_TRY(m_db.exec("BEGIN IMMEDIATE"));
  if (readDataVersion() == m_dataVersion) return {};
  (void)m_db.exec("ROLLBACK");
  return Error{"another program is recording into the same file", m_db.path(),
               "Stop it, or record into another file"};
}

Result<std::vector<Saga>> SqliteWriter::openSagas() {
  auto select = m_db.prepare(sagaSelect() +
                             "WHERE state IN ('running', 'stuck', 'compensating') ORDER BY "
                             "started_ns, id");
  auto selectSteps = m_db.prepare(stepSelect());
  if (!select) return select.error();
  if (!selectSteps) return selectSteps.error();
  std::vector<Saga> sagas;
  while (select->next()) {
    Saga saga = sagaOf(*select);
    auto steps = readSteps(*selectSteps, saga.id);
    if (!steps) return steps.error();
    saga.steps = std::move(*steps);
    sagas.push_back(std::move(saga));
  }
  RHEO_TRY(select->status());
  return sagas;
}

Result<void> SqliteWriter::commit(const Commit& commit) {
  RHEO_TRY(begin());
  RHEO_TRY(end(write(commit)));
  m_namesStored = m_namesWritten;
  m_cellsStored = m_cells.size();
  boundLog();
  return {};
}

/// Readers that follow each other without a pause keep SQLite from starting the log anew by itself.
/// Those of this process make way, and those of ours elsewhere when they see the log grow; anybody
/// else holds us up for a moment at most, and then the log goes on growing until the next try.
void SqliteWriter::boundLog() {
  if (m_isDraft) return;
  const std::uint64_t size = logSize(m_db.path());
  if (size < kLongLog) m_logTried = 0;
  if (size < kLongLog || size < m_logTried + kLogStep) return;
  m_logTried = size;
  const LogGate::Closed closed(*m_gate);
  (void)m_db.exec("PRAGMA busy_timeout=100");
  (void)m_db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  (void)m_db.exec("PRAGMA busy_timeout=5000");
}

/// Commits what was written, or undoes it and takes the state from the file again.
Result<void> SqliteWriter::end(Result<void> written) {
  if (m_isDraft) {
    if (!written) m_tables.reset();
    return written;
  }
  if (written) written = m_db.exec("COMMIT");
  if (written) return {};
  // SQLite has rolled back by itself after some errors: then this one fails, as it may.
  if (m_db.inTransaction()) (void)m_db.exec("ROLLBACK");
  if (const auto loaded = load(); !loaded) m_tables.reset();
  return written;
}

Result<void> SqliteWriter::write(const Commit& commit) {
  for (const SessionInfo& session : commit.sessions) RHEO_TRY(m_tables->entities.session(session));
  for (const EventBatch& batch : commit.batches) {
    RHEO_TRY(m_tables->entities.position(batch));
    for (const Gap& gap : batch.gaps) RHEO_TRY(m_tables->entities.gap(gap, m_names));
  }
  // Streams arrive one after the other; rows follow time within a commit, so that cause stands
  // before effect.
  const auto rows = m_order.of(commit.batches);
  RHEO_TRY(writeEvents(rows));
  // The last full chunks are being encoded meanwhile.
  RHEO_TRY(m_tables->rollups.flush(m_cells.size()));
  if (!m_isDraft) RHEO_TRY(m_tables->chunks.flush());
  for (const Saga& saga : commit.sagas) RHEO_TRY(m_tables->entities.saga(saga));
  for (const Problem& problem : commit.problems) RHEO_TRY(m_tables->entities.problem(problem));
  RHEO_TRY(m_tables->entities.cells(m_cells, m_cellsStored));
  // Sources go on interning meanwhile: the codes used here are all below this size.
  m_namesWritten = m_names.size();
  RHEO_TRY(m_tables->entities.names(m_names, m_namesStored, m_namesWritten));
  if (!rows.empty()) {
    // One clock that is ahead must not make everything else old.
    const TimeNs newest = std::min(rows[rows.size() / 2].timeNs, nowNs());
    RHEO_TRY(m_tables->retention.apply(m_db, newest, m_tables->rollups));
  }
  return m_tables->entities.revision();
}

Result<void> SqliteWriter::writeEvents(std::span<const CommitOrder::Entry> rows) {
  while (!rows.empty()) {
    const std::size_t some = std::min(rows.size(), kBlockEvents);
    RHEO_TRY(writeBlock(rows.first(some)));
    rows = rows.subspan(some);
  }
  return {};
}

Result<void> SqliteWriter::writeBlock(std::span<const CommitOrder::Entry> rows) {
  std::array<const TraceEvent*, kBlockEvents> events;
  std::array<std::uint32_t, kBlockEvents> cells;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    events[i] = rows[i].event;
    cells[i] = m_cells.intern(cellOf(*events[i]));
    m_tables->rollups.add(*events[i], cells[i]);
  }
  return m_tables->chunks.append(std::span(events).first(rows.size()),
                                 std::span(cells).first(rows.size()));
}

Result<void> SqliteWriter::audit(const AuditEntry& entry) {
  RHEO_TRY(begin());
  auto written = m_tables->entities.audit(entry);
  if (written) written = m_tables->entities.revision();
  return end(std::move(written));
}

/// From here on the file is as any other.
Result<void> SqliteWriter::endDraft() {
  if (!m_tables) return Error{"the recording could not be written", m_db.path(), {}};
  if (m_db.inTransaction()) {
    RHEO_TRY(m_tables->chunks.flush());
    RHEO_TRY(m_db.exec("COMMIT"));
  }
  m_tables.reset();
  return m_db.exec("PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL");
}

Result<void> SqliteWriter::close() {
  if (m_db.handle() == nullptr) return {};
  if (m_isDraft) RHEO_TRY(endDraft());
  // A reader may hold the log: then the next one to open the file finishes this.
  (void)m_db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  m_tables.reset();
  return m_db.close();
}

}  // namespace

Result<std::unique_ptr<StoreWriter>> openWriter(const std::string& path,
                                                const OpenOptions& options) {
  auto writer = std::make_unique<SqliteWriter>();
  RHEO_TRY(writer->open(path, options));
  return std::unique_ptr<StoreWriter>(std::move(writer));
}

}  // namespace rheo::store
