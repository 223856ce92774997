// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>

#include <atomic>
#include <memory>
#include <string>

#include "probes/src/dump.hpp"

namespace rheo::probe {

/// While it lives, a signal that ends the process (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) first
/// writes the dump, once, and then does what it did before. The handlers come with the first one
/// and go with the last, unless others were put over them.
class CrashDump {
 public:
  /// Null when there is no memory, or kMost are armed already.
  static std::unique_ptr<CrashDump> arm(Core& core, const char* path) noexcept;
  ~CrashDump();
  CrashDump(const CrashDump&) = delete;
  CrashDump& operator=(const CrashDump&) = delete;

  static constexpr int kMost = 8;

 private:
  CrashDump(Core& core, const char* path) : m_core(core), m_dump(core), m_path(path) {}
  /// In the handler.
  static void writeAll() noexcept;
  static void onSignal(int number, siginfo_t* info, void* context) noexcept;
  static void install() noexcept;
  static void uninstall() noexcept;

  std::atomic<CrashDump*>* m_slot = nullptr;  ///< once armed
  Core& m_core;
  Dump m_dump;
  const std::string m_path;
};

}  // namespace rheo::probe
