// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace rheo::wire {

/// 64 bits of a text, the same in every build, every service and at every import. No cryptography:
/// for names that tell things apart, not for adversaries.
constexpr std::uint64_t stableHash(std::string_view text, std::uint64_t seed = 0) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325ull ^ seed;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ull;
  return hash ^ (hash >> 32);
}

/// An id as two words, as every id on the wire; null for none.
struct StableId {
  std::uint64_t hi = 0, lo = 0;
};

/// An id for what others name with two texts: a source and its message.
constexpr StableId stableId(std::string_view scope, std::string_view name) noexcept {
  return {stableHash(name, stableHash(scope)), stableHash(name, ~stableHash(scope)) | 1};
}

}  // namespace rheo::wire
