// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/event/trace_event.h"
#include "model/store/cell_table.h"

namespace rheo::store {

/// Texts of one column, end to end.
struct TextColumn {
  std::vector<std::uint32_t> ends;
  std::string bytes;

  /// The text of row i, which is in `ends` already; the rows before it have theirs.
  void put(std::size_t i, std::string_view text) {
    if (!text.empty()) bytes.append(text);
    ends[i] = static_cast<std::uint32_t>(bytes.size());
  }
  [[nodiscard]] std::string_view at(std::size_t i) const {
    const std::uint32_t from = i == 0 ? 0 : ends[i - 1];
    return std::string_view(bytes).substr(from, ends[i] - from);
  }
  void clear() {
    ends.clear();
    bytes.clear();
  }
};

/// Parts of a chunk that are stored and decoded apart.
enum Group : unsigned { kHot = 1, kIds = 2, kText = 4, kPayload = 8, kAllGroups = 15 };

/// Sightings column by column: what the writer gathers and what a decoded chunk is. Columns of
/// groups that were not decoded are empty.
struct Columns {
  unsigned groups = 0;

  // kHot
  std::vector<std::uint32_t> cell;
  std::vector<TimeNs> time, published, broker;
  std::vector<std::int64_t> duration;
  std::vector<std::uint8_t> kind;
  std::vector<std::uint16_t> flags, attempt, version;
  std::vector<Name> instance, error, saga, step, undoes;
  std::vector<std::uint32_t> payloadSize;
  // kIds
  std::vector<Id128> event, trace, cause;
  std::vector<std::uint64_t> span, parent, position;
  std::vector<std::uint32_t> session, stream;
  // kText
  TextColumn key, sagaKey, attributes;
  // kPayload
  TextColumn payload;

  [[nodiscard]] std::size_t size() const { return cell.size(); }
  [[nodiscard]] std::size_t textBytes() const {
    return key.bytes.size() + sagaKey.bytes.size() + attributes.bytes.size() + payload.bytes.size();
  }
  /// Memory held, roughly.
  [[nodiscard]] std::size_t memoryBytes() const;
  void append(const TraceEvent& event, std::uint32_t cellId);
  /// Many at once: each column grows once, then the rows are laid out one after the other.
  void append(std::span<const TraceEvent* const> events, std::span<const std::uint32_t> cellIds);
  void clear();
  /// Row i with what the decoded groups hold; views point into this.
  [[nodiscard]] TraceEvent at(std::size_t i, const CellTable& cells) const;
  /// The same into `out`, which holds row `before` of these columns already (size() if it holds
  /// none): cheaper row by row.
  void read(std::size_t i, std::size_t before, const CellTable& cells, TraceEvent& out) const;

 private:
  void grow(std::size_t rows);
  void put(std::size_t i, const TraceEvent& event, std::uint32_t cellId);
  void readColumns(std::size_t i, TraceEvent& out) const;
};

}  // namespace rheo::store
