// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <span>

#include "model/store/chunk_codec.h"
#include "model/store/id_filter.h"
#include "model/store/packed_block.h"
#include "model/store/planes.h"

namespace rheo::store {
namespace {

// Of each group. Attributes repeat each other so much that haste finds nearly all of it: the same
// size in two thirds of the time.
constexpr std::array kHaste{1, 1, 8, 1};

constexpr auto kPlain = [](auto v) { return static_cast<std::uint64_t>(v); };

/// b - a, wrapping: any two times round-trip.
std::int64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a));
}

template <class T>
std::span<const T> slice(const std::vector<T>& column, std::size_t from, std::size_t to) {
  return std::span(column).subspan(from, to - from);
}

/// Which rows have a value (a bit a row), then `code(i)` of those rows.
template <class Code>
void putSparse(ByteBuffer& out, std::span<const std::int64_t> values,
               std::vector<std::int64_t>& scratch, Code code) {
  char* at = out.reserve(values.size() / 8 + 1);
  scratch.clear();
  for (std::size_t i = 0; i < values.size(); i += 8) {
    unsigned bits = 0;
    for (std::size_t j = i; j < std::min(i + 8, values.size()); ++j) {
      if (values[j] == 0) continue;
      bits |= 1u << (j - i);
      scratch.push_back(code(j));
    }
    *at++ = static_cast<char>(bits);
  }
  out.advanceTo(at);
  putPlanes(out, std::span<const std::int64_t>(scratch));
}

/// How far times that are known lie before `reference`.
void putEarlier(ByteBuffer& out, std::span<const TimeNs> values, std::span<const TimeNs> reference,
                std::vector<std::int64_t>& scratch) {
  putSparse(out, values, scratch,
            [&](std::size_t i) { return difference(values[i], reference[i]); });
}

void putHot(ByteBuffer& out, const Columns& c, std::size_t from, std::size_t to,
            std::vector<std::int64_t>& scratch) {
  const auto times = slice(c.time, from, to);
  out.put(kPlanesMark);
  putPlanes(out, slice(c.cell, from, to));
  putPlanes(out, times);
  putEarlier(out, slice(c.published, from, to), times, scratch);
  putEarlier(out, slice(c.broker, from, to), times, scratch);
  const auto durations = slice(c.duration, from, to);
  putSparse(out, durations, scratch, [&](std::size_t i) { return durations[i]; });
  putPlanes(out, slice(c.kind, from, to));
  putPlanes(out, slice(c.flags, from, to));
  putPlanes(out, slice(c.attempt, from, to));
  putPlanes(out, slice(c.version, from, to));
  putPlanes(out, slice(c.instance, from, to));
  putPlanes(out, slice(c.error, from, to));
  putPlanes(out, slice(c.saga, from, to));
  putPlanes(out, slice(c.step, from, to));
  putPlanes(out, slice(c.undoes, from, to));
  putPlanes(out, slice(c.payloadSize, from, to));
}

/// References are written as the distance back from the next new one: 0 is null, 1 is new.
template <class Id>
void putReferences(ByteBuffer& out, IdDictionary<Id>& dictionary, std::span<const Id> ids) {
  char* at = out.reserve(ids.size() * 10);
  for (const Id& id : ids) {
    const std::size_t next = dictionary.ids().size() + 1;
    const std::uint32_t reference = dictionary.add(id);
    at = putVarint(at, reference == 0 ? 0 : next - reference + 1);
  }
  out.advanceTo(at);
}

template <class Id>
void putAll(ByteBuffer& out, const std::vector<Id>& ids) {
  static_assert(sizeof(Id) % sizeof(std::uint64_t) == 0);
  out.putVarint(ids.size());
  out.put({reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(Id)});
}

void putPositions(ByteBuffer& out, std::span<const std::uint64_t> positions) {
  std::uint64_t previous = 0;
  char* at = out.reserve(positions.size() * 10);
  for (const std::uint64_t position : positions) {
    at = putVarint(at, zigzag(static_cast<std::int64_t>(position - previous)));
    previous = position;
  }
  out.advanceTo(at);
}

void putText(ByteBuffer& out, const TextColumn& column, std::size_t from, std::size_t to) {
  std::uint32_t end = from == 0 ? 0 : column.ends[from - 1];
  const std::uint32_t first = end;
  char* at = out.reserve((to - from) * 5);
  for (std::size_t i = from; i < to; ++i) {
    at = putVarint(at, column.ends[i] - end);
    end = column.ends[i];
  }
  out.advanceTo(at);
  out.put(std::string_view(column.bytes).substr(first, end - first));
}

}  // namespace

void ChunkEncoder::putIds(const Columns& c, std::size_t from, std::size_t to, std::string& filter) {
  m_ids.reset((to - from) * 3);
  putReferences(m_raw, m_ids, slice(c.event, from, to));
  putReferences(m_raw, m_ids, slice(c.trace, from, to));
  putReferences(m_raw, m_ids, slice(c.cause, from, to));
  m_spans.reset((to - from) * 2);
  putReferences(m_raw, m_spans, slice(c.span, from, to));
  putReferences(m_raw, m_spans, slice(c.parent, from, to));
  putAll(m_raw, m_ids.ids());
  putAll(m_raw, m_spans.ids());
  m_raw.putColumn(slice(c.session, from, to), kPlain);
  m_raw.putColumn(slice(c.stream, from, to), kPlain);
  putPositions(m_raw, slice(c.position, from, to));
  filter = makeIdFilter(m_ids.ids());
}

void ChunkEncoder::listCells(std::span<const std::uint32_t> cells, std::string& out) {
  m_present.assign(*std::max_element(cells.begin(), cells.end()) + std::size_t{1}, false);
  for (const std::uint32_t cell : cells) m_present[cell] = true;
  out.clear();
  std::size_t previous = 0;
  for (std::size_t cell = 0; cell < m_present.size(); ++cell) {
    if (!m_present[cell]) continue;
    putVarint(out, cell - previous);
    previous = cell;
  }
}

void ChunkEncoder::encode(const Columns& c, std::size_t from, std::size_t to, EncodedChunk& out) {
  const auto times = slice(c.time, from, to);
  const auto [earliest, latest] = std::minmax_element(times.begin(), times.end());
  out.count = to - from;
  out.fromNs = *earliest;
  out.toNs = *latest;
  listCells(slice(c.cell, from, to), out.cells);
  const auto pack = [&](std::size_t group) {
    packBlock(m_raw.view(), out.groups[group], kHaste[group]);
    m_raw.clear();
  };
  m_raw.clear();
  putHot(m_raw, c, from, to, m_scratch);
  pack(0);
  putIds(c, from, to, out.filter);
  pack(1);
  for (const TextColumn* column : {&c.key, &c.sagaKey, &c.attributes}) {
    putText(m_raw, *column, from, to);
  }
  pack(2);
  putText(m_raw, c.payload, from, to);
  pack(3);
}

}  // namespace rheo::store
