// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace rheo {

/// Printable ASCII but quotes and backslashes: what JSON writes as it is, and most text is.
constexpr bool isPlainJson(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
}

namespace plain {

#ifdef __SSE2__
constexpr std::size_t kStep = 16;

/// A bit for each of kStep bytes that is not plain.
inline unsigned special(const char* data) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data));
  // Signed: what is above 0x7F is below 0x20 too.
  const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
                                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F))),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
  return static_cast<unsigned>(_mm_movemask_epi8(found));
}
#else
constexpr std::size_t kStep = 8;

inline unsigned special(const char* data) {
  unsigned found = 0;
  for (std::size_t i = 0; i < kStep; ++i) found |= (isPlainJson(data[i]) ? 0u : 1u) << i;
  return found;
}
#endif

}  // namespace plain

inline bool isPlainJson(std::string_view text) {
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= plain::kStep; left -= plain::kStep, at += plain::kStep) {
    if (plain::special(at) != 0) return false;
  }
  if (text.size() >= plain::kStep)
    return left == 0 || plain::special(at + left - plain::kStep) == 0;
  for (; left > 0; --left, ++at) {
    if (!isPlainJson(*at)) return false;
  }
  return true;
}

/// Where the first byte that is not plain stands; null when it is not before `end`. kStep bytes
/// behind `end` must be readable.
inline const char* plainEnd(const char* at, const char* end) {
  for (; at < end; at += plain::kStep) {
    if (const unsigned found = plain::special(at); found != 0) {
      at += std::countr_zero(found);
      return at < end ? at : nullptr;
    }
  }
  return nullptr;
}

}  // namespace rheo
