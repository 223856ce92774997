// SPDX-License-Identifier: Apache-2.0
#include "model/store/packed_block.h"

#include <lz4.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "model/store/byte_buffer.h"

namespace rheo::store {
namespace {

constexpr std::size_t kHeader = 12;
constexpr std::uint32_t kStored = 0x8000'0000u;
// LZ4 cannot expand more than this: a greater claim is a lie.
constexpr std::size_t kMaxRatio = 255;

std::uint64_t mix(std::uint64_t h, std::uint64_t word) {
  h = (h ^ word) * 0x9E37'79B9'7F4A'7C15ull;
  return h ^ (h >> 29);
}

/// Finds flipped and missing bytes; not meant against forgery.
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t a = bytes.size() + 0x51'7C'C1'B7;
  std::uint64_t b = ~a;
  std::size_t i = 0;
  for (; i + 16 <= bytes.size(); i += 16) {
    std::uint64_t word[2];
    std::memcpy(word, bytes.data() + i, 16);
    a = mix(a, word[0]);
    b = mix(b, word[1]);
  }
  std::uint64_t last[2] = {0, 0};
  if (i < bytes.size()) std::memcpy(last, bytes.data() + i, bytes.size() - i);
  return mix(mix(a, last[0]), mix(b, last[1]));
}

}  // namespace

void packBlock(std::string_view raw, std::string& out, int haste) {
  // A string of the largest possible size would be zeroed each time.
  static thread_local ByteBuffer room;
  const int bound = LZ4_compressBound(static_cast<int>(raw.size()));
  room.clear();
  char* body = room.reserve(static_cast<std::size_t>(bound));
  const int size = LZ4_compress_fast(raw.data(), body, static_cast<int>(raw.size()), bound, haste);
  auto claim = static_cast<std::uint32_t>(raw.size());
  std::string_view packed(body, static_cast<std::size_t>(std::max(size, 0)));
  if (packed.empty() || packed.size() >= raw.size()) {
    claim |= kStored;
    packed = raw;
  }
  out.assign(kHeader, '\0');
  out.append(packed);
  std::memcpy(out.data() + 8, &claim, 4);
  const auto sum = checksum(std::string_view(out).substr(8));
  std::memcpy(out.data(), &sum, 8);
}

bool unpackBlock(std::string_view packed, std::string& raw) {
  raw.clear();
  if (packed.size() < kHeader) return false;
  std::uint64_t sum = 0;
  std::uint32_t claim = 0;
  std::memcpy(&sum, packed.data(), 8);
  std::memcpy(&claim, packed.data() + 8, 4);
  if (sum != checksum(packed.substr(8))) return false;
  const auto body = packed.substr(kHeader);
  const std::size_t size = claim & ~kStored;
  if ((claim & kStored) != 0) {
    if (size != body.size()) return false;
    raw.assign(body);
    return true;
  }
  if (size > kMaxBlockBytes || size / kMaxRatio > body.size()) return false;
  raw.resize(size);
  const int done = LZ4_decompress_safe(body.data(), raw.data(), static_cast<int>(body.size()),
                                       static_cast<int>(size));
  return done >= 0 && static_cast<std::size_t>(done) == size;
}

}  // namespace rheo::store
