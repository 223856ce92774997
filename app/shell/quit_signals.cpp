// SPDX-License-Identifier: Apache-2.0
#include "app/shell/quit_signals.h"

#include <sys/socket.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <csignal>

namespace rheo::ui {
namespace {

volatile std::sig_atomic_t g_writeEnd = -1;

// Only async-signal-safe calls here.
void onSignal(int) {
  const char byte = 1;
  [[maybe_unused]] const ssize_t written = ::write(g_writeEnd, &byte, 1);
}

}  // namespace

QuitSignals::QuitSignals(QObject* parent) : QObject(parent) {
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_sockets.data()) != 0) {
    return;
  }
  g_writeEnd = m_sockets[0];
  m_notifier = new QSocketNotifier(m_sockets[1], QSocketNotifier::Read, this);
  connect(m_notifier, &QSocketNotifier::activated, this, &QuitSignals::read);
  struct sigaction action = {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

QuitSignals::~QuitSignals() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  for (const int fd : m_sockets) {
    if (fd >= 0) ::close(fd);
  }
}

void QuitSignals::read() {
  char byte = 0;
  while (::read(m_sockets[1], &byte, 1) > 0) {
  }
  Q_EMIT asked();
}

}  // namespace rheo::ui
