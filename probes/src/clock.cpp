// SPDX-License-Identifier: Apache-2.0
#include "probes/src/clock.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace rheo::probe {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::uint64_t kLeadTicks = 1u << 20;

#if defined(__x86_64__)
/// Invariant TSC: runs at one rate in every power state.
bool counterIsSteady() noexcept {
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid(0x80000007, &a, &b, &c, &d) != 0 && (d & (1u << 8)) != 0;
}

struct Reading {
  std::uint64_t ticks;
  std::int64_t ns;
};

/// The counter and a clock at one instant: of a few tries, the one with the shortest window.
Reading readBoth(clockid_t id) noexcept {
  Reading best{};
  std::uint64_t bestWindow = UINT64_MAX;
  for (int i = 0; i < 5; ++i) {
    const std::uint64_t before = __rdtsc();
    const std::int64_t ns = readClock(id);
    const std::uint64_t window = __rdtsc() - before;
    if (window < bestWindow) {
      bestWindow = window;
      best = {before + window / 2, ns};
    }
  }
  return best;
}
#endif

}  // namespace

std::uint64_t Clock::rateOf(std::int64_t ns, std::uint64_t ticks) noexcept {
  if (ns <= 0 || static_cast<std::uint64_t>(ns) >= ticks) return 0;
  return static_cast<std::uint64_t>((static_cast<Wide>(ns) << 64) / ticks);
}

void Clock::publish(std::uint64_t ticks, std::int64_t ns, std::uint64_t rate) noexcept {
  // A little in the past, so that no other processor's counter is behind it.
  ticks -= kLeadTicks;
  ns -= scaled(kLeadTicks, rate);
  const std::uint32_t version = m_version.load(std::memory_order_relaxed);
  m_version.store(version + 1, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_release);
  m_baseTicks.store(ticks, std::memory_order_relaxed);
  m_baseNs.store(ns, std::memory_order_relaxed);
  m_rate.store(rate, std::memory_order_relaxed);
  m_version.store(version + 2, std::memory_order_release);
}

void Clock::calibrate() noexcept {
#if defined(__x86_64__)
  if (m_busy.test_and_set(std::memory_order_acquire)) return;
  if (!m_calibrated && counterIsSteady()) {
    const Reading from = readBoth(CLOCK_MONOTONIC_RAW);
    Reading to = from;
    while (to.ns - from.ns < kMillisecond) to = readBoth(CLOCK_MONOTONIC_RAW);
    m_anchorTicks = from.ticks;
    m_anchorRawNs = from.ns;
    const std::uint64_t rate = rateOf(to.ns - from.ns, to.ticks - from.ticks);
    const Reading wall = readBoth(CLOCK_REALTIME);
    if (rate != 0) publish(wall.ticks, wall.ns, rate);
    m_lastFollowNs = wall.ns;
  }
  m_calibrated = true;
  m_busy.clear(std::memory_order_release);
#endif
}

void Clock::follow() noexcept {
#if defined(__x86_64__)
  if (m_rate.load(std::memory_order_relaxed) == 0) return;
  if (m_busy.test_and_set(std::memory_order_acquire)) return;
  const Reading wall = readBoth(CLOCK_REALTIME);
  const std::int64_t since = wall.ns - m_lastFollowNs;
  if (since < 0 || since > 100 * kMillisecond) {
    // The longer the measurement, the better the rate.
    const Reading raw = readBoth(CLOCK_MONOTONIC_RAW);
    const std::uint64_t trueRate = rateOf(raw.ns - m_anchorRawNs, raw.ticks - m_anchorTicks);
    const std::int64_t shown = m_baseNs.load(std::memory_order_relaxed) +
                               scaled(wall.ticks - m_baseTicks.load(std::memory_order_relaxed),
                                      m_rate.load(std::memory_order_relaxed));
    const std::int64_t error = wall.ns - shown;
    m_lastFollowNs = wall.ns;
    if (error > kMillisecond || error < -kMillisecond) {
      publish(wall.ticks, wall.ns, trueRate);  // the wall clock stepped
    } else {
      // Go on from where we are, a little faster or slower, so that a second mends the error.
      const std::int64_t more = static_cast<std::int64_t>(trueRate / 1'000'000'000) * error;
      publish(wall.ticks, shown, trueRate + static_cast<std::uint64_t>(more));
    }
  }
  m_busy.clear(std::memory_order_release);
#endif
}

}  // namespace rheo::probe
