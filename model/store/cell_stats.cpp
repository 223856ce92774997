// SPDX-License-Identifier: Apache-2.0
#include "model/store/cell_stats.h"

#include <algorithm>

#include "model/base/varint.h"
#include "model/store/byte_buffer.h"
#include "model/store/packed_block.h"

namespace rheo::store {
namespace {

std::uint64_t distance(TimeNs from, TimeNs to) {
  return zigzag(
      static_cast<std::int64_t>(static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)));
}

TimeNs apart(TimeNs from, std::uint64_t distance) {
  return static_cast<TimeNs>(static_cast<std::uint64_t>(from) +
                             static_cast<std::uint64_t>(unzigzag(distance)));
}

bool hasParts(const RollupCell& cell) {
  return std::any_of(cell.stats.parts.begin(), cell.stats.parts.end(),
                     [](const Histogram& h) { return !h.isEmpty(); });
}

}  // namespace

std::int64_t partOf(const HopParts& parts, LatencyPart part) {
  switch (part) {
    case LatencyPart::Total:
      return parts.totalNs;
    case LatencyPart::Publish:
      return parts.publishNs;
    case LatencyPart::Wait:
      return parts.waitNs;
    case LatencyPart::Processing:
      return parts.processingNs;
  }
  return -1;
}

void CellStats::count1(const TraceEvent& event) {
  ++count;
  bytes += event.payloadSize;
  duplicates += (event.flags & kDuplicate) != 0;
  outOfOrder += (event.flags & kOutOfOrder) != 0;
  minNs = std::min(minNs, event.timeNs);
  maxNs = std::max(maxNs, event.timeNs);
  if (event.stage == Stage::Received && event.publishedNs != 0) {
    maxPublishedNs =
        maxPublishedNs == 0 ? event.publishedNs : std::max(maxPublishedNs, event.publishedNs);
  }
}

void CellStats::add(const TraceEvent& event) {
  count1(event);
  if (!endsHop(event.stage)) return;
  const HopParts hop = hopParts(event);
  for (std::size_t i = 0; i < kLatencyParts; ++i) {
    const std::int64_t ns = partOf(hop, static_cast<LatencyPart>(i));
    if (ns >= 0) parts[i].record(static_cast<std::uint64_t>(ns));
  }
}

void CellStats::merge(const CellStats& other) {
  count += other.count;
  bytes += other.bytes;
  duplicates += other.duplicates;
  outOfOrder += other.outOfOrder;
  minNs = std::min(minNs, other.minNs);
  maxNs = std::max(maxNs, other.maxNs);
  if (other.maxPublishedNs != 0) {
    maxPublishedNs =
        maxPublishedNs == 0 ? other.maxPublishedNs : std::max(maxPublishedNs, other.maxPublishedNs);
  }
  for (std::size_t i = 0; i < kLatencyParts; ++i) parts[i].merge(other.parts[i]);
}

void encodeCounts(const std::vector<RollupCell>& cells, TimeNs origin, std::string& out) {
  std::string raw;
  putVarint(raw, cells.size());
  for (const RollupCell& c : cells) {
    const CellStats& s = c.stats;
    for (const std::uint64_t v :
         {std::uint64_t{c.cell}, s.count, s.bytes, s.duplicates, s.outOfOrder,
          distance(origin, s.minNs), distance(s.minNs, s.maxNs)}) {
      putVarint(raw, v);
    }
    raw.push_back(s.maxPublishedNs != 0 ? '\1' : '\0');
    if (s.maxPublishedNs != 0) putVarint(raw, distance(s.maxNs, s.maxPublishedNs));
  }
  packBlock(raw, out);
}

void encodeParts(const std::vector<RollupCell>& cells, std::string& out) {
  std::string raw;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!hasParts(cells[i])) continue;
    putVarint(raw, i);
    for (const Histogram& h : cells[i].stats.parts) h.encode(raw);
  }
  packBlock(raw, out);
}

bool decodeCounts(std::string_view packed, TimeNs origin, std::uint32_t cellCount,
                  std::vector<RollupCell>& out) {
  out.clear();
  std::string raw;
  if (!unpackBlock(packed, raw)) return false;
  ByteTaker in(raw);
  const std::uint64_t size = in.varint();
  if (!in.ok() || size > cellCount) return false;
  out.reserve(size);
  for (std::uint64_t i = 0; i < size && in.ok(); ++i) {
    RollupCell& c = out.emplace_back();
    const std::uint64_t cell = in.varint();
    if (cell >= cellCount) return false;
    c.cell = static_cast<std::uint32_t>(cell);
    c.stats.count = in.varint();
    c.stats.bytes = in.varint();
    c.stats.duplicates = in.varint();
    c.stats.outOfOrder = in.varint();
    c.stats.minNs = apart(origin, in.varint());
    c.stats.maxNs = apart(c.stats.minNs, in.varint());
    if (in.take(1) == std::string_view("\1", 1)) {
      c.stats.maxPublishedNs = apart(c.stats.maxNs, in.varint());
    }
  }
  return in.atEnd();
}

bool decodeParts(std::string_view packed, std::vector<RollupCell>& cells) {
  std::string raw;
  if (!unpackBlock(packed, raw)) return false;
  ByteTaker in(raw);
  while (in.ok() && !in.atEnd()) {
    const std::uint64_t index = in.varint();
    if (!in.ok() || index >= cells.size()) return false;
    for (Histogram& h : cells[index].stats.parts) {
      if (!h.decode(in.rest())) return false;
    }
  }
  return in.ok();
}

}  // namespace rheo::store
