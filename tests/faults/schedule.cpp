// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/schedule.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QThread>

namespace faults {
namespace {

constexpr int kHostEndsMs = 40'000, kRecorderEndsMs = 20'000;

/// One that nobody has now.
int freePort() {
  const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool isBound = ::bind(probe, any, size) == 0 && ::getsockname(probe, any, &size) == 0;
  ::close(probe);
  return isBound ? ntohs(address.sin_port) : 0;
}

void signalTo(const QProcess& process, int number) {
  if (process.state() == QProcess::Running) ::kill(static_cast<pid_t>(process.processId()), number);
}

}  // namespace

Schedule::Schedule(const Plan& plan, PacketDrop* drop)
    : m_plan(plan), m_drop(drop), m_port(freePort()) {
  m_network = std::make_unique<TcpProxy>(static_cast<std::uint16_t>(m_port));
}

Schedule::~Schedule() {
  for (QProcess* process : {&m_host, m_recorder.get()}) {
    if (process == nullptr || process->state() == QProcess::NotRunning) continue;
    process->kill();
    process->waitForFinished();
  }
}

void Schedule::startRecorder() {
  m_recorder = std::make_unique<QProcess>();
  m_recorder->setStandardErrorFile(QProcess::nullDevice());
  m_recorder->start(QStringLiteral(RHEO_BIN_DIR "/rheo"),
                    {QStringLiteral("record"), QStringLiteral("--listen"),
                     QStringLiteral("tcp://127.0.0.1:%1").arg(m_port), QStringLiteral("--out"),
                     m_dir.filePath(QStringLiteral("run.rheo"))});
  m_recorder->waitForStarted();
}

void Schedule::startHost() {
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("RHEO_ENDPOINT"),
                     QString::fromStdString(m_network->endpoint()));
  environment.insert(QStringLiteral("RHEO_RING_BYTES"), QString::number(m_plan.ringBytes));
  m_host.setProcessEnvironment(environment);
  m_host.start(QStringLiteral(RHEO_FAULT_HOST),
               {m_dir.filePath(QStringLiteral("counts")), QString::number(m_plan.threads),
                QString::number(m_plan.emitMs), QString::number(m_plan.emitsPerSecond),
                m_plan.overwrite ? QStringLiteral("overwrite") : QStringLiteral("drop")});
  m_host.waitForStarted();
}

void Schedule::during(int ms, const std::function<void(bool on)>& fault) {
  fault(true);
  QThread::msleep(static_cast<unsigned long>(ms));
  fault(false);
}

void Schedule::strike(const Step& step) {
  QThread::msleep(static_cast<unsigned long>(step.afterMs));
  switch (step.fault) {
    case Fault::KillRecorder:
      signalTo(*m_recorder, SIGKILL);
      m_recorder->waitForFinished();
      return startRecorder();
    case Fault::StopRecorder:
      return during(step.forMs, [&](bool on) { signalTo(*m_recorder, on ? SIGSTOP : SIGCONT); });
    case Fault::StopHost:
      return during(step.forMs, [&](bool on) { signalTo(m_host, on ? SIGSTOP : SIGCONT); });
    case Fault::KillHost:
      m_wasKilled = m_host.state() == QProcess::Running;
      return signalTo(m_host, SIGKILL);
    case Fault::Cut:
      return m_network->cut();
    case Fault::Swallow:
      return during(step.forMs, [&](bool on) { m_network->swallow(on); });
    case Fault::Drop:
      if (m_drop != nullptr) during(step.forMs, [&](bool on) { m_drop->set(on, m_port); });
      return;
  }
}

/// Everything works again: the host hands over what is left, the recorder closes its file.
bool Schedule::finish() {
  if (!m_host.waitForFinished(kHostEndsMs)) return false;
  m_wasKilled = m_wasKilled && m_host.exitStatus() == QProcess::CrashExit;
  if (!m_wasKilled && (m_host.exitStatus() != QProcess::NormalExit || m_host.exitCode() != 0))
    return false;
  // The recorder takes what has arrived before it hears of the signal.
  m_recorder->terminate();
  return m_recorder->waitForFinished(kRecorderEndsMs) && m_recorder->exitCode() == 0;
}

Books Schedule::run() {
  startRecorder();
  startHost();
  for (const Step& step : m_plan.steps) strike(step);
  if (!finish()) return {0, 0, 0, {"a process did not end as it should"}};
  const Counts* counts =
      mapCounts(m_dir.filePath(QStringLiteral("counts")).toLocal8Bit().constData());
  if (counts == nullptr) return {0, 0, 0, {"the host counted nothing"}};
  return balance(m_dir.filePath(QStringLiteral("run.rheo")).toStdString(), *counts, m_plan.threads,
                 m_wasKilled);
}

}  // namespace faults
