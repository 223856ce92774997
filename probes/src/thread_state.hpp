// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>

#include "probes/src/random.hpp"
#include "rheo/context.hpp"

namespace rheo::probe {

class Stream;

/// Everything a thread keeps for emitting. Zero-initialised, so that reaching it costs an address;
/// the initial-exec model keeps that true in the shared library (it uses ~500 bytes of the static
/// TLS reserve that dlopen() grants).
struct ThreadState {
  static constexpr int kSlots = 8;
  struct Slot {
    std::uint64_t core = 0;  ///< serial of the probe; 0 = free
    Stream* stream = nullptr;
  };

  Slot recent;  ///< of the probe used last
  IdSource ids;
  bool busy = false;     ///< an emit is in progress: another one can only be a signal handler
  bool guarded = false;  ///< the end of the thread will be noticed
  bool ended = false;    ///< the thread's destructors have run past ours
  std::atomic<std::uint32_t> reentrant{0};  ///< emits refused because of `busy`, not yet counted
  Slot slots[kSlots];
  Context current;
};

extern thread_local constinit ThreadState t_state [[gnu::tls_model("initial-exec")]];

}  // namespace rheo::probe
