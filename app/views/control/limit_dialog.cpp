// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/limit_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <map>

#include "app/shell/theme/format.h"

namespace rheo::ui {
namespace {

const QString kTopicWord = QStringLiteral("sample:");

QString inForceFor(const std::vector<SessionInfo>& sessions, const QString& service) {
  for (const SessionInfo& session : sessions) {
    if (session.state == SessionState::Live && session.service == service.toStdString())
      return QString::fromStdString(session.limits);
  }
  return {};
}

QString topicWords(const ProbeLimits& limits) {
  ProbeLimits only;
  only.topics = limits.topics;
  return QString::fromStdString(only.text()).remove(kTopicWord);
}

}  // namespace

QString limitsInForce(const std::vector<SessionInfo>& sessions) {
  // Instances of a service are asked the same.
  std::map<std::pair<std::string, std::string>, std::uint64_t> leftOut;
  for (const SessionInfo& session : sessions) {
    if (session.state != SessionState::Live || session.limits.empty()) continue;
    leftOut[{session.service, session.limits}] += session.leftOut;
  }
  QStringList lines;
  for (const auto& [asked, count] : leftOut) {
    lines << LimitDialog::tr("%1: %2 · %3 left out")
                 .arg(QString::fromStdString(asked.first), QString::fromStdString(asked.second),
                      formatExact(count));
  }
  return lines.join(u'\n');
}

void LimitDialog::setService(const QString& service) {
  int row = service.isEmpty() ? 0 : m_service->findText(service);
  if (row < 0) {
    m_service->addItem(service);
    row = m_service->count() - 1;
  }
  m_service->setCurrentIndex(row);
}

QString LimitDialog::service() const {
  return m_service->currentIndex() <= 0 ? QString() : m_service->currentText();
}

Result<ProbeLimits> LimitDialog::limits() const {
  QString words;
  for (const QString& topic : m_topics->text().split(u' ', Qt::SkipEmptyParts))
    words += kTopicWord + topic + u' ';
  auto limits = ProbeLimits::parse(words.toStdString());
  if (!limits) return limits;
  limits->pause = m_pause->isChecked();
  limits->sampling = m_traces->value() / 100;
  limits->captureBytes = static_cast<std::uint32_t>(m_capture->value());
  return limits;
}

void LimitDialog::ask() {
  if (const auto wanted = limits(); wanted && canAsk()) send(*wanted);
}

void LimitDialog::lift() {
  if (canAsk()) send({});
}

void LimitDialog::send(const ProbeLimits& limits) {
  auto* workspace = m_bridge.workspace();
  if (workspace == nullptr) return;
  const auto asked = workspace->limit(service().toStdString(), limits);
  if (!asked) {
    Q_EMIT journal(QString::fromStdString(asked.error().text()));
    return;
  }
  const QString whom = service().isEmpty() ? tr("all services") : service();
  const QString words = QString::fromStdString(limits.text());
  Q_EMIT journal(words.isEmpty() ? tr("Asked %1 for everything again.").arg(whom)
                                 : tr("Asked %1 for less: %2.").arg(whom, words));
}

void LimitDialog::takeStatus(const LiveStatus& status) {
  listServices(status);
  const QString lines = limitsInForce(status.sessions);
  m_inForce->setText(lines.isEmpty() ? tr("Every service sends everything.") : lines);
  refresh();
}

void LimitDialog::listServices(const LiveStatus& status) {
  QStringList names;
  for (const SessionInfo& session : status.sessions) {
    if (session.state == SessionState::Live) names << QString::fromStdString(session.service);
  }
  names.sort();
  names.removeDuplicates();
  for (const QString& name : names) {
    if (m_service->findText(name) < 0) m_service->addItem(name);
  }
}

// The form starts from what the service says is in force.
void LimitDialog::fill() {
  const QString words = inForceFor(m_bridge.status().sessions, service());
  const auto said = ProbeLimits::parse(words.toStdString());
  const ProbeLimits limits = said ? *said : ProbeLimits{};
  m_pause->setChecked(limits.pause);
  m_traces->setValue(limits.sampling * 100);
  m_topics->setText(topicWords(limits));
  m_capture->setValue(static_cast<int>(limits.captureBytes));
  refresh();
}

bool LimitDialog::canAsk() const {
  return m_bridge.workspace() != nullptr && m_bridge.isRecording();
}

void LimitDialog::refresh() {
  const auto wanted = limits();
  m_note->setText(
      !canAsk() ? tr("Only running services can be asked. Start a recording first (Capture).")
      : !wanted ? tr("A rate is a number from 0 to 1 behind a topic: orders.placed=0.1")
                : tr("What is not wanted is counted as left out. It ends with the recording."));
  m_ask->setEnabled(canAsk() && wanted.ok());
  m_lift->setEnabled(canAsk());
}

}  // namespace rheo::ui
