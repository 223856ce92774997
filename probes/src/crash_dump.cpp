// SPDX-License-Identifier: Apache-2.0
#include "probes/src/crash_dump.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <iterator>
#include <mutex>

namespace rheo::probe {
namespace {

constexpr int kSignals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr int kLongestDumpMs = 5000;

std::atomic<CrashDump*> s_armed[CrashDump::kMost];
struct sigaction s_before[std::size(kSignals)];
std::mutex s_mutex;  ///< of arming and disarming; never taken in a handler
int s_count = 0;
bool s_isInPlace[std::size(kSignals)];  ///< also under a handler that was put over ours
/// The thread that writes the dumps of this crash; 0 = none yet. Once only: a process that goes on
/// after a signal keeps its first dump.
std::atomic<int> s_writer{0};
std::atomic<bool> s_written{false};

int thisThread() noexcept {
  return static_cast<int>(::syscall(SYS_gettid));
}

const struct sigaction* before(int number) noexcept {
  for (std::size_t i = 0; i < std::size(kSignals); ++i)
    if (kSignals[i] == number) return &s_before[i];
  return nullptr;
}

/// What would have happened without us.
void chain(int number, siginfo_t* info, void* context) noexcept {
  const struct sigaction* old = before(number);
  if (old == nullptr) return;
  if ((old->sa_flags & SA_SIGINFO) != 0) return old->sa_sigaction(number, info, context);
  const bool isSent = info->si_code <= 0;  // by a process, abort() included; else by a fault
  if (old->sa_handler == SIG_IGN && isSent) return;
  if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) return old->sa_handler(number);
  struct sigaction plain {};
  plain.sa_handler = SIG_DFL;
  ::sigaction(number, &plain, nullptr);
  if (isSent) ::raise(number);  // a fault comes again by itself when we return
}

}  // namespace

std::unique_ptr<CrashDump> CrashDump::arm(Core& core, const char* path) noexcept {
  try {
    std::unique_ptr<CrashDump> dump(new CrashDump(core, path));
    const std::lock_guard lock(s_mutex);
    if (s_count == kMost) return nullptr;
    for (auto& slot : s_armed) {
      if (slot.load() != nullptr) continue;
      slot.store(dump.get(), std::memory_order_release);
      dump->m_slot = &slot;
      break;
    }
    if (s_count++ == 0) install();
    return dump;
  } catch (...) {
    return nullptr;  // out of memory: the process crashes as it would without us
  }
}

CrashDump::~CrashDump() {
  if (m_slot == nullptr) return;
  const std::lock_guard lock(s_mutex);
  m_slot->store(nullptr);
  // Somebody else may be crashing right now.
  for (int ms = 0; ms < kLongestDumpMs && s_writer.load() != 0 && !s_written.load(); ++ms)
    ::poll(nullptr, 0, 1);
  if (--s_count == 0) uninstall();
}

void CrashDump::install() noexcept {
  for (std::size_t i = 0; i < std::size(kSignals); ++i) {
    if (s_isInPlace[i]) continue;
    struct sigaction ours {};
    ours.sa_sigaction = onSignal;
    // A fault within the dump comes here again, and is passed on.
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    ::sigemptyset(&ours.sa_mask);
    s_isInPlace[i] = ::sigaction(kSignals[i], &ours, &s_before[i]) == 0;
  }
}

void CrashDump::uninstall() noexcept {
  for (std::size_t i = 0; i < std::size(kSignals); ++i) {
    struct sigaction now {};
    ::sigaction(kSignals[i], nullptr, &now);
    if (now.sa_sigaction != onSignal) continue;
    ::sigaction(kSignals[i], &s_before[i], nullptr);
    s_isInPlace[i] = false;
  }
}

void CrashDump::writeAll() noexcept {
  for (auto& slot : s_armed) {
    CrashDump* dump = slot.load(std::memory_order_acquire);
    // A forked child shares the file with its parent, whose events these are.
    if (dump == nullptr || dump->m_core.forked.load(std::memory_order_relaxed)) continue;
    dump->m_dump.write(dump->m_path.c_str());
  }
}

void CrashDump::onSignal(int number, siginfo_t* info, void* context) noexcept {
  const int error = errno;
  const int self = thisThread();
  int writer = 0;
  if (s_writer.compare_exchange_strong(writer, self)) {
    writeAll();
    s_written.store(true);
  } else if (writer != self) {
    // Another thread crashed first: it must not be ended in the middle of the file.
    for (int ms = 0; ms < kLongestDumpMs && !s_written.load(); ++ms) ::poll(nullptr, 0, 1);
  }
  errno = error;
  chain(number, info, context);
}

}  // namespace rheo::probe
