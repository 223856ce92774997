// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>

#include "model/analysis/digest.h"
#include "model/base/fetch_soon.h"
#include "model/base/huge_pages.h"

namespace rheo::analysis {

/// Open-addressing map from Digest to a small value: linear probing in one array, erased by
/// shifting back, at most half full. Grows with what it holds. Pointers die with the next change.
template <class Value>
class DigestTable {
 public:
  [[nodiscard]] std::size_t size() const { return m_size; }

  [[nodiscard]] Value* find(Digest digest) {
    if (m_slots.empty()) return nullptr;
    for (std::size_t at = home(digest);; at = next(at)) {
      if (m_slots[at].digest == digest) return &m_slots[at].value;
      if (m_slots[at].digest == 0) return nullptr;
    }
  }

  /// The value, and true if it was made now.
  std::pair<Value*, bool> obtain(Digest digest) {
    if ((m_size + 1) * 2 > m_slots.size()) grow();
    std::size_t at = home(digest);
    while (m_slots[at].digest != 0) {
      if (m_slots[at].digest == digest) return {&m_slots[at].value, false};
      at = next(at);
    }
    m_slots[at] = {digest, Value{}};
    ++m_size;
    return {&m_slots[at].value, true};
  }

  void erase(Digest digest) {
    if (m_slots.empty()) return;
    std::size_t hole = home(digest);
    while (m_slots[hole].digest != digest) {
      if (m_slots[hole].digest == 0) return;
      hole = next(hole);
    }
    // What comes after moves into the hole unless that would put it ahead of its home.
    for (std::size_t at = next(hole); m_slots[at].digest != 0; at = next(at)) {
      const std::size_t distance = (at - home(m_slots[at].digest)) & m_mask;
      if (distance < ((at - hole) & m_mask)) continue;
      m_slots[hole] = std::move(m_slots[at]);
      hole = at;
    }
    m_slots[hole] = {};
    --m_size;
  }

  /// Asks the cache for where the digest will be looked for.
  void prefetch(Digest digest) const {
    if (!m_slots.empty()) fetchSoon(&m_slots[home(digest)]);
  }

 private:
  struct Slot {
    Digest digest = 0;
    Value value{};
  };

  /// Moving all and touching new memory is what costs, so it happens seldom.
  static constexpr std::size_t kGrowth = 4;

  [[nodiscard]] std::size_t home(Digest digest) const { return digest & m_mask; }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & m_mask; }

  void grow() {
    HugeVector<Slot> old(m_slots.empty() ? 64 : m_slots.size() * kGrowth);
    old.swap(m_slots);
    m_mask = m_slots.size() - 1;
    for (Slot& slot : old) {
      if (slot.digest == 0) continue;
      std::size_t at = home(slot.digest);
      while (m_slots[at].digest != 0) at = next(at);
      m_slots[at] = std::move(slot);
    }
  }

  HugeVector<Slot> m_slots;
  std::size_t m_mask = 0;
  std::size_t m_size = 0;
};

}  // namespace rheo::analysis
