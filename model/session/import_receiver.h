// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <thread>

#include "model/base/hand_over.h"
#include "model/pipeline/batch_memory.h"
#include "model/pipeline/session_registry.h"
#include "model/session/analysis_enricher.h"
#include "model/sources/files/intake.h"
#include "model/store/store.h"

namespace rheo {

/// Takes what an import reads, and commits it on a thread of its own, so that reading and writing
/// go on at once. Time is the file's own: nothing ripens by the wall clock.
class ImportReceiver final : public files::Receiver {
 public:
  ImportReceiver(store::StoreWriter& writer, AnalysisEnricher& enricher);
  ~ImportReceiver() override;
  ImportReceiver(const ImportReceiver&) = delete;
  ImportReceiver& operator=(const ImportReceiver&) = delete;

  NameTable& names() override { return m_writer.names(); }
  std::uint32_t announce(const SessionInfo& session) override {
    return m_sessions.announce(session);
  }
  EventBatch emptyBatch() override { return m_memory.batch(); }
  /// Waits while too much waits; fails when the recording cannot be written.
  Result<void> take(EventBatch&& batch, std::vector<Problem>&& problems) override;
  /// Commits what waits and ends the thread.
  Result<void> finish();

 private:
  // The importer hands over about six at once.
  static constexpr std::size_t kMostWaiting = 24, kWorthACommit = 6;

  struct Load {
    EventBatch batch;
    std::vector<Problem> problems;
  };
  void run();
  Result<void> commit(std::vector<Load>& loads);
  [[nodiscard]] Result<void> outcome();

  store::StoreWriter& m_writer;
  AnalysisEnricher& m_enricher;
  SessionRegistry m_sessions;
  BatchMemory m_memory;
  HandOver<Load> m_loads{kMostWaiting, kWorthACommit};
  std::mutex m_mutex;  ///< guards the outcome
  Result<void> m_outcome;
  std::thread m_thread;
};

}  // namespace rheo
