// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/base/fetch_soon.h"
#include "model/base/huge_pages.h"

namespace rheo {

/// A hash table of the newest entries: it holds at most `most` twice; then the older half goes at
/// once. Memory is bounded whatever is read.
template <class Entry>
class Generations {
 public:
  explicit Generations(std::size_t most) : m_most(most) {}

  /// The entry with this hash for which same(entry) holds; null if there is none.
  template <class Same>
  Entry* find(std::uint64_t hash, Same&& same) {
    if (Entry* found = m_tables[m_current].find(hash, same)) return found;
    return m_tables[1 - m_current].find(hash, same);
  }
  /// Starts to fetch what find() will look at: early its slot, and somewhat later the entry.
  void prefetch(std::uint64_t hash) const {
    for (const Table& table : m_tables) {
      if (!table.slots.empty()) fetchSoon(&table.slots[hash & (table.slots.size() - 1)]);
    }
  }
  void prefetchEntry(std::uint64_t hash) const {
    for (const Table& table : m_tables) {
      if (table.slots.empty()) continue;
      const std::uint64_t slot = table.slots[hash & (table.slots.size() - 1)];
      if (slot == 0 || slot >> 32 != (hash & 0xFFFF'FFFF)) continue;
      fetchSoon(&table.at((slot & 0xFFFF'FFFF) - 1));
    }
  }
  /// The caller knows that it is not there yet.
  void add(std::uint64_t hash, const Entry& entry) {
    if (m_tables[m_current].size >= m_most) {
      m_current = 1 - m_current;
      m_tables[m_current].clear();
    }
    m_tables[m_current].add(hash, entry);
  }

 private:
  /// A slot is the lower half of the hash, and the entry's index + 1; 0 is free. So misses, and
  /// growing, touch no entry.
  struct Table {
    /// Entries in blocks, so that growing copies none of them.
    static constexpr std::size_t kBlock = std::bit_ceil(HugePages<Entry>::kPage / sizeof(Entry));
    std::vector<HugeVector<Entry>> blocks;
    std::size_t size = 0;
    HugeVector<std::uint64_t> slots;

    [[nodiscard]] Entry& at(std::size_t index) { return blocks[index / kBlock][index % kBlock]; }
    [[nodiscard]] const Entry& at(std::size_t index) const {
      return blocks[index / kBlock][index % kBlock];
    }
    template <class Same>
    Entry* find(std::uint64_t hash, Same&& same) {
      if (slots.empty()) return nullptr;
      const std::size_t mask = slots.size() - 1;
      for (std::size_t place = hash & mask; slots[place] != 0; place = (place + 1) & mask) {
        if (slots[place] >> 32 != (hash & 0xFFFF'FFFF)) continue;
        Entry& candidate = at((slots[place] & 0xFFFF'FFFF) - 1);
        if (same(candidate)) return &candidate;
      }
      return nullptr;
    }
    void add(std::uint64_t hash, const Entry& entry) {
      if (size == blocks.size() * kBlock) blocks.emplace_back().reserve(kBlock);
      blocks[size / kBlock].push_back(entry);
      if (++size * 2 > slots.size()) grow();
      place(slots, (hash << 32) | size);
    }
    void grow() {
      HugeVector<std::uint64_t> larger(slots.empty() ? 2048 : slots.size() * 4);
      for (const std::uint64_t slot : slots) {
        if (slot != 0) place(larger, slot);
      }
      slots = std::move(larger);
    }
    static void place(HugeVector<std::uint64_t>& in, std::uint64_t slot) {
      const std::size_t mask = in.size() - 1;
      std::size_t free = (slot >> 32) & mask;
      while (in[free] != 0) free = (free + 1) & mask;
      in[free] = slot;
    }
    void clear() {
      size = 0;
      for (auto& block : blocks) block.clear();
      slots.assign(slots.size(), 0);
    }
  };

  std::size_t m_most;
  std::array<Table, 2> m_tables;
  std::size_t m_current = 0;
};

}  // namespace rheo
