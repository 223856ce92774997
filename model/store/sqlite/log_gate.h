// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace rheo::store {

/// Where it shall be started anew, so that it stays below 64 MiB.
constexpr std::uint64_t kLongLog = std::uint64_t{32} << 20;
/// Bytes of a recording's log; 0 if it has none.
std::uint64_t logSize(const std::string& recording);

/// SQLite starts its write-ahead log anew only while nobody reads from it. A recording that is
/// written and read in one process has a gate: the writer closes it for the moment it needs,
/// readers do not begin meanwhile, and those in a long pass step out and in again. Thread-safe.
class LogGate {
 public:
  /// The gate of a file, the same one for all who hold it.
  static std::shared_ptr<LogGate> of(const std::string& path);

  /// Closed for the length of a scope. One at a time: a recording has one writer.
  class Closed {
   public:
    explicit Closed(LogGate& gate) : m_gate(gate) { m_gate.set(true); }
    ~Closed() { m_gate.set(false); }
    Closed(const Closed&) = delete;
    Closed& operator=(const Closed&) = delete;

   private:
    LogGate& m_gate;
  };

  [[nodiscard]] bool isClosed() const { return m_closed.load(std::memory_order_relaxed); }
  /// Returns once the gate is open, or after a quarter of a second.
  void wait();

 private:
  void set(bool closed);

  std::atomic<bool> m_closed{false};
  std::mutex m_mutex;
  std::condition_variable m_opened;
};

}  // namespace rheo::store
