// SPDX-License-Identifier: Apache-2.0
#include "model/store/id_filter.h"

#include <algorithm>

#include "model/store/byte_buffer.h"

namespace rheo::store {
namespace {

constexpr int kProbes = 6;
constexpr std::size_t kBitsPerId = 20;
constexpr std::size_t kLeastBytes = 16;    ///< of a slice: with fewer, chance is too coarse
constexpr std::size_t kMostChunks = 4096;  ///< side by side

// Ids from outside need not be random: both halves go through a finaliser.
std::uint64_t hashOf(Id128 id) {
  std::uint64_t h = id.hi * 0x9E37'79B9'7F4A'7C15ull ^ id.lo;
  h = (h ^ (h >> 31)) * 0xBF58'476D'1CE4'E5B9ull;
  h = (h ^ (h >> 27)) * 0x94D0'49BB'1331'11EBull;
  return h ^ (h >> 31);
}

bool isSet(std::string_view bytes, std::size_t bit) {
  return (bytes[bit / 8] >> (bit % 8) & 1) != 0;
}

}  // namespace

IdProbe::IdProbe(Id128 id)
    : m_hash(hashOf(id)),
      m_stride(static_cast<std::uint32_t>(m_hash * 0xD6E8'FEB8'6659'FD93ull >> 32) | 1),
      m_slice(m_hash >> 58) {}

/// Kirsch and Mitzenmacher, "Less Hashing, Same Performance": two hashes make all probes.
template <class Each>
bool IdProbe::everyBit(std::size_t bits, Each each) const {
  auto h = static_cast<std::uint32_t>(m_hash);
  for (int i = 0; i < kProbes; ++i, h += m_stride) {
    // The upper half of a product is a fair choice, and cheaper than a remainder.
    if (!each(static_cast<std::size_t>(h * std::uint64_t{bits} >> 32))) return false;
  }
  return true;
}

std::string makeIdFilter(std::span<const Id128> ids) {
  const std::size_t size = std::max(kLeastBytes, ids.size() * kBitsPerId / (kFilterSlices * 8) + 1);
  std::string filter(kFilterSlices * size, '\0');
  for (const Id128& id : ids) {
    const IdProbe probe(id);
    char* const slice = filter.data() + probe.slice() * size;
    probe.everyBit(size * 8, [&](std::size_t bit) {
      slice[bit / 8] = static_cast<char>(slice[bit / 8] | (1 << (bit % 8)));
      return true;
    });
  }
  return filter;
}

bool IdProbe::mayBeIn(std::string_view slice) const {
  return slice.empty() ||
         everyBit(slice.size() * 8, [&](std::size_t bit) { return isSet(slice, bit); });
}

bool IdProbe::mayBeInAll(std::string_view filter) const {
  const std::size_t size = filter.size() / kFilterSlices;
  return size * kFilterSlices != filter.size() || mayBeIn(filter.substr(m_slice * size, size));
}

bool IdProbe::mayBeInPlain(std::string_view filter) const {
  constexpr int kPlainProbes = 6;
  const auto bits = static_cast<std::uint32_t>(filter.size() * 8);
  const std::uint64_t stride = (m_hash >> 32) | 1;
  std::uint64_t h = m_hash;
  for (int i = 0; bits != 0 && i < kPlainProbes; ++i, h += stride) {
    if (!isSet(filter, static_cast<std::uint32_t>(h) % bits)) return false;
  }
  return true;
}

std::string joinSlices(std::span<const ChunkFilter> chunks, std::size_t slice) {
  ByteBuffer joined;
  joined.putVarint(chunks.size());
  std::uint64_t before = 0;
  for (const ChunkFilter& chunk : chunks) {
    joined.putVarint(chunk.firstRow - before);
    joined.putVarint(chunk.filter.size() / kFilterSlices);
    before = chunk.firstRow;
  }
  for (const ChunkFilter& chunk : chunks) {
    const std::size_t size = chunk.filter.size() / kFilterSlices;
    joined.put(std::string_view(chunk.filter).substr(slice * size, size));
  }
  return std::string(joined.view());
}

bool splitSlices(std::string_view joined, std::vector<ChunkSlice>& to) {
  ByteTaker taker(joined);
  to.clear();
  std::vector<std::size_t> sizes;
  std::uint64_t row = 0;
  const std::uint64_t count = taker.varint();
  if (!taker.ok() || count > kMostChunks) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    row += taker.varint();
    sizes.push_back(taker.varint());
    to.push_back({row, {}});
  }
  for (std::size_t i = 0; i < to.size(); ++i) to[i].bytes = taker.take(sizes[i]);
  return taker.atEnd();
}

}  // namespace rheo::store
