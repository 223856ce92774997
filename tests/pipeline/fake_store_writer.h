// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "model/pipeline/enricher.h"
#include "model/store/store.h"

namespace rheo::test {

/// Keeps what was committed in memory, and fails on demand.
class FakeStoreWriter final : public store::StoreWriter {
 public:
  NameTable& names() override { return m_names; }
  std::vector<SessionInfo> sessions() override { return storedSessions; }
  std::vector<StreamPosition> positions() override { return {}; }
  Result<std::vector<Saga>> openSagas() override { return std::vector<Saga>{}; }

  Result<void> commit(const store::Commit& commit) override {
    ++attempts;
    if (failing) return Error{"disk full", "test.rheo", "Free some space"};
    const std::lock_guard lock(m_mutex);
    ++m_commits;
    for (const EventBatch& batch : commit.batches) {
      for (const TraceEvent& event : batch.events) {
        m_positions.emplace_back(event.session, event.stream, event.position);
      }
      for (const Gap& gap : batch.gaps) m_lost += gap.count;
    }
    for (const SessionInfo& session : commit.sessions) m_sessions[session.row] = session;
    return {};
  }
  Result<void> audit(const store::AuditEntry& entry) override {
    const std::lock_guard lock(m_mutex);
    m_audits.push_back(entry);
    return {};
  }
  std::uint64_t sizeBytes() const override { return 4096; }
  Result<void> close() override { return {}; }

  using Position = std::tuple<std::uint32_t, std::uint32_t, std::uint64_t>;
  std::vector<Position> committed() const {
    const std::lock_guard lock(m_mutex);
    return m_positions;
  }
  std::uint64_t lost() const {
    const std::lock_guard lock(m_mutex);
    return m_lost;
  }
  int commits() const {
    const std::lock_guard lock(m_mutex);
    return m_commits;
  }
  std::map<std::uint32_t, SessionInfo> committedSessions() const {
    const std::lock_guard lock(m_mutex);
    return m_sessions;
  }
  std::vector<store::AuditEntry> audits() const {
    const std::lock_guard lock(m_mutex);
    return m_audits;
  }

  std::atomic<bool> failing{false};
  std::atomic<int> attempts{0};
  std::vector<SessionInfo> storedSessions;

 private:
  mutable std::mutex m_mutex;
  NameTable m_names;
  std::vector<Position> m_positions;
  std::map<std::uint32_t, SessionInfo> m_sessions;
  std::vector<store::AuditEntry> m_audits;
  std::uint64_t m_lost = 0;
  int m_commits = 0;
};

/// Finds nothing.
class NoEnricher final : public Enricher {
 public:
  void fold(EventBatch& batch) override { folded += batch.events.size(); }
  void tick(TimeNs) override {}
  Findings take() override { return {}; }
  std::uint64_t folded = 0;
};

}  // namespace rheo::test
