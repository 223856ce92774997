// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>
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
inline unsigned special(__m128i bytes) {
  // Signed: what is above 0x7F is below 0x20 too.
  const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)),
                                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7F))),
                                     _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                                  _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
  return static_cast<unsigned>(_mm_movemask_epi8(found));
}
inline unsigned special(const char* data) {
  return special(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data)));
}

/// Two words of a text that is shorter than a step, and longer than half of one or a quarter: they
/// overlap in the middle.
template <class Word>
bool copyEnds(char* to, std::string_view text) {
  Word ends[sizeof(__m128i) / sizeof(Word)];
  std::memcpy(&ends[0], text.data(), sizeof(Word));
  std::memcpy(&ends[1], text.data() + text.size() - sizeof(Word), sizeof(Word));
  for (std::size_t i = 2; i < std::size(ends); ++i) ends[i] = ends[0];
  std::memcpy(to, &ends[0], sizeof(Word));
  std::memcpy(to + text.size() - sizeof(Word), &ends[1], sizeof(Word));
  return special(reinterpret_cast<const char*>(ends)) == 0;
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

/// Copies a text if it is plain; else false, and what is written is nothing.
inline bool copyPlain(char* to, std::string_view text) {
#ifdef __SSE2__
  if (text.size() >= plain::kStep) {
    const char* const last = text.data() + text.size() - plain::kStep;
    char* const lastTo = to + text.size() - plain::kStep;
    unsigned found = plain::special(last);
    for (const char* at = text.data(); at < last; at += plain::kStep, to += plain::kStep) {
      found |= plain::special(at);
      std::memcpy(to, at, plain::kStep);
    }
    std::memcpy(lastTo, last, plain::kStep);
    return found == 0;
  }
  if (text.size() >= 8) return plain::copyEnds<std::uint64_t>(to, text);
  if (text.size() >= 4) return plain::copyEnds<std::uint32_t>(to, text);
#endif
  std::memcpy(to, text.data(), text.size());
  return isPlainJson(text);
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
