// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/name_cache.h"

#include <string>

#include "model/sources/files/text_hash.h"

namespace rheo::files {

Name NameCache::code(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint64_t hash = textHash(text);
  Slot& slot = m_slots[hash % kSlots];
  if (slot.hash == hash && slot.text == text) return slot.code;
  const Name code = intern(text);
  slot = {hash, m_names.text(code), code};
  // "(other)" must be asked for again, so that it is counted.
  if (slot.text != text) slot = {};
  return code;
}

Name NameCache::intern(std::string_view text) {
  if (m_names.size() < kMostNames) return m_names.intern(text);
  if (const Name known = m_names.find(text); known != 0) return known;
  ++m_others;
  return m_names.intern("(other)");
}

Name NameCache::prefixed(std::vector<Name>& known, std::string_view prefix, Name service) {
  if (service >= known.size()) known.resize(service + 1);
  if (known[service] == 0) {
    known[service] = intern(std::string(prefix) + std::string(m_names.text(service)));
  }
  return known[service];
}

}  // namespace rheo::files
