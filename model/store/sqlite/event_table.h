// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/store/sqlite/archive.h"

struct sqlite3;
struct sqlite3_vtab;
struct sqlite3_vtab_cursor;

namespace rheo::store {

/// What the virtual tables of one connection work on. Outlives the connection's statements.
struct EventTableContext {
  Archive* archive = nullptr;
  const CancelToken* cancel = nullptr;  ///< of the statement that runs now
  bool hopsOnly = false;
  /// Where nobody holds a snapshot around a statement: counts the open cursors, which then do.
  int* cursors = nullptr;
};

/// What xConnect and xDisconnect of these tables do; `context` is an EventTableContext.
int connectTable(sqlite3* db, void* context, const char* declaration, sqlite3_vtab** out);
int disconnectTable(sqlite3_vtab* table);
EventTableContext& contextOf(const sqlite3_vtab* table);
EventTableContext& contextOf(const sqlite3_vtab_cursor* cursor);
/// A cursor opens and closes: the first takes the snapshot, the last lets it go, where nobody else
/// does.
Result<void> enterSnapshot(EventTableContext& context);
void leaveSnapshot(EventTableContext& context);
/// Tells SQLite what went wrong in a virtual table; returns its code for it.
int failTable(sqlite3_vtab* table, const Result<void>& result);

/// Makes the virtual table `name` known to a connection: sightings as rows, with conditions on row,
/// time, dimensions and ids pushed down to the chunk index.
Result<void> addEventTable(sqlite3* db, const char* name, EventTableContext* context);

}  // namespace rheo::store
