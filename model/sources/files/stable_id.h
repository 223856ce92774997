// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "model/base/ids.h"

namespace rheo::files {

/// 64 bits of a text, the same in every build and at every import. No cryptography: for names that
/// tell things apart, not for adversaries.
constexpr std::uint64_t stableHash(std::string_view text, std::uint64_t seed = 0) {
  std::uint64_t hash = 0xCBF29CE484222325ull ^ seed;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ull;
  return hash ^ (hash >> 32);
}

/// An id for what other tools name with two texts: a source and its message.
constexpr Id128 stableId(std::string_view scope, std::string_view name) {
  return {stableHash(name, stableHash(scope)), stableHash(name, ~stableHash(scope)) | 1};
}

/// The event that a span published: made from the span, so that publisher and consumer find the
/// same one apart from each other. Ends in the span's id, which is what people search for.
constexpr Id128 eventOfSpan(const Id128& trace, std::uint64_t span) {
  return {(trace.hi * 0x9E3779B97F4A7C15ull) ^ trace.lo ^ 0x7268656F00000000ull, span};
}

}  // namespace rheo::files
