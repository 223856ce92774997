// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "model/store/chunk_codec.h"
#include "model/store/packed_block.h"
#include "model/store/planes.h"

namespace rheo::store {
namespace {

std::int64_t sum(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// b - a, wrapping.
std::int64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a));
}

unsigned byteOf(char c) {
  return static_cast<unsigned char>(c);
}

template <class T>
void takeColumn(ByteTaker& in, std::size_t count, std::vector<T>& out) {
  out.clear();
  out.reserve(count);
  in.column(count, [&](std::uint64_t v) { out.push_back(static_cast<T>(v)); });
}

void takeDeltas(ByteTaker& in, std::size_t count, std::vector<std::int64_t>& out) {
  out.resize(count);
  std::int64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) out[i] = value = sum(value, unzigzag(in.varint()));
}

void takeEarlier(ByteTaker& in, const std::vector<TimeNs>& reference, std::vector<TimeNs>& out) {
  out.assign(reference.size(), 0);
  const auto known = in.take((reference.size() + 7) / 8);
  if (!in.ok()) return;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if ((known[i / 8] >> (i % 8) & 1) == 0) continue;
    const auto before = static_cast<std::uint64_t>(unzigzag(in.varint()));
    out[i] = static_cast<TimeNs>(static_cast<std::uint64_t>(reference[i]) - before);
  }
}

/// Bits that are set; a word at a time, as without a machine instruction for it each count is a
/// call.
std::size_t countBits(std::string_view bits) {
  std::size_t set = 0;
  for (; bits.size() >= 8; bits.remove_prefix(8)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bits.data(), 8);
    set += static_cast<std::size_t>(std::popcount(word));
  }
  for (const char byte : bits) set += static_cast<std::size_t>(std::popcount(byteOf(byte)));
  return set;
}

/// Values of the rows whose bit is set; `decode(i, value)` of those, 0 for the others.
template <class Decode>
void takeSparse(ByteTaker& in, std::size_t count, std::vector<std::int64_t>& out, Decode decode) {
  const auto bits = in.take((count + 7) / 8);
  const std::size_t known = countBits(bits);
  thread_local std::vector<std::int64_t> values;
  if (known > count) in.fail();
  if (in.ok() && known > 0) takePlanes(in, known, values);
  out.assign(count, 0);
  if (!in.ok()) return;
  const std::int64_t* next = values.data();
  for (std::size_t group = 0; group < bits.size(); ++group) {
    for (unsigned set = byteOf(bits[group]); set != 0; set &= set - 1) {
      const std::size_t i = group * 8 + static_cast<std::size_t>(std::countr_zero(set));
      if (i >= count) return in.fail();
      out[i] = decode(i, *next++);
    }
  }
}

void takeEarlierPlanes(ByteTaker& in, const std::vector<TimeNs>& reference,
                       std::vector<TimeNs>& out) {
  takeSparse(in, reference.size(), out,
             [&](std::size_t i, std::int64_t before) { return difference(before, reference[i]); });
}

bool takeHot(ByteTaker& in, std::size_t count, Columns& c) {
  takePlanes(in, count, c.cell);
  takePlanes(in, count, c.time);
  takeEarlierPlanes(in, c.time, c.published);
  takeEarlierPlanes(in, c.time, c.broker);
  takeSparse(in, count, c.duration, [](std::size_t, std::int64_t v) { return v; });
  takePlanes(in, count, c.kind);
  takePlanes(in, count, c.flags);
  takePlanes(in, count, c.attempt);
  takePlanes(in, count, c.version);
  takePlanes(in, count, c.instance);
  takePlanes(in, count, c.error);
  takePlanes(in, count, c.saga);
  takePlanes(in, count, c.step);
  takePlanes(in, count, c.undoes);
  takePlanes(in, count, c.payloadSize);
  return in.atEnd();
}

/// As format 1 wrote it: varints.
bool takeHot1(ByteTaker& in, std::size_t count, Columns& c) {
  takeColumn(in, count, c.cell);
  takeDeltas(in, count, c.time);
  takeEarlier(in, c.time, c.published);
  takeEarlier(in, c.time, c.broker);
  c.duration.clear();
  c.duration.reserve(count);
  in.column(count, [&](std::uint64_t v) { c.duration.push_back(unzigzag(v)); });
  takeColumn(in, count, c.kind);
  takeColumn(in, count, c.flags);
  takeColumn(in, count, c.attempt);
  takeColumn(in, count, c.version);
  takeColumn(in, count, c.instance);
  takeColumn(in, count, c.error);
  takeColumn(in, count, c.saga);
  takeColumn(in, count, c.step);
  takeColumn(in, count, c.undoes);
  takeColumn(in, count, c.payloadSize);
  return in.atEnd();
}

/// Positions in the dictionary, + 1; 0 is null.
bool takeReferences(ByteTaker& in, std::size_t count, std::uint64_t& known,
                    std::vector<std::uint32_t>& out) {
  out.resize(count);
  for (std::uint32_t& reference : out) {
    const std::uint64_t back = in.varint();
    if (back > known + 1) return false;
    reference = back == 0 ? 0 : static_cast<std::uint32_t>(known + 2 - back);
    if (back == 1) ++known;
  }
  return in.ok();
}

template <class Id>
bool takeIds(ByteTaker& in, std::uint64_t known, std::vector<Id>& out) {
  if (in.varint() != known || known > kMaxChunkEvents * 3) return false;
  const auto bytes = in.take(known * sizeof(Id));
  if (!in.ok()) return false;
  out.resize(known);
  if (!bytes.empty()) std::memcpy(static_cast<void*>(out.data()), bytes.data(), bytes.size());
  return true;
}

template <class Id>
void resolve(const std::vector<std::uint32_t>& references, const std::vector<Id>& ids,
             std::vector<Id>& out) {
  out.resize(references.size());
  for (std::size_t i = 0; i < references.size(); ++i) {
    out[i] = references[i] == 0 ? Id{} : ids[references[i] - 1];
  }
}

bool takeIdGroup(ByteTaker& in, std::size_t count, Columns& c) {
  std::array<std::vector<std::uint32_t>, 5> refs;
  std::uint64_t ids = 0;
  std::uint64_t spans = 0;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (!takeReferences(in, count, i < 3 ? ids : spans, refs[i])) return false;
  }
  std::vector<Id128> idTexts;
  std::vector<std::uint64_t> spanTexts;
  if (!takeIds(in, ids, idTexts) || !takeIds(in, spans, spanTexts)) return false;
  resolve(refs[0], idTexts, c.event);
  resolve(refs[1], idTexts, c.trace);
  resolve(refs[2], idTexts, c.cause);
  resolve(refs[3], spanTexts, c.span);
  resolve(refs[4], spanTexts, c.parent);
  takeColumn(in, count, c.session);
  takeColumn(in, count, c.stream);
  c.position.resize(count);
  std::uint64_t position = 0;
  for (std::uint64_t& p : c.position) {
    p = position += static_cast<std::uint64_t>(unzigzag(in.varint()));
  }
  return in.atEnd();
}

bool takeText(ByteTaker& in, std::size_t count, TextColumn& out) {
  out.ends.resize(count);
  std::uint64_t end = 0;
  for (std::uint32_t& e : out.ends) {
    const std::uint64_t size = in.varint();
    if (size > kMaxBlockBytes || (end += size) > kMaxBlockBytes) return false;
    e = static_cast<std::uint32_t>(end);
  }
  out.bytes.assign(in.take(end));
  return in.ok();
}

bool takeMark(ByteTaker& in) {
  const bool isMarked = in.rest().starts_with(kPlanesMark);
  if (isMarked) in.take(kPlanesMark.size());
  return isMarked;
}

bool takeGroup(Group group, ByteTaker& in, std::size_t count, std::uint32_t cells, Columns& c) {
  switch (group) {
    case kHot:
      return (takeMark(in) ? takeHot(in, count, c) : takeHot1(in, count, c)) &&
             std::all_of(c.cell.begin(), c.cell.end(),
                         [&](std::uint32_t id) { return id < cells; });
    case kIds:
      return takeIdGroup(in, count, c);
    case kText:
      return takeText(in, count, c.key) && takeText(in, count, c.sagaKey) &&
             takeText(in, count, c.attributes) && in.atEnd();
    case kPayload:
      return takeText(in, count, c.payload) && in.atEnd();
    case kAllGroups:
      break;
  }
  return false;
}

/// Bytes that so many varints take: all there are if they are fewer.
std::size_t varintsSize(std::string_view bytes, std::size_t count) {
  std::size_t at = 0;
  constexpr std::uint64_t kGoesOn = 0x8080'8080'8080'8080;
  for (; at + 8 <= bytes.size() && count >= 8; at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    count -= static_cast<std::size_t>(8 - __builtin_popcountll(word & kGoesOn));
  }
  for (; at < bytes.size() && count > 0; ++at) count -= (bytes[at] & 0x80) == 0 ? 1 : 0;
  return at;
}

}  // namespace

bool decodeGroup(Group group, std::string_view packed, std::size_t count, std::uint32_t cellCount,
                 Columns& out) {
  std::string raw;
  if (count == 0 || count > kMaxChunkEvents || !unpackBlock(packed, raw)) return false;
  ByteTaker in(raw);
  if (!takeGroup(group, in, count, cellCount, out)) return false;
  out.groups |= group;
  return true;
}

bool idGroupHolds(std::string_view packed, std::size_t count, Id128 id) {
  static thread_local std::string raw;
  if (!unpackBlock(packed, raw)) return true;
  ByteTaker in(raw);
  constexpr std::size_t kReferences = 5;
  in.take(varintsSize(in.rest(), count * kReferences));
  const std::uint64_t known = in.varint();
  if (!in.ok() || known > in.rest().size() / sizeof(Id128)) return true;
  const char* at = in.rest().data();
  for (std::uint64_t i = 0; i < known; ++i, at += sizeof(Id128)) {
    if (std::memcmp(at, &id, sizeof(Id128)) == 0) return true;
  }
  return false;
}

bool decodeCellList(std::string_view bytes, std::uint32_t cellCount,
                    std::vector<std::uint32_t>& out) {
  out.clear();
  ByteTaker in(bytes);
  std::uint64_t cell = 0;
  while (in.ok() && !in.atEnd()) {
    const std::uint64_t delta = in.varint();
    if (delta >= cellCount || (cell += delta) >= cellCount) return false;
    if (!out.empty() && delta == 0) return false;
    out.push_back(static_cast<std::uint32_t>(cell));
  }
  return in.ok() && !out.empty();
}

}  // namespace rheo::store
