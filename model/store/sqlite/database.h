// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "model/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace rheo::store {

/// A blob parameter of Statement::run() and bind().
struct Blob {
  std::string_view bytes;
};

/// A prepared statement. Bound texts and blobs must outlive the step. Move-only; one thread.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* handle) : m_handle(handle) {}
  ~Statement();
  Statement(Statement&& other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
  Statement& operator=(Statement&& other) noexcept;

  [[nodiscard]] sqlite3_stmt* handle() const { return m_handle; }

  /// Resets, then binds parameters 1, 2, ...
  template <class... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (bindOne(++index, values), ...);
    return *this;
  }
  /// Binds, steps to the end and resets.
  template <class... Values>
  Result<void> run(const Values&... values) {
    bind(values...);
    return finish();
  }
  /// True if there is a row. False at the end and on an error: ask status().
  bool next();
  /// The Error that ended the last next(), if one did.
  [[nodiscard]] Result<void> status() const;
  void reset();

  [[nodiscard]] std::int64_t integer(int column) const;
  /// Valid until the next step.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view blob(int column) const;

 private:
  void bindOne(int index, std::int64_t value);
  void bindOne(int index, std::uint64_t value) { bindOne(index, static_cast<std::int64_t>(value)); }
  void bindOne(int index, std::uint32_t value) { bindOne(index, std::int64_t{value}); }
  void bindOne(int index, int value) { bindOne(index, std::int64_t{value}); }
  void bindOne(int index, std::string_view value);
  void bindOne(int index, const std::string& value) { bindOne(index, std::string_view(value)); }
  void bindOne(int index, Blob value);
  Result<void> finish();

  sqlite3_stmt* m_handle = nullptr;
  int m_status = 0;
};

/// One connection. Move-only; one thread.
class Database {
 public:
  enum class Mode { ReadWrite, ReadOnly, Immutable };

  Database() = default;
  static Result<Database> open(const std::string& path, Mode mode);
  ~Database();
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;

  [[nodiscard]] sqlite3* handle() const { return m_handle; }
  [[nodiscard]] const std::string& path() const { return m_path; }
  Result<void> exec(const std::string& sql);
  Result<Statement> prepare(std::string_view sql);
  Result<void> prepareAll(
      std::initializer_list<std::pair<Statement*, std::string_view>> statements);
  /// First column of the first row; 0 if there is none.
  Result<std::int64_t> integer(std::string_view sql);
  [[nodiscard]] bool inTransaction() const;
  Result<void> close();

 private:
  sqlite3* m_handle = nullptr;
  std::string m_path;
};

/// The connection's last error, with what to do about the common ones.
Error sqliteError(sqlite3* handle, std::string doing);

}  // namespace rheo::store
