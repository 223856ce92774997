// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/sql_query.h"

#include <sqlite3.h>

#include "model/store/sqlite/sql_functions.h"
#include "model/store/sqlite/traffic_table.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr int kStepsPerPoll = 1000;
constexpr int kMaxCellBytes = 256 << 20;

/// Reading and calling functions; nothing else, whatever SQLite learns to do.
int authorize(void*, int action, const char*, const char*, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    default:
      return SQLITE_DENY;
  }
}

int pollCancel(void* cancel) {
  return static_cast<const CancelToken*>(cancel)->cancelled() ? 1 : 0;
}

/// Guards of the connection for the length of one statement from outside.
class Guard {
 public:
  Guard(sqlite3* db, const CancelToken& cancel) : m_db(db) {
    sqlite3_set_authorizer(db, authorize, nullptr);
    sqlite3_progress_handler(db, kStepsPerPoll, pollCancel, const_cast<CancelToken*>(&cancel));
    m_length = sqlite3_limit(db, SQLITE_LIMIT_LENGTH, kMaxCellBytes);
  }
  ~Guard() {
    sqlite3_limit(m_db, SQLITE_LIMIT_LENGTH, m_length);
    sqlite3_progress_handler(m_db, 0, nullptr, nullptr);
    sqlite3_set_authorizer(m_db, nullptr, nullptr);
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  sqlite3* m_db;
  int m_length = 0;
};

std::string hintFor(const std::string& message) {
  if (message.find("no such column") != std::string::npos) {
    return "SELECT * FROM event LIMIT 1 shows the columns";
  }
  if (message.find("no such table") != std::string::npos) {
    return "Tables: event, hop, traffic, saga, saga_step, problem, gap, session, audit";
  }
  if (message.find("not authorized") != std::string::npos) {
    return "Only SELECT is allowed: a recording is not changed by a query";
  }
  return {};
}

Error queryError(sqlite3* db, const CancelToken& cancel) {
  if (cancel.cancelled()) return cancelledError();
  const std::string message = sqlite3_errmsg(db);
  const int offset = sqlite3_error_offset(db);
  return {message, offset < 0 ? std::string() : "at byte " + std::to_string(offset + 1),
          hintFor(message)};
}

/// True if nothing but blanks, comments and semicolons follows.
bool isBlank(sqlite3* db, const char* tail) {
  sqlite3_stmt* more = nullptr;
  while (*tail != '\0') {
    const char* next = tail;
    if (sqlite3_prepare_v2(db, tail, -1, &more, &next) != SQLITE_OK || more != nullptr) break;
    if (next == tail) break;
    tail = next;
  }
  sqlite3_finalize(more);
  return *tail == '\0';
}

void addRow(sqlite3_stmt* statement, SqlTable& out) {
  const int columns = sqlite3_column_count(statement);
  auto& texts = out.rows.emplace_back();
  auto& numbers = out.isNumber.emplace_back();
  auto& nulls = out.isNull.emplace_back();
  for (int i = 0; i < columns; ++i) {
    const int type = sqlite3_column_type(statement, i);
    const auto* text =
        static_cast<const char*>(static_cast<const void*>(sqlite3_column_text(statement, i)));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
    texts.emplace_back(text == nullptr ? "" : text, text == nullptr ? 0 : size);
    numbers.push_back(type == SQLITE_INTEGER || type == SQLITE_FLOAT);
    nulls.push_back(type == SQLITE_NULL);
  }
}

Result<SqlTable> readAll(sqlite3* db, sqlite3_stmt* statement, std::size_t maxRows,
                         const CancelToken& cancel) {
  SqlTable table;
  for (int i = 0; i < sqlite3_column_count(statement); ++i) {
    table.columns.emplace_back(sqlite3_column_name(statement, i));
  }
  int status = SQLITE_DONE;
  while (table.rows.size() < maxRows && (status = sqlite3_step(statement)) == SQLITE_ROW) {
    addRow(statement, table);
  }
  if (status != SQLITE_DONE && status != SQLITE_ROW) return queryError(db, cancel);
  return table;
}

}  // namespace

Result<void> SqlQuery::attach(Archive& archive) {
  m_archive = &archive;
  m_events = {&archive, nullptr, false, nullptr};
  m_hops = {&archive, nullptr, true, nullptr};
  RHEO_TRY(addEventTable(archive.db().handle(), "event", &m_events));
  RHEO_TRY(addEventTable(archive.db().handle(), "hop", &m_hops));
  RHEO_TRY(addTrafficTable(archive.db().handle(), &m_events));
  // Connects them now: declaring a table is among what the authorizer refuses later.
  const auto connected = archive.db().prepare("SELECT 1 FROM event, hop, traffic");
  if (!connected) return connected.error();
  return addSqlFunctions(archive.db().handle());
}

Result<SqlTable> SqlQuery::run(const std::string& statement, std::size_t maxRows,
                               const CancelToken& cancel) {
  sqlite3* db = m_archive->db().handle();
  m_events.cancel = &cancel;
  m_hops.cancel = &cancel;
  const Guard guard(db, cancel);
  sqlite3_stmt* prepared = nullptr;
  const char* tail = nullptr;
  if (sqlite3_prepare_v2(db, statement.c_str(), -1, &prepared, &tail) != SQLITE_OK) {
    return queryError(db, cancel);
  }
  if (prepared == nullptr) return Error{"the statement is empty", {}, "Write a SELECT"};
  Result<SqlTable> result =
      isBlank(db, tail) && sqlite3_stmt_readonly(prepared) != 0
          ? readAll(db, prepared, maxRows, cancel)
          : Result<SqlTable>(Error{
                "only one statement is answered at a time", {}, "Ask them one after the other"});
  sqlite3_finalize(prepared);
  return result;
}

}  // namespace rheo::store
