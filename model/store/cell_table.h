// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "model/event/trace_event.h"

namespace rheo::store {

/// The dimensions that a recording is counted by: one distinct combination is a cell. A sighting
/// stores the number of its cell instead of the seven values.
struct Cell {
  Stage stage = Stage::Published;
  Name service = 0;
  Name topic = 0;
  Name type = 0;
  Name subscription = 0;
  Name producer = 0;
  Name deadLetterTopic = 0;

  friend bool operator==(const Cell&, const Cell&) = default;
};

Cell cellOf(const TraceEvent& event);
/// Gives a sighting the dimensions of a cell.
void setCell(TraceEvent& event, const Cell& cell);
/// A sighting with nothing but its dimensions, for filters that ask for nothing else.
TraceEvent eventOf(const Cell& cell);

/// Append-only table of cells, numbered densely from 0. One thread.
class CellTable {
 public:
  std::uint32_t intern(const Cell& cell);
  [[nodiscard]] const Cell& at(std::uint32_t id) const { return m_cells[id]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_cells.size()); }

 private:
  void grow();

  std::vector<Cell> m_cells;
  std::vector<std::uint32_t> m_slots;  ///< open addressing: id + 1, 0 = free
};

}  // namespace rheo::store
