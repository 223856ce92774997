// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "probes/src/core.hpp"
#include "probes/src/transport.hpp"

namespace rheo::probe {

/// The one thread of a probe: owns the connection and the conversation over it. Signals are blocked
/// in it; whatever goes wrong in it disables the probe, never the host.
class Sender {
 public:
  explicit Sender(Core& core) : m_core(core) {}

  /// Checks that the host can afford us, then starts; otherwise disables the core with a reason.
  void start();
  /// Hands over what is left within the exit deadline, then ends. Idempotent.
  void stop() noexcept;
  void wake() noexcept;

 private:
  void run() noexcept;
  void converse();

  Core& m_core;
  std::unique_ptr<Transport> m_transport;
  std::mutex m_transportMutex;  ///< for wake() only: the transport's life
  std::thread m_thread;
  std::atomic<bool> m_stop{false};
};

}  // namespace rheo::probe
