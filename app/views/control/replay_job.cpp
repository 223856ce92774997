// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/replay_job.h"

#include "app/views/control/mailbox.h"

namespace rheo::ui {

ReplayJob::ReplayJob(std::shared_ptr<Workspace> workspace, control::ReplayPlan plan, bool dryRun,
                     QObject* parent)
    : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)), m_dryRun(dryRun) {
  m_thread =
      std::thread([this, workspace = std::move(workspace), plan = std::move(plan)]() mutable {
        work(workspace, plan);
        workspace.reset();
      });
}

ReplayJob::~ReplayJob() {
  m_mailbox->close();
  m_cancel.cancel();
  m_thread.join();
}

Result<control::ReplayProgress> ReplayJob::run(Workspace& workspace,
                                               const control::ReplayPlan& plan) {
  auto* injector = workspace.injector();
  if (injector == nullptr)
    return Error{"Nothing can be replayed into", {}, "Record live services, with control allowed"};
  auto reader = workspace.reader();
  if (!reader) return reader.error();
  return control::runReplay(
      **reader, plan, m_dryRun, workspace.status().sessions, *injector,
      [this](const control::ReplayProgress& progress) {
        m_mailbox->post([this, progress] { Q_EMIT progressed(progress); });
      },
      m_cancel);
}

void ReplayJob::work(const std::shared_ptr<Workspace>& workspace, const control::ReplayPlan& plan) {
  auto result = run(*workspace, plan);
  if (result) {
    m_mailbox->post([this, progress = *result] { Q_EMIT finished(progress); });
  } else {
    const auto text = QString::fromStdString(result.error().text());
    m_mailbox->post([this, text] { Q_EMIT failed(text); });
  }
}

}  // namespace rheo::ui
