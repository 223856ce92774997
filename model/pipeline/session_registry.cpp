// SPDX-License-Identifier: Apache-2.0
#include "model/pipeline/session_registry.h"

namespace rheo {

SessionRegistry::SessionRegistry(std::vector<SessionInfo> stored) {
  for (SessionInfo& session : stored) {
    m_rows[session.id] = session.row;
    m_byRow[session.row] = std::move(session);
  }
}

std::uint32_t SessionRegistry::announce(const SessionInfo& session) {
  const std::lock_guard lock(m_mutex);
  std::uint32_t& row = m_rows[session.id];
  if (row == 0) row = m_byRow.empty() ? 1 : m_byRow.rbegin()->first + 1;
  SessionInfo& known = m_byRow[row];
  known = session;
  known.row = row;
  m_changed.insert(row);
  return row;
}

std::vector<SessionInfo> SessionRegistry::takeChanged() {
  const std::lock_guard lock(m_mutex);
  std::vector<SessionInfo> changed;
  changed.reserve(m_changed.size());
  for (const std::uint32_t row : m_changed) changed.push_back(m_byRow[row]);
  m_changed.clear();
  return changed;
}

std::vector<SessionInfo> SessionRegistry::all() const {
  const std::lock_guard lock(m_mutex);
  std::vector<SessionInfo> sessions;
  sessions.reserve(m_byRow.size());
  for (const auto& [row, session] : m_byRow) sessions.push_back(session);
  return sessions;
}

}  // namespace rheo
