// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace rheo::cli {

/// Blocks SIGINT and SIGTERM for this thread and those it starts, so that wait() receives them.
/// Construct it before any thread is started.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// Waits up to `milliseconds`; true when asked to stop, then or before.
  bool wait(int milliseconds);

 private:
  sigset_t m_signals;
  sigset_t m_before;
  bool m_stopped = false;
};

}  // namespace rheo::cli
