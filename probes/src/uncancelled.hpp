// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pthread.h>

namespace rheo::probe {

/// While it lives, pthread_cancel() of the host waits: a cancellation would unwind through our
/// noexcept calls and end the process. For every call that may reach the system.
class Uncancelled {
 public:
  Uncancelled() noexcept { pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &m_before); }
  ~Uncancelled() { pthread_setcancelstate(m_before, nullptr); }
  Uncancelled(const Uncancelled&) = delete;
  Uncancelled& operator=(const Uncancelled&) = delete;

 private:
  int m_before = 0;
};

}  // namespace rheo::probe
