// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <ctime>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

/// Unix time in ns from the cycle counter: no system call, no vDSO call. The process has one clock;
/// the sender thread keeps it within microseconds of CLOCK_REALTIME and never sets it back by less
/// than a step of the wall clock itself.
namespace rheo::probe {

inline std::int64_t readClock(clockid_t id) noexcept {
  timespec t{};
  clock_gettime(id, &t);
  return static_cast<std::int64_t>(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}
inline std::int64_t monotonicNs() noexcept {
  return readClock(CLOCK_MONOTONIC);
}

class Clock {
 public:
  /// The clock of the process; usable at once, from any thread.
  static Clock& instance() noexcept { return s_instance; }

  [[nodiscard]] std::int64_t nowNs() const noexcept {
#if defined(__x86_64__)
    for (;;) {
      const std::uint32_t before = m_version.load(std::memory_order_acquire);
      const std::uint64_t rate = m_rate.load(std::memory_order_relaxed);
      const std::uint64_t ticks = __rdtsc() - m_baseTicks.load(std::memory_order_relaxed);
      const std::int64_t base = m_baseNs.load(std::memory_order_relaxed);
      std::atomic_thread_fence(std::memory_order_acquire);
      if (rate == 0) break;  // no usable counter on this machine
      if ((before & 1) != 0 || m_version.load(std::memory_order_relaxed) != before) continue;
      return base + scaled(ticks, rate);
    }
#endif
    return readClock(CLOCK_REALTIME);
  }

  /// Measures the counter against the wall clock for about a millisecond. Once per process.
  void calibrate() noexcept;
  /// Follows the wall clock: small errors are slewed away within a second, steps are taken.
  /// Called by sender threads; cheap, and a no-op unless ~100 ms have passed.
  void follow() noexcept;

 private:
  __extension__ using Wide = unsigned __int128;

  /// The upper half of the product: a multiplication and nothing else.
  static std::int64_t scaled(std::uint64_t ticks, std::uint64_t rate) noexcept {
    return static_cast<std::int64_t>((static_cast<Wide>(ticks) * rate) >> 64);
  }

  /// 0 when the counter is slower than 1 GHz, which this clock does not use.
  static std::uint64_t rateOf(std::int64_t ns, std::uint64_t ticks) noexcept;
  void publish(std::uint64_t ticks, std::int64_t ns, std::uint64_t rate) noexcept;

  static Clock s_instance;

  std::atomic<std::uint32_t> m_version{0};  ///< odd while being written
  std::atomic<std::uint64_t> m_baseTicks{0};
  std::atomic<std::int64_t> m_baseNs{0};
  std::atomic<std::uint64_t> m_rate{0};  ///< ns per tick << 64; 0 = no usable counter
  std::atomic_flag m_busy = ATOMIC_FLAG_INIT;
  std::uint64_t m_anchorTicks = 0;  ///< where the long measurement of the rate began
  std::int64_t m_anchorRawNs = 0;
  std::int64_t m_lastFollowNs = 0;
  bool m_calibrated = false;
};

inline constinit Clock Clock::s_instance;

}  // namespace rheo::probe
