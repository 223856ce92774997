// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/database.h"

#include <sqlite3.h>

namespace rheo::store {
namespace {

std::string hintFor(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return "The disk is full: free some space; nothing that was acknowledged is lost";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "Another program is writing this file: stop it, or record into another file";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "Check who owns the file and its folder";
    case SQLITE_CANTOPEN:
      return "Check that the path exists and may be read";
    case SQLITE_CORRUPT:
      return "The file is damaged: restore a copy";
    case SQLITE_NOTADB:
      return "Choose a file that `rheo record` wrote";
    default:
      return {};
  }
}

/// file: URI of a path, so that `?` and `#` in names stay what they are.
std::string uriOf(const std::string& path, bool immutable) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      uri += c;
    }
  }
  return immutable ? uri + "?immutable=1" : uri;
}

}  // namespace

Error sqliteError(sqlite3* handle, std::string doing) {
  const int code = handle == nullptr ? SQLITE_NOMEM : sqlite3_extended_errcode(handle);
  const char* file = handle == nullptr ? nullptr : sqlite3_db_filename(handle, "main");
  std::string what =
      std::move(doing) + ": " + (handle == nullptr ? "out of memory" : sqlite3_errmsg(handle));
  return {std::move(what), file == nullptr ? std::string() : std::string(file), hintFor(code)};
}

Statement::~Statement() {
  sqlite3_finalize(m_handle);
}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(m_handle, other.m_handle);
  std::swap(m_status, other.m_status);
  return *this;
}

bool Statement::next() {
  m_status = sqlite3_step(m_handle);
  return m_status == SQLITE_ROW;
}

Result<void> Statement::status() const {
  if (m_status == SQLITE_ROW || m_status == SQLITE_DONE || m_status == SQLITE_OK) return {};
  return sqliteError(sqlite3_db_handle(m_handle), "SQLite failed");
}

Result<void> Statement::finish() {
  while (next()) {
  }
  auto result = status();
  reset();
  return result;
}

void Statement::reset() {
  sqlite3_reset(m_handle);
  m_status = SQLITE_OK;
}

void Statement::bindOne(int index, std::int64_t value) {
  sqlite3_bind_int64(m_handle, index, value);
}

// A null pointer would bind NULL: an empty text is still a text.
void Statement::bindOne(int index, std::string_view value) {
  sqlite3_bind_text64(m_handle, index, value.empty() ? "" : value.data(), value.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bindOne(int index, Blob value) {
  sqlite3_bind_blob64(m_handle, index, value.bytes.empty() ? "" : value.bytes.data(),
                      value.bytes.size(), SQLITE_STATIC);
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(m_handle, column);
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
  return text == nullptr
             ? std::string_view()
             : std::string_view(text,
                                static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)));
}

std::string_view Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_handle, column));
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(bytes,
                                static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)));
}

Result<Database> Database::open(const std::string& path, Mode mode) {
  Database db;
  db.m_path = path;
  const int flags =
      SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
      (mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
  const std::string uri = uriOf(path, mode == Mode::Immutable);
  if (sqlite3_open_v2(uri.c_str(), &db.m_handle, flags, nullptr) != SQLITE_OK) {
    auto error = sqliteError(db.m_handle, "cannot open '" + path + "'");
    return error;
  }
  sqlite3_busy_timeout(db.m_handle, 5000);
  sqlite3_db_config(db.m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db.m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(db.m_handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_db_config(db.m_handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db.m_handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  return db;
}

Database::~Database() {
  sqlite3_close_v2(m_handle);
}

Database::Database(Database&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_path(std::move(other.m_path)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(m_handle, other.m_handle);
  std::swap(m_path, other.m_path);
  return *this;
}

Result<void> Database::exec(const std::string& sql) {
  if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return sqliteError(m_handle, "SQLite failed");
  }
  return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  if (sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &handle, nullptr) != SQLITE_OK) {
    return sqliteError(m_handle, "SQLite failed");
  }
  return Statement(handle);
}

Result<void> Database::prepareAll(
    std::initializer_list<std::pair<Statement*, std::string_view>> statements) {
  for (const auto& [statement, sql] : statements) {
    auto prepared = prepare(sql);
    if (!prepared) return prepared.error();
    *statement = std::move(*prepared);
  }
  return {};
}

Result<std::int64_t> Database::integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const std::int64_t value = statement->next() ? statement->integer(0) : 0;
  if (auto status = statement->status(); !status) return status.error();
  return value;
}

bool Database::inTransaction() const {
  return sqlite3_get_autocommit(m_handle) == 0;
}

Result<void> Database::close() {
  if (m_handle != nullptr && sqlite3_close_v2(std::exchange(m_handle, nullptr)) != SQLITE_OK) {
    return Error{"cannot close the recording", m_path, {}};
  }
  return {};
}

}  // namespace rheo::store
