// SPDX-License-Identifier: Apache-2.0
#include "app/cli/stop_signals.h"

#include <pthread.h>

#include <ctime>

namespace rheo::cli {

StopSignals::StopSignals() {
  sigemptyset(&m_signals);
  sigaddset(&m_signals, SIGINT);
  sigaddset(&m_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
}

StopSignals::~StopSignals() {
  pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

bool StopSignals::wait(int milliseconds) {
  const timespec timeout{milliseconds / 1000, (milliseconds % 1000) * 1'000'000L};
  if (!m_stopped && sigtimedwait(&m_signals, nullptr, &timeout) > 0) m_stopped = true;
  return m_stopped;
}

}  // namespace rheo::cli
