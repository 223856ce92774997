// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/schema.h"

#include <algorithm>
#include <array>
#include <string>

namespace rheo::store {
namespace {

// The text is compared with what a file says, so a change here is a new schema version.
constexpr std::array<std::string_view, 19> kSchema{
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE name(code INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE cell(id INTEGER PRIMARY KEY, stage INTEGER, service INTEGER, topic INTEGER, "
    "type INTEGER, subscription INTEGER, producer INTEGER, dead_letter_topic INTEGER)",
    "CREATE TABLE session(row INTEGER PRIMARY KEY, id TEXT, service TEXT, instance TEXT, version "
    "TEXT, host TEXT, pid INTEGER, started_ns INTEGER, last_seen_ns INTEGER, clock_offset_ns "
    "INTEGER, emitted INTEGER, dropped INTEGER, state INTEGER, injectables BLOB)",
    "CREATE TABLE position(session INTEGER, stream INTEGER, position INTEGER, seq INTEGER, PRIMARY "
    "KEY(session, stream)) WITHOUT ROWID",
    "CREATE TABLE gap(id INTEGER PRIMARY KEY, session INTEGER, stream INTEGER, service TEXT, "
    "from_ns INTEGER, to_ns INTEGER, from_seq INTEGER, count INTEGER, reason TEXT)",
    "CREATE TABLE saga(id INTEGER PRIMARY KEY, type TEXT, key TEXT, state TEXT, started_ns "
    "INTEGER, updated_ns INTEGER, ended_ns INTEGER, deadline_ns INTEGER, stuck_at TEXT, variant "
    "TEXT, trace_id TEXT, event_count INTEGER, UNIQUE(type, key, started_ns))",
    "CREATE INDEX saga_started ON saga(started_ns)",
    "CREATE TABLE saga_step(saga INTEGER, step_index INTEGER, name TEXT, service TEXT, undoes "
    "TEXT, error_type TEXT, state TEXT, attempt INTEGER, waiting_since_ns INTEGER, started_ns "
    "INTEGER, ended_ns INTEGER, event_id TEXT, PRIMARY KEY(saga, step_index)) WITHOUT ROWID",
    "CREATE TABLE problem(id INTEGER PRIMARY KEY, kind TEXT, severity TEXT, time_ns INTEGER, count "
    "INTEGER, service TEXT, topic TEXT, subscription TEXT, type TEXT, detail TEXT, event_id TEXT, "
    "saga INTEGER)",
    "CREATE INDEX problem_time ON problem(time_ns)",
    "CREATE TABLE audit(id INTEGER PRIMARY KEY, time_ns INTEGER, actor TEXT, action TEXT, detail "
    "TEXT, outcome TEXT, previous TEXT, hash TEXT)",
    "CREATE TABLE chunk(first_row INTEGER PRIMARY KEY, count INTEGER, from_ns INTEGER, to_ns "
    "INTEGER, sealed INTEGER, cells BLOB)",
    "CREATE TABLE chunk_filter(first_row INTEGER PRIMARY KEY, filter BLOB)",
    "CREATE TABLE chunk_data(first_row INTEGER PRIMARY KEY, hot BLOB, ids BLOB, text BLOB)",
    "CREATE TABLE chunk_payload(first_row INTEGER PRIMARY KEY, data BLOB)",
    "CREATE TABLE rollup(level INTEGER, bucket INTEGER, counts BLOB, parts BLOB, PRIMARY "
    "KEY(level, "
    "bucket))",
    // New tables stand at the end, so that an older file has all before them. Format 3:
    "CREATE TABLE session_state(session INTEGER PRIMARY KEY, clock_uncertainty_ns INTEGER, "
    "left_out INTEGER, limits TEXT)",
    // Format 4:
    "CREATE TABLE id_filter(slice INTEGER, first_row INTEGER, filter BLOB, PRIMARY KEY(slice, "
    "first_row)) WITHOUT ROWID"};

/// How many tables, from the first on, a file of this format has.
std::size_t tablesOf(std::int64_t format) {
  constexpr std::size_t kAll = kSchema.size();
  return format < 3 ? kAll - 2 : format < kFormatOfSlices ? kAll - 1 : kAll;
}

Error notARecording(const Database& db, std::string why) {
  return {std::move(why), db.path(), "Choose a file that `rheo record` or the app wrote"};
}

}  // namespace

Result<void> createSchema(Database& db) {
  RHEO_TRY(db.exec("BEGIN IMMEDIATE"));
  for (const std::string_view statement : kSchema) RHEO_TRY(db.exec(std::string(statement)));
  RHEO_TRY(db.exec("INSERT INTO meta VALUES('revision', 0)"));
  RHEO_TRY(db.exec("PRAGMA application_id=" + std::to_string(kApplicationId)));
  RHEO_TRY(db.exec("PRAGMA user_version=" + std::to_string(kSchemaVersion)));
  return db.exec("COMMIT");
}

Result<void> checkIdentity(Database& db, bool* isEmpty) {
  const auto tables = db.integer("SELECT count(*) FROM sqlite_master");
  if (!tables) {
    // What is not a database at all says so on the first read.
    return Error{tables.error().what, db.path(), tables.error().hint};
  }
  const auto id = db.integer("PRAGMA application_id");
  const auto version = db.integer("PRAGMA user_version");
  if (!id) return id.error();
  if (!version) return version.error();
  *isEmpty = *tables == 0 && *id == 0 && *version == 0;
  if (*isEmpty) return {};
  if (*id != kApplicationId) {
    return notARecording(db, "this is an SQLite database, but not a recording");
  }
  if (*version > kSchemaVersion) {
    return Error{"this recording was made by a newer version (format " + std::to_string(*version) +
                     ", this program reads up to " + std::to_string(kSchemaVersion) + ")",
                 db.path(), "Update Rheoscope"};
  }
  if (*version < 1) return notARecording(db, "the recording has no valid version");
  return {};
}

Result<void> migrate(Database& db) {
  RHEO_TRY(db.exec("BEGIN IMMEDIATE"));
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return version.error();
  // 1 -> 2: hot blocks may be byte planes, which an older program cannot read.
  // 2 -> 3: what else is known of a session has a table of its own.
  // 3 -> 4: filters stand together by slices; those of chunks that are there stay as they are.
  for (std::size_t table = tablesOf(*version); table < kSchema.size(); ++table) {
    RHEO_TRY(db.exec(std::string(kSchema[table])));
  }
  if (*version < kSchemaVersion) {
    RHEO_TRY(db.exec("PRAGMA user_version=" + std::to_string(kSchemaVersion)));
  }
  return db.exec("COMMIT");
}

Result<void> checkSchema(Database& db) {
  auto statement = db.prepare(
      "SELECT coalesce(sql, ''), name FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%'");
  if (!statement) return statement.error();
  std::size_t found = 0;
  while (statement->next()) {
    const auto sql = statement->text(0);
    if (std::find(kSchema.begin(), kSchema.end(), sql) == kSchema.end()) {
      return notARecording(db, "the recording holds something foreign: '" +
                                   std::string(statement->text(1).substr(0, 80)) + "'");
    }
    ++found;
  }
  RHEO_TRY(statement->status());
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (found != tablesOf(*version)) return notARecording(db, "tables of the recording are missing");
  return {};
}

}  // namespace rheo::store
