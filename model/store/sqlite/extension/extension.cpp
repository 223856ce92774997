// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "model/store/sqlite/event_table.h"
#include "model/store/sqlite/schema.h"
#include "model/store/sqlite/sql_functions.h"
#include "model/store/sqlite/traffic_table.h"
#include "model/store/try.h"

// librheo_sqlite: `event`, `hop`, `traffic` and our functions for any program that loads SQLite
// extensions.
//   sqlite3 run.rheo
//   .load librheo_sqlite
//   SELECT topic, p99(latency_ns) FROM hop GROUP BY topic;
SQLITE_EXTENSION_INIT1

namespace rheo::store {
namespace {

/// What the tables of one connection read through: a second connection of our own, read-only and
/// untrusting. A snapshot lasts while a statement has cursors open.
struct Attached {
  Archive archive;
  CancelToken never;
  int cursors = 0;
  EventTableContext events;
  EventTableContext hops;
};

void format(sqlite3_context* out, int, sqlite3_value**) {
  sqlite3_result_int64(out, kSchemaVersion);
}

void destroy(void* attached) {
  delete static_cast<Attached*>(attached);
}

Result<void> attach(sqlite3* db) {
  const char* path = sqlite3_db_filename(db, "main");
  if (path == nullptr || *path == '\0') {
    return Error{"the main database is no file", {}, "Open a recording: sqlite3 FILE.rheo"};
  }
  auto attached = std::make_unique<Attached>();
  RHEO_TRY(attached->archive.open(path));
  attached->events = {&attached->archive, &attached->never, false, &attached->cursors};
  attached->hops = {&attached->archive, &attached->never, true, &attached->cursors};
  RHEO_TRY(addSqlFunctions(db));
  RHEO_TRY(addEventTable(db, "event", &attached->events));
  RHEO_TRY(addEventTable(db, "hop", &attached->hops));
  RHEO_TRY(addTrafficTable(db, &attached->events));
  // Owned by the connection from here on: destroyed with this function when it closes.
  const int status = sqlite3_create_function_v2(db, "rheo_format", 0, SQLITE_UTF8, attached.get(),
                                                format, nullptr, nullptr, destroy);
  attached.release();
  if (status != SQLITE_OK) return sqliteError(db, "cannot add an SQL function");
  return {};
}

}  // namespace
}  // namespace rheo::store

extern "C" __attribute__((visibility("default"))) int sqlite3_rheosqlite_init(
    sqlite3* db, char** error, const sqlite3_api_routines* api) {
  SQLITE_EXTENSION_INIT2(api);
  const auto attached = rheo::store::attach(db);
  if (attached) return SQLITE_OK;
  *error = sqlite3_mprintf("rheo: %s", attached.error().text().c_str());
  return SQLITE_ERROR;
}
