// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>

#include "model/base/time.h"

namespace rheo::sources {

/// Lets one line per place through every five seconds, so that a broken peer cannot flood the
/// journal. One thread.
class JournalLimiter {
 public:
  /// True if a line may be written now; `suppressed` says how many were held back since the last.
  bool admit(const std::string& place, TimeNs nowNs, std::uint64_t& suppressed) {
    if (m_places.size() > kMostPlaces) m_places.clear();
    State& state = m_places[place];
    if (state.lastNs != 0 && nowNs - state.lastNs < kPause) {
      ++state.suppressed;
      return false;
    }
    suppressed = state.suppressed;
    state = {nowNs, 0};
    return true;
  }

 private:
  static constexpr std::int64_t kPause = 5 * kSecond;
  static constexpr std::size_t kMostPlaces = 1024;
  struct State {
    TimeNs lastNs = 0;
    std::uint64_t suppressed = 0;
  };
  std::unordered_map<std::string, State> m_places;
};

}  // namespace rheo::sources
