// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/origins.h"

#include "model/sources/files/stable_id.h"

namespace rheo::files {

const Origin& Origins::of(std::string_view service, std::string_view instance,
                          const std::string& file) {
  m_key.assign(service).append(1, '\n').append(instance);
  if (m_key == m_lastKey) return m_last;
  m_lastKey = m_key;
  const auto it = m_known.find(m_key);
  if (it != m_known.end()) return m_last = it->second;
  if (m_known.size() >= kMost) {
    m_key = "(other)\n";
    if (const auto other = m_known.find(m_key); other != m_known.end()) {
      m_last = {other->second.session, m_names.code(service), m_names.code(instance)};
      return m_last;
    }
  }
  SessionInfo info;
  info.id = stableId(file, m_key);
  info.service = m_key.substr(0, m_key.find('\n'));
  info.instance = m_key.substr(info.service.size() + 1);
  info.host = "import";
  info.state = SessionState::Ended;
  m_last = {m_receiver.announce(info), m_names.code(service), m_names.code(instance)};
  m_known.emplace(m_key, m_last);
  return m_last;
}

void Origins::adopt(const SessionInfo& info) {
  std::string key = info.service + '\n' + info.instance;
  if (m_known.size() >= kMost && !m_known.contains(key)) return;
  m_lastKey.clear();
  m_known[std::move(key)] = {m_receiver.announce(info), m_names.code(info.service),
                             m_names.code(info.instance)};
}

}  // namespace rheo::files
