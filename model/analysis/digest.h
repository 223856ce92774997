// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/base/ids.h"

namespace rheo::analysis {

/// 64 bits that stand for a key in the bounded tables. Never 0. Two keys of a full table (half a
/// million) share one with a chance of about 1 in 10^8.
using Digest = std::uint64_t;

__extension__ using Wide = unsigned __int128;

constexpr Digest mix(std::uint64_t a, std::uint64_t b) {
  const Wide product = Wide{a ^ 0x9E3779B97F4A7C15ull} * Wide{b ^ 0xD6E8FEB86659FD93ull};
  const auto folded =
      static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  return folded == 0 ? 1 : folded;
}

inline Digest digestOf(const Id128& id) {
  return mix(id.hi, id.lo);
}

inline Digest digestOf(std::string_view text) {
  Digest digest = mix(text.size(), 0);
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = text.size() < 8 ? text.size() : 8;
    std::memcpy(&word, text.data(), size);
    digest = mix(digest, word);
    text.remove_prefix(size);
  }
  return digest;
}

}  // namespace rheo::analysis
