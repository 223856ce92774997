// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace loss {

/// splitmix64: the same everywhere for the same seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : m_state(seed) {}

  std::uint64_t next() {
    std::uint64_t z = m_state += 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
  }
  std::uint64_t below(std::uint64_t most) { return most == 0 ? 0 : next() % most; }
  bool percent(unsigned chance) { return below(100) < chance; }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
  }

 private:
  std::uint64_t m_state;
};

}  // namespace loss
