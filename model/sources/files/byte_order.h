// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>

namespace rheo::files {

/// The number at `bytes`, whatever this machine's order is. One expression without a loop:
/// compilers know it as a single load.
template <class Word>
Word littleEndian(const char* bytes) {
  const auto at = [bytes](std::size_t i) { return Word{static_cast<unsigned char>(bytes[i])}; };
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return static_cast<Word>((... | (at(I) << (8 * I))));
  }
  (std::make_index_sequence<sizeof(Word)>());
}

template <class Word>
Word bigEndian(const char* bytes) {
  constexpr std::size_t kLast = sizeof(Word) - 1;
  const auto at = [bytes](std::size_t i) { return Word{static_cast<unsigned char>(bytes[i])}; };
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return static_cast<Word>((... | (at(I) << (8 * (kLast - I)))));
  }
  (std::make_index_sequence<sizeof(Word)>());
}

}  // namespace rheo::files
