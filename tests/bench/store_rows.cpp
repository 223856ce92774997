// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store_rows.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace rheo::bench {
namespace {

void need(sqlite3* db, bool ok) {
  if (ok) return;
  std::fprintf(stderr, "rows: %s\n", sqlite3_errmsg(db));
  std::exit(1);
}

}  // namespace

RowTable::RowTable(const std::string& path) {
  need(m_db, sqlite3_open(path.c_str(), &m_db) == SQLITE_OK);
  run("PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA "
      "cache_size=-65536;"
      "CREATE TABLE e(time, stage, service, topic, type, subscription, event BLOB, "
      "trace BLOB, cause BLOB, span, published, broker, duration, key, payload);"
      "CREATE INDEX a ON e(time); CREATE INDEX b ON e(event); CREATE INDEX c ON e(trace);");
  need(m_db, sqlite3_prepare_v2(m_db, "INSERT INTO e VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", -1,
                                &m_insert, nullptr) == SQLITE_OK);
}

RowTable::~RowTable() {
  sqlite3_finalize(m_insert);
  sqlite3_close(m_db);
}

void RowTable::run(const char* sql) {
  need(m_db, sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

void RowTable::add(std::span<const EventBatch> batches) {
  run("BEGIN");
  for (const EventBatch& batch : batches) {
    for (const TraceEvent& event : batch.events) insert(event);
  }
  run("COMMIT");
}

void RowTable::insert(const TraceEvent& e) {
  int at = 0;
  const auto number = [&](std::int64_t value) { sqlite3_bind_int64(m_insert, ++at, value); };
  number(e.timeNs);
  number(static_cast<int>(e.stage));
  for (const Name name : {e.service, e.topic, e.type, e.subscription}) number(name);
  for (const Id128* id : {&e.eventId, &e.traceId, &e.causationId}) {
    sqlite3_bind_blob(m_insert, ++at, id, sizeof *id, SQLITE_STATIC);
  }
  number(static_cast<std::int64_t>(e.spanId));
  for (const std::int64_t value : {e.publishedNs, e.brokerNs, e.durationNs}) number(value);
  for (const std::string_view text : {e.key, e.payload}) {
    sqlite3_bind_text(m_insert, ++at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  need(m_db, sqlite3_step(m_insert) == SQLITE_DONE);
  sqlite3_reset(m_insert);
}

std::vector<std::string> RowTable::ask(const std::string& statement) {
  std::vector<std::string> rows;
  const auto take = [](void* to, int count, char** values, char**) {
    std::string row;
    for (int i = 0; i < count; ++i) {
      row += std::string(i == 0 ? "" : "|") + (values[i] == nullptr ? "" : values[i]);
    }
    static_cast<std::vector<std::string>*>(to)->push_back(std::move(row));
    return 0;
  };
  need(m_db, sqlite3_exec(m_db, statement.c_str(), take, &rows, nullptr) == SQLITE_OK);
  return rows;
}

}  // namespace rheo::bench
