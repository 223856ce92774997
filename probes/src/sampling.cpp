// SPDX-License-Identifier: Apache-2.0
#include "probes/src/sampling.hpp"

#include <algorithm>

#include "probes/src/names.hpp"

namespace rheo::probe {
namespace {

std::uint64_t belowOf(double rate) noexcept {
  return rate >= 1.0 ? UINT64_MAX : static_cast<std::uint64_t>(rate * 18446744073709551615.0);
}

}  // namespace

void Sampling::set(const wire::Limits& limits) noexcept {
  m_below.store(belowOf(limits.sampling), std::memory_order_relaxed);
  m_count.store(0, std::memory_order_relaxed);
  const auto count = static_cast<std::uint32_t>(std::min(limits.topics.size(), kMaxTopics));
  for (std::uint32_t i = 0; i < count; ++i) {
    // Also of a topic that is not known yet: it has a code from now on.
    m_topics[i].code.store(NameTable::instance().code(limits.topics[i].topic),
                           std::memory_order_relaxed);
    m_topics[i].below.store(belowOf(limits.topics[i].rate), std::memory_order_relaxed);
  }
  m_count.store(count, std::memory_order_release);
  m_paused.store(limits.pause, std::memory_order_relaxed);
}

bool Sampling::isEverything() const noexcept {
  return !isPaused() && m_below.load(std::memory_order_relaxed) == UINT64_MAX &&
         m_count.load(std::memory_order_relaxed) == 0;
}

}  // namespace rheo::probe
