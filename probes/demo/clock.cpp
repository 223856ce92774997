// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/clock.hpp"

#include <ctime>

namespace rheo::demo {
namespace {

std::int64_t read(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * kS + now.tv_nsec;
}

}  // namespace

std::int64_t wallNs() {
  return read(CLOCK_REALTIME);
}

std::int64_t steadyNs() {
  return read(CLOCK_MONOTONIC);
}

void sleepUntil(std::int64_t steady) {
  const timespec until{steady / kS, steady % kS};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) != 0) {
    if (steadyNs() >= steady) return;
  }
}

}  // namespace rheo::demo
