// SPDX-License-Identifier: Apache-2.0
#include "model/base/name_table.h"

#include <mutex>

namespace rheo {

NameTable::NameTable() {
  intern("");
}

Name NameTable::intern(std::string_view text) {
  if (const Name known = find(text); known != 0) return known;
  const std::unique_lock lock(m_mutex);
  const auto found = m_codes.find(text);
  if (found != m_codes.end()) return found->second;
  const auto code = static_cast<Name>(m_texts.size());
  m_texts.emplace_back(text);
  m_codes.emplace(m_texts.back(), code);
  return code;
}

Name NameTable::find(std::string_view text) const {
  const std::shared_lock lock(m_mutex);
  const auto found = m_codes.find(text);
  return found == m_codes.end() ? 0 : found->second;
}

std::string_view NameTable::text(Name code) const {
  const std::shared_lock lock(m_mutex);
  return code < m_texts.size() ? std::string_view(m_texts[code]) : std::string_view();
}

Name NameTable::size() const {
  const std::shared_lock lock(m_mutex);
  return static_cast<Name>(m_texts.size());
}

}  // namespace rheo
