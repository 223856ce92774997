// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <utility>

#include "model/base/time.h"

namespace rheo {

/// Events per second over the last second, from counts noted at commit times. Not thread-safe.
class RateMeter {
 public:
  void note(TimeNs nowNs, std::uint64_t count) {
    forget(nowNs);
    m_notes.emplace_back(nowNs, count);
    m_sum += count;
  }
  [[nodiscard]] double perSecond(TimeNs nowNs) const {
    std::uint64_t sum = m_sum;
    for (const auto& [time, count] : m_notes) {
      if (time > nowNs - kSecond) break;
      sum -= count;
    }
    return static_cast<double>(sum);
  }

 private:
  void forget(TimeNs nowNs) {
    while (!m_notes.empty() && m_notes.front().first <= nowNs - kSecond) {
      m_sum -= m_notes.front().second;
      m_notes.pop_front();
    }
  }

  std::deque<std::pair<TimeNs, std::uint64_t>> m_notes;
  std::uint64_t m_sum = 0;
};

}  // namespace rheo
