// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace rheo {

/// Starts to fetch the cache line of an address that will be read soon, and never faults. GCC 12
/// drops __builtin_prefetch from a branch or a loop that does nothing else; the empty statement
/// beside it is something else.
inline void fetchSoon(const void* address) {
  __builtin_prefetch(address);
#if defined(__GNUC__)
  asm volatile("" : : "r"(address));
#endif
}

/// All lines of a range, which should be a few.
inline void fetchSoon(const void* begin, std::size_t bytes) {
  constexpr std::size_t kLine = 64;
  for (std::size_t at = 0; at < bytes; at += kLine) {
    fetchSoon(static_cast<const char*>(begin) + at);
  }
}

}  // namespace rheo
