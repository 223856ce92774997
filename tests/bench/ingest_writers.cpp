// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest_writers.h"

#include <sqlite3.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "model/base/histogram.h"
#include "model/store/packed_block.h"
#include "tests/bench/store_rows.h"

namespace rheo::bench {
namespace {

class Forgetful : public store::StoreWriter {
 public:
  NameTable& names() override { return m_names; }
  std::vector<SessionInfo> sessions() override { return {}; }
  std::vector<StreamPosition> positions() override { return {}; }
  Result<std::vector<Saga>> openSagas() override { return std::vector<Saga>(); }
  Result<void> commit(const store::Commit&) override { return {}; }
  Result<void> audit(const store::AuditEntry&) override { return {}; }
  [[nodiscard]] std::uint64_t sizeBytes() const override { return 0; }
  Result<void> close() override { return {}; }

 private:
  NameTable m_names;
};

class Rows final : public Forgetful {
 public:
  explicit Rows(const std::string& path) : m_table(path) {}
  Result<void> commit(const store::Commit& commit) override {
    m_table.add(commit.batches);
    return {};
  }

 private:
  RowTable m_table;
};

void need(sqlite3* db, bool ok) {
  if (ok) return;
  std::fprintf(stderr, "bare: %s\n", sqlite3_errmsg(db));
  std::exit(1);
}

class Bare final : public Forgetful {
 public:
  explicit Bare(const std::string& path) {
    need(m_db, sqlite3_open(path.c_str(), &m_db) == SQLITE_OK);
    run("PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE "
        "frame(id INTEGER PRIMARY KEY, data BLOB)");
    need(m_db, sqlite3_prepare_v2(m_db, "INSERT INTO frame(data) VALUES(?)", -1, &m_insert,
                                  nullptr) == SQLITE_OK);
  }
  ~Bare() override {
    sqlite3_finalize(m_insert);
    sqlite3_close(m_db);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  Result<void> commit(const store::Commit& commit) override {
    run("BEGIN");
    for (const EventBatch& batch : commit.batches) {
      for (const TraceEvent& event : batch.events) count(event);
      for (const std::string& frame : batch.bytes) put(frame);
    }
    run("COMMIT");
    return {};
  }

 private:
  static constexpr std::size_t kBuckets = 4096;

  void run(const char* sql) {
    need(m_db, sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  void count(const TraceEvent& event) {
    if (!endsHop(event.stage)) return;
    const std::int64_t total = hopParts(event).totalNs;
    if (total < 0) return;
    ++m_counts[event.topic][Histogram::indexOf(static_cast<std::uint64_t>(total))];
  }
  void put(const std::string& frame) {
    store::packBlock(frame, m_packed);
    sqlite3_bind_blob64(m_insert, 1, m_packed.data(), m_packed.size(), SQLITE_STATIC);
    need(m_db, sqlite3_step(m_insert) == SQLITE_DONE);
    sqlite3_reset(m_insert);
  }

  sqlite3* m_db = nullptr;
  sqlite3_stmt* m_insert = nullptr;
  std::string m_packed;
  std::map<Name, std::array<std::uint64_t, kBuckets>> m_counts;
};

}  // namespace

std::unique_ptr<store::StoreWriter> makeForgetful() {
  return std::make_unique<Forgetful>();
}
std::unique_ptr<store::StoreWriter> makeBare(const std::string& path) {
  return std::make_unique<Bare>(path);
}
std::unique_ptr<store::StoreWriter> makeRows(const std::string& path) {
  return std::make_unique<Rows>(path);
}

}  // namespace rheo::bench
