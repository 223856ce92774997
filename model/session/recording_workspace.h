// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "model/control/live_injector.h"
#include "model/metrics/exporter.h"
#include "model/pipeline/recorder.h"
#include "model/session/analysis_enricher.h"
#include "model/session/recording_lock.h"
#include "model/session/workspace.h"
#include "model/session/zeromq_transport.h"
#include "model/sources/zeromq_source.h"

namespace rheo {

/// A recording that is being made: owns the whole path from the sockets to the file.
class RecordingWorkspace final : public Workspace {
 public:
  static Result<std::unique_ptr<Workspace>> start(const RecordOptions& options);
  ~RecordingWorkspace() override;

  Result<std::unique_ptr<store::StoreReader>> reader() const override;
  LiveStatus status() const override;
  control::Injector* injector() override {
    return m_options.allowControl && m_recording ? m_injector.get() : nullptr;
  }
  Result<void> limit(const std::string& service, const ProbeLimits& limits) override;
  Result<void> audit(const store::AuditEntry& entry) override { return m_recorder->audit(entry); }
  Result<void> stop() override;

 private:
  explicit RecordingWorkspace(const RecordOptions& options) : m_options(options) {}
  Result<void> open();
  Result<void> listen();
  void run();
  [[nodiscard]] metrics::Health health() const;

  const RecordOptions m_options;
  RecordingLock m_lock;
  std::unique_ptr<store::StoreWriter> m_writer;
  std::unique_ptr<AnalysisEnricher> m_enricher;
  std::unique_ptr<Recorder> m_recorder;
  std::unique_ptr<ZeroMqTransport> m_transport;
  std::unique_ptr<control::LiveInjector> m_injector;
  std::unique_ptr<metrics::Exporter> m_exporter;
  std::unique_ptr<sources::ZeroMqSource> m_source;
  std::vector<std::string> m_endpoints;
  std::atomic<bool> m_recording{false};
  std::atomic<std::uint64_t> m_closedSize{0};  ///< of the file, once it is closed
  std::mutex m_stopMutex;
  bool m_stopped = false;  ///< guarded by m_stopMutex
  Result<void> m_outcome;  ///< guarded by m_stopMutex
};

}  // namespace rheo
