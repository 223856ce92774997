// SPDX-License-Identifier: Apache-2.0
#include "probes/src/sender.hpp"

#include <pthread.h>
#include <signal.h>

#include <algorithm>

#include "probes/src/conversation.hpp"
#include "probes/src/preflight.hpp"
#include "probes/src/uncancelled.hpp"

namespace rheo::probe {
namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr int kLastWordsMs = 50;

/// Blocks every signal for the thread that is started meanwhile: handlers are the host's business.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &m_before);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t m_before;
};

}  // namespace

void Sender::start() {
  const Uncancelled uncancelled;
  if (!m_core.config.enabled) return m_core.disable("switched off by configuration");
  if (*m_core.disabledReason.load() != 0) return;
  const SignalsBlocked blocked;
  if (const char* missing = preflight()) return m_core.disable(missing);
  const char* reason = "";
  m_transport = makeZmqTransport(m_core.config.endpoint, reason);
  if (!m_transport) return m_core.disable(reason);
  try {
    m_thread = std::thread([this] { run(); });
    pthread_setname_np(m_thread.native_handle(), "rheo-probe");
    m_core.begin();
  } catch (...) {
    m_core.disable("no thread for the sender");
  }
}

void Sender::wake() noexcept {
  const Uncancelled uncancelled;
  const std::lock_guard lock(m_transportMutex);
  if (m_transport) m_transport->wake();
}

void Sender::stop() noexcept {
  const Uncancelled uncancelled;
  if (!m_thread.joinable()) return;
  m_core.disable("shutting down");  // first, so that the last words are final
  m_stop.store(true);
  wake();
  m_thread.join();
}

void Sender::run() noexcept {
  try {
    converse();
  } catch (...) {
    m_core.disable("the sender ran out of memory");
  }
  const std::lock_guard lock(m_transportMutex);
  m_transport.reset();
}

void Sender::converse() {
  Conversation conversation(m_core);
  while (!m_stop.load(std::memory_order_relaxed)) {
    const int waitMs = conversation.step(*m_transport, monotonicNs());
    Clock::instance().follow();
    if (!m_stop.load(std::memory_order_relaxed) && waitMs > 0) m_transport->wait(waitMs);
  }
  m_core.injections.refuseAll("the service is shutting down");
  // The whole farewell fits the deadline: the last words take their share from the end of it.
  const std::int64_t whole = m_core.config.exitDeadlineMs * kMs;
  const std::int64_t words = std::min<std::int64_t>(kLastWordsMs * kMs, whole / 4);
  const std::int64_t deadline = monotonicNs() + whole;
  const auto leftMs = [&] { return static_cast<int>((deadline - words - monotonicNs()) / kMs); };
  for (;;) {
    const int waitMs = conversation.step(*m_transport, monotonicNs());
    if (conversation.settled() || leftMs() <= 0) break;
    m_transport->wait(std::clamp(waitMs, 0, std::min(leftMs(), 5)));
  }
  conversation.bye(*m_transport);
  // A goodbye may take a moment to leave, but only towards somebody who listens.
  const int linger = conversation.answered() ? static_cast<int>(words / kMs) : 0;
  const std::lock_guard lock(m_transportMutex);
  m_transport->close(linger);
}

}  // namespace rheo::probe
