// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/store/sqlite/event_columns.h"
#include "model/store/sqlite/event_cursor.h"

struct sqlite3_context;
struct sqlite3_value;

namespace rheo::store {

/// Hands one value of a row to SQLite. What a sighting does not have is the empty text; times and
/// durations that are unknown are NULL.
void putEventValue(sqlite3_context* out, EventColumn column, std::uint64_t row,
                   const TraceEvent& event, const NameTable& names);

/// Narrows the bounds of a scan by pushed-down conditions. What it cannot use it leaves alone.
class BoundsBuilder {
 public:
  BoundsBuilder(const Archive& archive, RowBounds& bounds) : m_archive(archive), m_bounds(bounds) {}
  /// Only sightings that end a hop.
  void keepHops();
  /// op: '=', '<' (or equal), '>' (or equal), 'i' (in a list).
  void narrow(EventColumn column, char op, sqlite3_value* value);

 private:
  template <class Keep>
  void keepCells(Keep keep);
  void narrowTime(char op, TimeNs value);
  void narrowRow(char op, std::int64_t value);
  void narrowId(std::string_view text);
  void narrowText(EventColumn column, const std::vector<std::string>& texts);

  const Archive& m_archive;
  RowBounds& m_bounds;
};

}  // namespace rheo::store
