// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/base/name_table.h"
#include "model/event/trace_event.h"

struct sqlite3;

namespace rheo::test {

/// Sightings as an ordinary SQLite table `event`, a row each, with the columns that the virtual
/// table has; and `hop`, a view of those that end one. What SQL over a recording is held against.
class SqlCopy {
 public:
  SqlCopy();
  ~SqlCopy();
  SqlCopy(const SqlCopy&) = delete;
  SqlCopy& operator=(const SqlCopy&) = delete;

  void add(std::uint64_t row, const TraceEvent& event, const NameTable& names);
  /// Every row as its cells, NULL as "NULL"; or one row that says what went wrong.
  std::vector<std::vector<std::string>> ask(const std::string& statement);

 private:
  sqlite3* m_db = nullptr;
};

}  // namespace rheo::test
