// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "model/base/journal.h"
#include "model/base/result.h"
#include "model/pipeline/batch_memory.h"
#include "model/pipeline/batch_queue.h"
#include "model/pipeline/enricher.h"
#include "model/pipeline/pipeline.h"
#include "model/pipeline/rate_meter.h"
#include "model/pipeline/session_registry.h"
#include "model/store/store.h"

namespace rheo {

/// One commit that succeeded, for who counts and watches. Valid during the call.
struct CommitReport {
  std::span<const EventBatch> batches;
  std::int64_t durationNs = 0;
};

struct RecorderOptions {
  BatchQueue::Limits queue;
  BatchQueue::Gather gather;
  std::chrono::milliseconds firstRetry{100};  ///< doubled up to 2 s while commits fail
  std::uint64_t storedEvents = 0;             ///< what a continued recording holds already
  std::uint64_t storedLost = 0;
  std::uint64_t storedGaps = 0;
};

/// Who is told, on the recorder's thread.
struct RecorderListeners {
  AckFn ack;
  std::function<void(const CommitReport&)> committed;
  JournalFn journal;
};

struct RecorderStatus {
  std::uint64_t events = 0, lost = 0, gaps = 0, commits = 0;
  double eventsPerS = 0;
  std::uint64_t sizeBytes = 0;
  std::int64_t behindNs = 0;
  std::uint64_t queued = 0;
  std::string trouble;
};

/// The one path from sources to the file: drains the queue, enriches, commits, then lets sources
/// acknowledge. A commit that fails (disk full) is kept and repeated, nothing is acknowledged
/// meanwhile, and the full queue holds the sources back. One thread of its own; the writer and the
/// enricher are used by it alone from start() to stop().
class Recorder final : public EventSink {
 public:
  Recorder(store::StoreWriter& writer, Enricher& enricher, RecorderOptions options = {});
  ~Recorder() override;
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  void start(RecorderListeners listeners);
  /// Commits what is queued and ends the thread; fails if the last commits could not be made.
  /// Idempotent.
  Result<void> stop();

  bool submit(EventBatch&& batch) override { return m_queue.tryPush(std::move(batch)); }
  std::uint32_t announce(const SessionInfo& session) override {
    return m_sessions.announce(session);
  }
  NameTable& names() override { return m_writer.names(); }
  EventBatch emptyBatch() override { return m_memory.batch(); }
  std::string emptyFrame() override { return m_memory.frame(); }

  /// Thread-safe; waits for the recorder's thread to store the entry.
  Result<void> audit(const store::AuditEntry& entry);
  /// Thread-safe; does not wait, a failure goes to the journal.
  void auditLater(store::AuditEntry entry);

  [[nodiscard]] RecorderStatus status() const;
  [[nodiscard]] std::vector<SessionInfo> sessions() const { return m_sessions.all(); }

 private:
  struct Pending {
    std::vector<EventBatch> batches;
    Findings findings;
    std::vector<SessionInfo> sessions;
    [[nodiscard]] bool isEmpty() const;
  };
  struct AuditJob {
    store::AuditEntry entry;
    std::promise<Result<void>> done;
  };

  void run();
  Pending gather();
  bool commit(Pending& pending);
  bool waitBeforeRetry(std::chrono::milliseconds delay);
  void account(const Pending& pending, std::int64_t durationNs);
  void acknowledge(const std::vector<EventBatch>& batches);
  void setTrouble(const std::string& text);
  void runAudits();
  std::future<Result<void>> queueAudit(store::AuditEntry entry);

  store::StoreWriter& m_writer;
  Enricher& m_enricher;
  const RecorderOptions m_options;
  RecorderListeners m_listeners;
  BatchQueue m_queue;
  BatchMemory m_memory;
  SessionRegistry m_sessions;
  std::thread m_thread;

  mutable std::mutex m_mutex;  ///< guards everything below
  std::condition_variable m_stopped;
  bool m_stopping = false;
  bool m_running = false;
  RecorderStatus m_status;
  RateMeter m_rate;
  std::deque<AuditJob> m_audits;
  Result<void> m_outcome;
};

}  // namespace rheo
