// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/nested_scan.h"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace rheo::files {
namespace {

constexpr std::size_t kBlock = 64;

/// One bit a byte.
struct Marks {
  std::uint64_t quotes = 0;
  std::uint64_t escapes = 0;
  std::uint64_t opening = 0;
  std::uint64_t closing = 0;
  std::uint64_t lineBreaks = 0;
};

#ifdef __SSE2__
std::uint64_t bits(__m128i equal, unsigned shift) {
  return static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(equal))) << shift;
}

Marks marksOf(const char* data) {
  Marks marks;
  for (unsigned i = 0; i < kBlock; i += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + i));
    // "[" and "{", "]" and "}" differ in one bit only, and share it with nothing else of interest.
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    marks.quotes |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), i);
    marks.escapes |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')), i);
    marks.opening |= bits(_mm_cmpeq_epi8(folded, _mm_set1_epi8('{')), i);
    marks.closing |= bits(_mm_cmpeq_epi8(folded, _mm_set1_epi8('}')), i);
    marks.lineBreaks |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), i);
  }
  return marks;
}
#else
Marks marksOf(const char* data) {
  Marks marks;
  for (unsigned i = 0; i < kBlock; ++i) {
    const auto mark = [i](bool is) { return static_cast<std::uint64_t>(is) << i; };
    const char c = data[i];
    marks.quotes |= mark(c == '"');
    marks.escapes |= mark(c == '\\');
    marks.opening |= mark(c == '{' || c == '[');
    marks.closing |= mark(c == '}' || c == ']');
    marks.lineBreaks |= mark(c == '\n');
  }
  return marks;
}
#endif

/// Each bit becomes the parity of itself and all below: set from an opening quote to before the
/// closing one.
std::uint64_t insideQuotes(std::uint64_t quotes) {
  for (unsigned shift = 1; shift < 64; shift *= 2) quotes ^= quotes << shift;
  return quotes;
}

}  // namespace

NestedScan::Found NestedScan::run(const char* data, std::size_t size, std::size_t& at,
                                  bool stopAtLineBreaks) {
  while (size - at >= kBlock) {
    const Marks marks = marksOf(data + at);
    const std::uint64_t inside = insideQuotes(marks.quotes) ^ (m_inText ? ~std::uint64_t{0} : 0);
    // Rare ones go byte by byte.
    if (marks.escapes != 0 || m_escaped || (marks.lineBreaks & inside) != 0 ||
        (marks.lineBreaks != 0 && stopAtLineBreaks)) {
      if (const Found found = bytes(data, at + kBlock, at, stopAtLineBreaks);
          found != Found::NeedsMore)
        return found;
      continue;
    }
    const std::uint64_t end = close(marks.opening & ~inside, marks.closing & ~inside);
    // What stands behind the end is no business of this value.
    if ((marks.lineBreaks & (end - 1)) != 0) m_sawLineBreak = true;
    if (end != 0) {
      at += static_cast<std::size_t>(std::countr_zero(end)) + 1;
      return Found::End;
    }
    m_inText = inside >> 63 != 0;
    at += kBlock;
  }
  return bytes(data, size, at, stopAtLineBreaks);
}

/// The bit of the bracket that closes the value; 0 when it is not in this block.
std::uint64_t NestedScan::close(std::uint64_t opening, std::uint64_t closing) {
  const auto closed = static_cast<std::uint64_t>(std::popcount(closing));
  if (closed < m_depth) {
    m_depth += static_cast<std::uint64_t>(std::popcount(opening)) - closed;
    return 0;
  }
  for (std::uint64_t brackets = opening | closing; brackets != 0; brackets &= brackets - 1) {
    const std::uint64_t bit = brackets & (~brackets + 1);
    if ((opening & bit) != 0) {
      ++m_depth;
    } else if (--m_depth == 0) {
      return bit;
    }
  }
  return 0;
}

NestedScan::Found NestedScan::bytes(const char* data, std::size_t end, std::size_t& at,
                                    bool stopAtLineBreaks) {
  for (; at < end; ++at) {
    const char c = data[at];
    if (m_escaped) {
      m_escaped = false;
      continue;
    }
    if (c == '\n') {
      if (m_inText) return Found::LineBreakInText;
      if (stopAtLineBreaks) return Found::LineBreak;
      m_sawLineBreak = true;
    } else if (c == '"') {
      m_inText = !m_inText;
    } else if (m_inText) {
      m_escaped = c == '\\';
    } else if (c == '{' || c == '[') {
      ++m_depth;
    } else if ((c == '}' || c == ']') && --m_depth == 0) {
      ++at;
      return Found::End;
    }
  }
  return Found::NeedsMore;
}

}  // namespace rheo::files
