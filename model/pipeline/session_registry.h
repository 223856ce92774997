// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <unordered_map>
#include <vector>

#include "model/event/session_info.h"

namespace rheo {

/// Every session of the recording by row, and which of them the next commit has to store.
/// Thread-safe.
class SessionRegistry {
 public:
  explicit SessionRegistry(std::vector<SessionInfo> stored);

  /// Adds or updates by id; returns the row.
  std::uint32_t announce(const SessionInfo& session);
  /// What changed since the last call.
  std::vector<SessionInfo> takeChanged();
  [[nodiscard]] std::vector<SessionInfo> all() const;

 private:
  mutable std::mutex m_mutex;
  std::map<std::uint32_t, SessionInfo> m_byRow;
  std::unordered_map<Id128, std::uint32_t> m_rows;
  std::set<std::uint32_t> m_changed;
};

}  // namespace rheo
