// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

#include "probes/wire/wire.hpp"
#include "rheo/context.hpp"

namespace rheo::probe {

/// Which sightings a collector wants: all of a trace, or nothing of it, the more traces the higher
/// the rate; a topic may have a rate of its own. The sender sets it, emitting threads ask. An emit
/// that meets a change half done follows the old rate or the new one.
class Sampling {
 public:
  static constexpr std::size_t kMaxTopics = wire::kMaxSampledTopics;

  /// The sender's.
  void set(const wire::Limits& limits) noexcept;
  [[nodiscard]] bool isEverything() const noexcept;

  /// Any thread. A topic that has no rate of its own has that of all.
  [[nodiscard]] bool wants(const ProbeId& trace, std::uint32_t topic) const noexcept {
    std::uint64_t below = m_below.load(std::memory_order_relaxed);
    const std::uint32_t count = m_count.load(std::memory_order_acquire);
    for (std::uint32_t i = 0; i < count; ++i)
      if (m_topics[i].code.load(std::memory_order_relaxed) == topic)
        below = m_topics[i].below.load(std::memory_order_relaxed);
    if (m_paused.load(std::memory_order_relaxed)) return false;
    return below == UINT64_MAX || trace.lo < below;
  }
  [[nodiscard]] bool isPaused() const noexcept { return m_paused.load(std::memory_order_relaxed); }

 private:
  struct Rate {
    std::atomic<std::uint32_t> code{0};
    std::atomic<std::uint64_t> below{UINT64_MAX};
  };

  std::atomic<bool> m_paused{false};
  std::atomic<std::uint64_t> m_below{UINT64_MAX};
  std::atomic<std::uint32_t> m_count{0};
  Rate m_topics[kMaxTopics];
};

}  // namespace rheo::probe
