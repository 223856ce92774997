// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/histogram.h"
#include "model/event/trace_event.h"
#include "model/store/results.h"

namespace rheo::store {

constexpr std::size_t kLatencyParts = 4;  ///< indexed by LatencyPart

/// Duration of one part of a hop; -1 unknown.
std::int64_t partOf(const HopParts& parts, LatencyPart part);

/// What is counted of the sightings of one cell in one span of time. Merges exactly.
struct CellStats {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;  ///< payload bytes, original size
  std::uint64_t duplicates = 0;
  std::uint64_t outOfOrder = 0;
  TimeNs minNs = std::numeric_limits<TimeNs>::max();
  TimeNs maxNs = std::numeric_limits<TimeNs>::min();
  TimeNs maxPublishedNs = 0;  ///< of `received` sightings; 0 = none known
  /// Hop parts of the sightings that end a hop. What is missing from `count` is unknown.
  std::array<Histogram, kLatencyParts> parts;

  /// Everything but the histograms.
  void count1(const TraceEvent& event);
  void add(const TraceEvent& event);
  void merge(const CellStats& other);
};

/// One cell of a rollup bucket.
struct RollupCell {
  std::uint32_t cell = 0;
  CellStats stats;
};

/// Makes the bytes of buckets: counts and histograms apart, so that counting reads no histogram.
/// Keeps its memory from one bucket to the next. One thread.
class RollupEncoder {
 public:
  /// A bucket that starts at `origin`.
  void start(TimeNs origin);
  /// Cells come in ascending order.
  void add(std::uint32_t cell, const CellStats& stats);
  void finish(std::string& counts, std::string& parts);

 private:
  TimeNs m_origin = 0;
  std::uint64_t m_cells = 0;
  std::string m_counts, m_parts;
};
/// False when damaged.
[[nodiscard]] bool decodeCounts(std::string_view packed, TimeNs origin, std::uint32_t cellCount,
                                std::vector<RollupCell>& out);
/// Adds the histograms to the cells that decodeCounts() gave.
[[nodiscard]] bool decodeParts(std::string_view packed, std::vector<RollupCell>& cells);

}  // namespace rheo::store
