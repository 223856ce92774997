// SPDX-License-Identifier: Apache-2.0
#include "model/session/workspace.h"

#include "model/session/recording_workspace.h"

namespace rheo {
namespace {

/// A finished recording, opened to be looked at.
class OpenedWorkspace final : public Workspace {
 public:
  OpenedWorkspace(std::string path, LiveStatus status)
      : m_path(std::move(path)), m_status(std::move(status)) {}

  Result<std::unique_ptr<store::StoreReader>> reader() const override {
    return store::openReader(m_path);
  }
  LiveStatus status() const override { return m_status; }
  control::Injector* injector() override { return nullptr; }
  Result<void> audit(const store::AuditEntry&) override {
    return Error{"Nothing is being recorded", m_path, "Start a recording first"};
  }
  Result<void> stop() override { return {}; }

 private:
  const std::string m_path;
  const LiveStatus m_status;
};

}  // namespace

Result<std::unique_ptr<Workspace>> Workspace::open(const std::string& path) {
  Result<std::unique_ptr<store::StoreReader>> reader = store::openReader(path);
  if (!reader) return reader.error();
  const Result<store::Summary> summary = reader.value()->summary({}, CancelToken());
  if (!summary) return summary.error();
  Result<std::vector<SessionInfo>> sessions = reader.value()->sessions();
  if (!sessions) return sessions.error();
  LiveStatus status;
  status.path = path;
  status.events = summary->events;
  status.lost = summary->lost;
  status.gaps = summary->gaps;
  status.sessions = std::move(sessions).value();
  return std::unique_ptr<Workspace>(std::make_unique<OpenedWorkspace>(path, std::move(status)));
}

Result<std::unique_ptr<Workspace>> Workspace::record(const RecordOptions& options) {
  return RecordingWorkspace::start(options);
}

}  // namespace rheo
