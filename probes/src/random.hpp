// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "rheo/context.hpp"

namespace rheo::probe {

/// Ids of one thread: two independent multiply-mix generators, so that two threads meet only if
/// 128 bits of seed do. Not for secrets.
struct IdSource {
  std::uint64_t a = 0;
  std::uint64_t b = 0;

  std::uint64_t next() noexcept { return mix(a += 0xa0761d6478bd642full, 0xe7037ed1a0b428dbull); }
  std::uint64_t other() noexcept { return mix(b += 0x8ebc6af09c88c6e3ull, 0x589965cc75374cc3ull); }
  ProbeId id() noexcept { return {next(), other() | 1}; }  // never null
  /// Of the trace that an event with this id begins. Half of it is the event's own randomness, the
  /// other half is new: as unlikely to be met again, for one multiplication.
  ProbeId traceOf(const ProbeId& event) noexcept { return {rotated(event.hi) ^ event.lo, next()}; }
  /// Of the one span in which an event with this id is published; never null.
  static std::uint64_t spanOf(const ProbeId& event) noexcept {
    return (event.hi ^ rotated(event.lo)) | 1;
  }
  std::uint64_t span() noexcept { return (next() ^ b) | 1; }

 private:
  static std::uint64_t rotated(std::uint64_t bits) noexcept { return bits << 32 | bits >> 32; }
  static std::uint64_t mix(std::uint64_t state, std::uint64_t key) noexcept {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(state) * (state ^ key);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
};

/// Seeds from the system's entropy; never fails (falls back to addresses and clocks).
void seed(IdSource& source) noexcept;

}  // namespace rheo::probe
