// SPDX-License-Identifier: Apache-2.0
#include "probes/src/random.hpp"

#include <sys/random.h>
#include <unistd.h>

#include "probes/src/clock.hpp"
#include "probes/src/uncancelled.hpp"

namespace rheo::probe {

void seed(IdSource& source) noexcept {
  const Uncancelled uncancelled;
  if (getrandom(&source, sizeof source, GRND_NONBLOCK) == static_cast<ssize_t>(sizeof source))
    return;
  source.a = static_cast<std::uint64_t>(monotonicNs()) ^ reinterpret_cast<std::uintptr_t>(&source);
  source.b = static_cast<std::uint64_t>(readClock(CLOCK_REALTIME)) ^
             (static_cast<std::uint64_t>(getpid()) << 32);
}

}  // namespace rheo::probe
