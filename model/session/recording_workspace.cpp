// SPDX-License-Identifier: Apache-2.0
#include "model/session/recording_workspace.h"

#include <filesystem>

#include "model/json/json_writer.h"

#ifndef RHEO_VERSION
#define RHEO_VERSION "unknown"
#endif

namespace rheo {

Result<std::unique_ptr<Workspace>> RecordingWorkspace::start(const RecordOptions& options) {
  std::error_code unknown;
  const bool existed = std::filesystem::exists(options.path, unknown);
  std::unique_ptr<RecordingWorkspace> workspace(new RecordingWorkspace(options));
  const Result<void> opened = workspace->open();
  if (!opened) return opened.error();
  const Result<void> listening = workspace->listen();
  if (!listening) {
    // A busy port must not leave an empty recording behind.
    workspace.reset();
    if (!existed) std::filesystem::remove(options.path, unknown);
    return listening.error();
  }
  workspace->run();
  return std::unique_ptr<Workspace>(std::move(workspace));
}

RecordingWorkspace::~RecordingWorkspace() {
  static_cast<void>(stop());
}

Result<void> RecordingWorkspace::open() {
  const Result<void> locked = m_lock.take(m_options.path);
  if (!locked) return locked;
  Result<std::unique_ptr<store::StoreWriter>> writer = store::openWriter(
      m_options.path, {m_options.durable, m_options.keepAgeNs, m_options.keepBytes});
  if (!writer) return writer.error();
  m_writer = std::move(writer).value();
  Result<std::unique_ptr<store::StoreReader>> reader = store::openReader(m_options.path);
  if (!reader) return reader.error();
  m_enricher = std::make_unique<AnalysisEnricher>(m_writer->names());
  const Result<void> resumed = m_enricher->resume(*m_writer, *reader.value());
  if (!resumed) return resumed;
  const Result<store::Summary> stored = reader.value()->summary({}, CancelToken());
  if (!stored) return stored.error();
  RecorderOptions recording;
  recording.storedEvents = stored->events;
  recording.storedLost = stored->lost;
  recording.storedGaps = stored->gaps;
  m_recorder = std::make_unique<Recorder>(*m_writer, *m_enricher, recording);
  return {};
}

/// Whatever can fail for what is outside: ports and addresses.
Result<void> RecordingWorkspace::listen() {
  m_transport = std::make_unique<ZeroMqTransport>(*m_recorder);
  m_injector = std::make_unique<control::LiveInjector>(
      *m_transport, [this](store::AuditEntry entry) { m_recorder->auditLater(std::move(entry)); });
  if (!m_options.metricsAddress.empty()) {
    auto exporter = metrics::Exporter::start(
        m_writer->names(), {m_options.metricsAddress, RHEO_VERSION, [this] { return health(); }});
    if (!exporter) return exporter.error();
    m_exporter = std::move(exporter).value();
  }
  sources::ZeroMqOptions options;
  options.endpoints = m_options.endpoints;
  options.restored = {m_writer->sessions(), m_writer->positions()};
  options.journal = m_options.journal;
  options.tick = [this](TimeNs nowNs) { m_injector->tick(nowNs); };
  options.injectResult = [this](const wire::InjectResult& result) {
    m_injector->answered({result.id,
                          result.outcome == wire::InjectOutcome::Accepted,
                          {result.eventId.hi, result.eventId.lo},
                          {result.traceId.hi, result.traceId.lo},
                          result.reason});
  };
  auto source = sources::ZeroMqSource::start(*m_recorder, std::move(options));
  if (!source) return source.error();
  m_source = std::move(source).value();
  m_endpoints = m_source->endpoints();
  m_transport->connect(*m_source);
  return {};
}

Result<void> RecordingWorkspace::limit(const std::string& service, const ProbeLimits& limits) {
  if (!m_options.allowControl || !m_recording) return Workspace::limit(service, limits);
  m_source->limit(service, limits);
  std::string detail;
  JsonWriter(detail)
      .beginObject()
      .member("service", service)
      .member("limits", limits.text())
      .endObject();
  m_recorder->auditLater({nowNs(), "local user", "limit", std::move(detail), "asked"});
  return {};
}

void RecordingWorkspace::run() {
  RecorderListeners listeners;
  listeners.journal = m_options.journal;
  listeners.ack = [this](const std::vector<StreamPosition>& positions) {
    m_source->acknowledge(positions);
  };
  listeners.committed = [this](const CommitReport& report) {
    m_injector->committed(report.batches);
    if (m_exporter) m_exporter->observe(report.batches, report.durationNs);
  };
  m_recorder->start(std::move(listeners));
  m_recording = true;
  for (const auto& [service, limits] : m_options.limits) static_cast<void>(limit(service, limits));
}

/// The order matters: no more reading, everything read is committed, the acknowledgements leave.
Result<void> RecordingWorkspace::stop() {
  const std::lock_guard lock(m_stopMutex);
  if (m_stopped) return m_outcome;
  m_stopped = true;
  m_recording = false;
  if (m_source) m_source->pause();
  if (m_recorder) m_outcome = m_recorder->stop();
  if (m_source) m_source->stop();
  m_exporter.reset();
  if (m_writer) {
    const Result<void> closed = m_writer->close();
    if (m_outcome.ok()) m_outcome = closed;
    std::error_code unknown;
    const auto size = std::filesystem::file_size(m_options.path, unknown);
    if (!unknown) m_closedSize = size;
  }
  m_lock.release();
  return m_outcome;
}

Result<std::unique_ptr<store::StoreReader>> RecordingWorkspace::reader() const {
  return store::openReader(m_options.path);
}

LiveStatus RecordingWorkspace::status() const {
  const RecorderStatus recorder = m_recorder->status();
  LiveStatus status;
  status.recording = m_recording;
  status.path = m_options.path;
  status.endpoints = m_endpoints;
  status.events = recorder.events;
  status.lost = recorder.lost;
  status.gaps = recorder.gaps;
  status.eventsPerS = recorder.eventsPerS;
  status.sizeBytes = m_closedSize != 0 ? m_closedSize.load() : recorder.sizeBytes;
  status.behindNs = recorder.behindNs;
  status.queued = recorder.queued;
  status.trouble = recorder.trouble;
  status.sessions = m_recorder->sessions();
  return status;
}

metrics::Health RecordingWorkspace::health() const {
  const RecorderStatus recorder = m_recorder->status();
  metrics::Health health;
  health.sizeBytes = recorder.sizeBytes;
  health.behindNs = recorder.behindNs;
  health.queuedBatches = recorder.queued;
  health.trouble = !recorder.trouble.empty();
  for (const SessionInfo& session : m_recorder->sessions()) {
    if (session.state == SessionState::Live) ++health.liveSessions;
    if (session.state == SessionState::Ended) ++health.endedSessions;
    if (session.state == SessionState::Vanished) ++health.vanishedSessions;
  }
  return health;
}

}  // namespace rheo
