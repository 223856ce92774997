// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/event/event_batch.h"

struct sqlite3;
struct sqlite3_stmt;

namespace rheo::bench {

/// What a recording would be without chunks: a table with a row a sighting, names as codes, and
/// three indexes: by time, event and trace. Ends the program when SQLite refuses.
class RowTable {
 public:
  explicit RowTable(const std::string& path);
  ~RowTable();
  RowTable(const RowTable&) = delete;
  RowTable& operator=(const RowTable&) = delete;

  /// All of them in one transaction.
  void add(std::span<const EventBatch> batches);
  /// Runs a question to its end; returns its rows, the cells apart by '|'.
  std::vector<std::string> ask(const std::string& statement);

 private:
  void run(const char* sql);
  void insert(const TraceEvent& event);

  sqlite3* m_db = nullptr;
  sqlite3_stmt* m_insert = nullptr;
};

}  // namespace rheo::bench
