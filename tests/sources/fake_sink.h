// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <vector>

#include "model/pipeline/pipeline.h"

namespace rheo::test {

/// Takes batches until told to refuse; numbers sessions by id.
class FakeSink final : public EventSink {
 public:
  bool submit(EventBatch&& batch) override {
    const std::lock_guard lock(m_mutex);
    if (refusing) {
      ++refusals;
      return false;
    }
    batches.push_back(std::move(batch));
    return true;
  }
  std::uint32_t announce(const SessionInfo& session) override {
    const std::lock_guard lock(m_mutex);
    std::uint32_t& row = m_rows[session.id];
    if (row == 0) row = session.row != 0 ? session.row : static_cast<std::uint32_t>(m_rows.size());
    sessions[row] = session;
    return row;
  }
  NameTable& names() override { return m_names; }

  std::uint64_t events() const {
    const std::lock_guard lock(m_mutex);
    std::uint64_t count = 0;
    for (const EventBatch& batch : batches) count += batch.events.size();
    return count;
  }
  std::uint64_t lost() const {
    const std::lock_guard lock(m_mutex);
    std::uint64_t count = 0;
    for (const EventBatch& batch : batches) {
      for (const Gap& gap : batch.gaps) count += gap.count;
    }
    return count;
  }
  SessionInfo session(std::uint32_t row) const {
    const std::lock_guard lock(m_mutex);
    const auto found = sessions.find(row);
    return found == sessions.end() ? SessionInfo{} : found->second;
  }
  int refused() const {
    const std::lock_guard lock(m_mutex);
    return refusals;
  }
  void setRefusing(bool on) {
    const std::lock_guard lock(m_mutex);
    refusing = on;
  }

  std::vector<EventBatch> batches;
  std::map<std::uint32_t, SessionInfo> sessions;
  bool refusing = false;
  int refusals = 0;

 private:
  mutable std::mutex m_mutex;
  NameTable m_names;
  std::map<Id128, std::uint32_t> m_rows;
};

}  // namespace rheo::test
