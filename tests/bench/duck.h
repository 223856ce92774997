// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>

#include "model/event/event_batch.h"

namespace rheo::bench {

/// DuckDB in memory, if its library is at hand: RHEO_DUCKDB names libduckdb.so. Loaded at run time,
/// so nothing here depends on it.
class Duck {
 public:
  /// Nothing when there is no library; ends the program when there is one that fails.
  static std::unique_ptr<Duck> open();
  ~Duck();
  Duck(const Duck&) = delete;
  Duck& operator=(const Duck&) = delete;

  /// Appends sightings to the table `e`, which has the columns of RowTable, names as texts.
  void add(std::span<const EventBatch> batches, const NameTable& names);
  /// Answers to the end.
  void ask(const std::string& statement);

 private:
  Duck() = default;
  struct Library;
  std::unique_ptr<Library> m_library;
};

}  // namespace rheo::bench
