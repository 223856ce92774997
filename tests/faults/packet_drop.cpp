// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/packet_drop.h"

#include <sched.h>

#include <QProcess>
#include <cerrno>
#include <cstring>

namespace faults {
namespace {

bool run(const QString& program, const QStringList& arguments, std::string* said = nullptr) {
  QProcess process;
  process.start(program, arguments);
  const bool ended = process.waitForStarted() && process.waitForFinished();
  if (said != nullptr) {
    *said = ended ? process.readAllStandardError().trimmed().toStdString()
                  : process.errorString().toStdString();
  }
  return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

bool device(const char* state) {
  return run(QStringLiteral("ip"), {QStringLiteral("link"), QStringLiteral("set"),
                                    QStringLiteral("lo"), QLatin1String(state)});
}

bool rule(const char* verb, const char* side, int port, std::string* said = nullptr) {
  return run(
      QStringLiteral("iptables"),
      {QLatin1String(verb), QStringLiteral("INPUT"), QStringLiteral("-i"), QStringLiteral("lo"),
       QStringLiteral("-p"), QStringLiteral("tcp"), QLatin1String(side), QString::number(port),
       QStringLiteral("-j"), QStringLiteral("DROP")},
      said);
}

}  // namespace

bool PacketDrop::enter() {
  if (::unshare(CLONE_NEWNET) != 0) {
    m_reason = std::string("no network namespace: ") + std::strerror(errno);
    return false;
  }
  if (!device("up")) {
    m_reason = "the loopback device of the namespace cannot be brought up (ip link set lo up)";
    return false;
  }
  m_hasTables = rule("-A", "--dport", 9, &m_reason) && rule("-D", "--dport", 9);
  m_how = m_hasTables ? "iptables DROP" : "loopback device down, as iptables refuses: " + m_reason;
  return true;
}

void PacketDrop::set(bool on, int port) {
  if (!m_hasTables) {
    device(on ? "down" : "up");
    return;
  }
  for (const char* side : {"--dport", "--sport"}) rule(on ? "-A" : "-D", side, port);
}

}  // namespace faults
