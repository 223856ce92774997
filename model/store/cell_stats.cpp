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

bool hasParts(const CellStats& stats) {
  return std::any_of(stats.parts.begin(), stats.parts.end(),
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

void RollupEncoder::start(TimeNs origin) {
  m_origin = origin;
  m_cells = 0;
  m_counts.clear();
  m_parts.clear();
}

void RollupEncoder::add(std::uint32_t cell, const CellStats& s) {
  for (const std::uint64_t v : {std::uint64_t{cell}, s.count, s.bytes, s.duplicates, s.outOfOrder,
                                distance(m_origin, s.minNs), distance(s.minNs, s.maxNs)}) {
    putVarint(m_counts, v);
  }
  m_counts.push_back(s.maxPublishedNs != 0 ? '\1' : '\0');
  if (s.maxPublishedNs != 0) putVarint(m_counts, distance(s.maxNs, s.maxPublishedNs));
  if (hasParts(s)) {
    putVarint(m_parts, m_cells);
    for (const Histogram& h : s.parts) h.encode(m_parts);
  }
  ++m_cells;
}

void RollupEncoder::finish(std::string& counts, std::string& parts) {
  std::string raw;
  putVarint(raw, m_cells);
  packBlock(raw.append(m_counts), counts);
  packBlock(m_parts, parts);
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
