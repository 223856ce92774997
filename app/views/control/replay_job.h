// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <memory>
#include <thread>

#include "model/session/workspace.h"

namespace rheo::ui {

class Mailbox;

/// One replay, or its dry run, on a thread of its own with a reader of its own. Keeps the recording
/// alive until it has ended. GUI thread; destroying it cancels and waits for the thread, which
/// looks at the cancel flag between two events.
class ReplayJob : public QObject {
  Q_OBJECT

 public:
  ReplayJob(std::shared_ptr<Workspace> workspace, control::ReplayPlan plan, bool dryRun,
            QObject* parent = nullptr);
  ~ReplayJob() override;

  void cancel() { m_cancel.cancel(); }
  [[nodiscard]] bool isDryRun() const { return m_dryRun; }

 Q_SIGNALS:
  void progressed(const rheo::control::ReplayProgress& progress);
  void failed(const QString& text);
  void finished(const rheo::control::ReplayProgress& progress);

 private:
  void work(const std::shared_ptr<Workspace>& workspace, const control::ReplayPlan& plan);
  Result<control::ReplayProgress> run(Workspace& workspace, const control::ReplayPlan& plan);

  std::shared_ptr<Mailbox> m_mailbox;
  CancelToken m_cancel;
  bool m_dryRun;
  std::thread m_thread;
};

}  // namespace rheo::ui
