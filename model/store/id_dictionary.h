// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "model/base/ids.h"

namespace rheo::store {

/// Distinct ids of one chunk in order of first appearance; a column of ids becomes references into
/// it. The null id is always reference 0 and not kept.
template <class Id>
class IdDictionary {
 public:
  /// Empties it, with room for so many.
  void reset(std::size_t expected) {
    m_slots.assign(std::bit_ceil(expected * 2 + 16), 0);
    m_mask = m_slots.size() - 1;
    m_ids.clear();
    m_last = {};
    m_lastReference = 0;
  }

  /// Reference of the id, from 1; new ones are appended.
  std::uint32_t add(const Id& id) {
    // One trace, or one event, is often seen several times in a row.
    if (id == m_last) return m_lastReference;
    m_last = id;
    return m_lastReference = id == Id{} ? 0 : find(id);
  }
  [[nodiscard]] const std::vector<Id>& ids() const { return m_ids; }

 private:
  std::uint32_t find(const Id& id) {
    std::size_t slot = hashOf(id) & m_mask;
    while (m_slots[slot] != 0) {
      if (m_ids[m_slots[slot] - 1] == id) return m_slots[slot];
      slot = (slot + 1) & m_mask;
    }
    m_ids.push_back(id);
    return m_slots[slot] = static_cast<std::uint32_t>(m_ids.size());
  }

  static std::size_t hashOf(std::uint64_t id) { return (id * 0x9E37'79B9'7F4A'7C15ull) >> 20; }
  static std::size_t hashOf(const Id128& id) { return hashOf(id.hi * 31 + id.lo); }

  std::vector<std::uint32_t> m_slots;
  std::size_t m_mask = 0;
  std::vector<Id> m_ids;
  Id m_last{};
  std::uint32_t m_lastReference = 0;
};

}  // namespace rheo::store
