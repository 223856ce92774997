// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/replay_dialog.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QToolButton>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/theme.h"
#include "app/views/control/replay_job.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/fact_list.h"

namespace rheo::ui {
void ReplayDialog::setScene(const Scene& scene, const QString& filter) {
  if (m_job) return;
  m_range = scene.range;
  m_rangeText->setText(tr("%1 \u2013 %2  (%3)")
                           .arg(formatDateTime(m_range.from, 3), formatTime(m_range.to, 3),
                                formatDuration(m_range.span())));
  const auto text = filter.isEmpty() ? QString::fromStdString(scene.filter.text()) : filter;
  m_filter->setText(text);
  planChanged();
}

Result<control::ReplayPlan> ReplayDialog::plan() const {
  query::FilterError where;
  auto filter = query::Filter::parse(m_filter->text().toStdString(), &where);
  if (!filter) return filter.error();
  control::ReplayPlan plan;
  plan.query = {m_range, std::move(*filter)};
  plan.targetService = m_target->currentData().toString().toStdString();
  plan.speed = m_speed->value();
  plan.maxRatePerS = m_cap->value();
  return plan;
}

void ReplayDialog::takeStatus(const LiveStatus& status) {
  QStringList services;
  for (const auto& session : status.sessions) {
    const auto service = QString::fromStdString(session.service);
    if (session.state == SessionState::Live && !session.injectables.empty() &&
        !services.contains(service))
      services << service;
  }
  services.sort();
  if (services != m_services || m_target->count() == 0) {
    m_services = services;
    const auto chosen = m_target->currentData().toString();
    const QSignalBlocker blocker(m_target);
    m_target->clear();
    m_target->addItem(tr("whichever service takes the type"), QString());
    for (const auto& service : services) m_target->addItem(service, service);
    m_target->setCurrentIndex(std::max(0, m_target->findData(chosen)));
    planChanged();
  }
}

void ReplayDialog::planChanged() {
  if (m_job) return;
  // What was tried is not what would be sent any more.
  m_result = {};
  m_outcome->clear();
  m_confirm->clear();
  const auto made = plan();
  m_filterError->setVisible(!made.ok());
  if (!made.ok()) {
    m_filterError->setText(QString::fromStdString(made.error().text()));
    setTextColor(*m_filterError, Theme::current().error);
  }
  if (!m_bridge.isOpen() || m_range.isEmpty() || !made.ok()) return setStep(Step::Blocked);
  setStep(Step::Estimating);
  m_settle.start();
}

void ReplayDialog::ask() {
  auto made = plan();
  if (!made || !m_bridge.isOpen()) return;
  const auto sessions = m_bridge.status().sessions;
  m_query.ask(
      [plan = *made, sessions](store::StoreReader& reader, CancelToken cancel) {
        return control::estimateReplay(reader, plan, sessions, cancel);
      },
      [this](Result<control::ReplayEstimate> estimate) { takeEstimate(std::move(estimate)); },
      true);
}

void ReplayDialog::takeEstimate(Result<control::ReplayEstimate> estimate) {
  if (m_job) return;
  if (!estimate) return fail(QString::fromStdString(estimate.error().text()));
  m_estimate = std::move(*estimate);
  showEstimate();
  setStep(m_estimate.sendable > 0 ? Step::Ready : Step::Blocked);
}

void ReplayDialog::showEstimate() {
  const auto& theme = Theme::current();
  const bool all = m_estimate.sendable == m_estimate.events;
  m_figures->setFacts({{tr("Events"), formatExact(m_estimate.events)},
                       {tr("Of these can be sent"), formatExact(m_estimate.sendable),
                        all ? QColor() : theme.warning},
                       {tr("Takes about"), formatDuration(m_estimate.durationNs)},
                       {tr("Peak rate"), formatRate(m_estimate.peakRatePerS)}});
  QStringList lines;
  for (const auto& obstacle : m_estimate.obstacles)
    lines << QStringLiteral("\u25b2 ") + QString::fromStdString(obstacle);
  if (m_estimate.events == 0)
    lines << tr("No published event matches: widen the range or the filter.");
  if (!m_bridge.isRecording())
    lines << tr("\u25b2 Nothing is being recorded: replay goes to running services only.");
  m_obstacles->setText(lines.join(u'\n'));
  m_obstacles->setVisible(!lines.isEmpty());
  setTextColor(*m_obstacles, theme.warning);
}

QString ReplayDialog::sentence() const {
  const auto target = m_target->currentData().toString();
  const auto count = QString::number(m_estimate.sendable);
  return target.isEmpty() ? tr("replay %1 events").arg(count)
                          : tr("replay %1 events to %2").arg(count, target);
}

void ReplayDialog::dryRun() {
  if (m_step == Step::Ready || m_step == Step::DryRunDone || m_step == Step::Done) launch(true);
}

void ReplayDialog::start() {
  if (m_step == Step::DryRunDone && m_confirm->text().simplified() == sentence()) launch(false);
}

void ReplayDialog::cancel() {
  if (m_job) m_job->cancel();
}

void ReplayDialog::launch(bool dry) {
  auto made = plan();
  auto workspace = m_bridge.workspaceHandle();
  if (!made || !workspace) return;
  m_result = {};
  m_progress->setValue(0);
  m_outcome->setText(dry ? tr("Trying\u2026") : tr("Sending\u2026"));
  setTextColor(*m_outcome, Theme::current().text);
  m_job = std::make_unique<ReplayJob>(std::move(workspace), std::move(*made), dry);
  connect(m_job.get(), &ReplayJob::progressed, this, &ReplayDialog::takeProgress);
  connect(m_job.get(), &ReplayJob::finished, this, &ReplayDialog::takeResult);
  connect(m_job.get(), &ReplayJob::failed, this, &ReplayDialog::fail);
  setStep(dry ? Step::DryRunning : Step::Running);
}

void ReplayDialog::takeProgress(const control::ReplayProgress& progress) {
  m_result = progress;
  // A dry run sends nothing: there, accepted means that it could be sent.
  const auto through = progress.dryRun ? progress.accepted + progress.refused : progress.sent;
  const auto total = std::max<std::uint64_t>(progress.total, 1);
  m_progress->setRange(0, 1000);
  m_progress->setValue(static_cast<int>(std::min(through, total) * 1000 / total));
  m_outcome->setText(progress.dryRun
                         ? tr("%1 of %2 looked at").arg(formatExact(through), formatExact(total))
                         : tr("%1 of %2 sent · %3 accepted · %4 processed · %5 refused")
                               .arg(formatExact(progress.sent), formatExact(progress.total),
                                    formatExact(progress.accepted), formatExact(progress.processed),
                                    formatExact(progress.refused)));
}

QString ReplayDialog::resultText() const {
  if (!m_result.error.empty()) return QString::fromStdString(m_result.error);
  if (m_result.dryRun) {
    if (m_result.cancelled) return tr("The dry run was cancelled.");
    auto text =
        tr("Dry run: %1 events would be sent, none was.").arg(formatExact(m_result.accepted));
    if (m_result.refused > 0) text += tr(" %1 cannot be sent.").arg(formatExact(m_result.refused));
    return text;
  }
  const auto error = formatDuration(static_cast<std::int64_t>(m_result.medianGapErrorNs));
  return tr("%1: %2 of %3 sent, %4 accepted, %5 processed, %6 refused. The gaps between events "
            "were "
            "kept to %7 (median).")
      .arg(m_result.cancelled ? tr("Cancelled") : tr("Done"), formatExact(m_result.sent),
           formatExact(m_result.total), formatExact(m_result.accepted),
           formatExact(m_result.processed), formatExact(m_result.refused), error);
}

void ReplayDialog::takeResult(const control::ReplayProgress& progress) {
  takeProgress(progress);
  const bool dry = m_job && m_job->isDryRun();
  retireJob();
  const bool good = progress.error.empty() && !progress.cancelled;
  m_outcome->setText(resultText());
  setTextColor(*m_outcome, stateColor(good ? StateMark::Ok : StateMark::Warning));
  if (good) m_progress->setValue(m_progress->maximum());
  if (!dry) Q_EMIT journal(tr("Replay: %1").arg(resultText()));
  setStep(dry ? (good ? Step::DryRunDone : Step::Ready) : Step::Done);
}

// Called from the job's own signals: it must outlive them.
void ReplayDialog::retireJob() {
  if (m_job) m_job.release()->deleteLater();
}

void ReplayDialog::fail(const QString& text) {
  retireJob();
  m_outcome->setText(text);
  setTextColor(*m_outcome, Theme::current().error);
  Q_EMIT journal(text);
  setStep(Step::Blocked);
}

void ReplayDialog::setStep(Step step) {
  m_step = step;
  refresh();
}

void ReplayDialog::refresh() {
  const bool busy = m_step == Step::DryRunning || m_step == Step::Running;
  for (QWidget* field : {static_cast<QWidget*>(m_filter), static_cast<QWidget*>(m_target),
                         static_cast<QWidget*>(m_speed), static_cast<QWidget*>(m_cap)})
    field->setEnabled(!busy);
  const bool confirming = m_step == Step::DryRunDone;
  m_confirmText->setVisible(confirming);
  m_confirm->setVisible(confirming);
  if (confirming)
    m_confirmText->setText(
        tr("These are real events for real services. To start, type: %1").arg(sentence()));
  m_dry->setVisible(!busy);
  m_dry->setEnabled(m_step == Step::Ready || m_step == Step::DryRunDone || m_step == Step::Done);
  m_start->setVisible(!busy);
  m_start->setEnabled(confirming && m_confirm->text().simplified() == sentence());
  m_cancel->setVisible(busy);
  m_progress->setVisible(busy || m_step == Step::Done);
}

}  // namespace rheo::ui
