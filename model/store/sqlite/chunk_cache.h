// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <utility>

#include "model/store/columns.h"

namespace rheo::store {

/// Decoded chunks, least recently used out first, bounded by bytes. A chunk in use stays alive
/// through its pointer. One thread.
class ChunkCache {
 public:
  /// First row and count: the pieces of a tail are merged under the same first row.
  using Key = std::pair<std::uint64_t, std::size_t>;

  explicit ChunkCache(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

  /// The chunk, or nothing; it may lack groups.
  std::shared_ptr<Columns> find(const Key& key) {
    const auto found = m_entries.find(key);
    if (found == m_entries.end()) return nullptr;
    m_order.splice(m_order.begin(), m_order, found->second.place);
    return found->second.columns;
  }
  /// Puts a chunk in, or takes note that it has grown.
  void keep(const Key& key, const std::shared_ptr<Columns>& columns) {
    if (!m_entries.contains(key)) forgetPieces(key);
    auto [entry, isNew] = m_entries.try_emplace(key);
    if (isNew) entry->second.place = m_order.insert(m_order.begin(), key);
    m_bytes -= entry->second.bytes;
    entry->second.columns = columns;
    entry->second.bytes = columns->memoryBytes();
    m_bytes += entry->second.bytes;
    while (m_bytes > m_maxBytes && m_order.size() > 1) evict();
  }

 private:
  struct Entry {
    std::shared_ptr<Columns> columns;
    std::size_t bytes = 0;
    std::list<Key>::iterator place;
  };
  using Entries = std::map<Key, Entry>;

  void evict() { drop(m_entries.find(m_order.back())); }
  /// The pieces that have been merged into this chunk: nobody asks for them again.
  void forgetPieces(const Key& merged) {
    auto entry = m_entries.lower_bound({merged.first, 0});
    while (entry != m_entries.end() && entry->first.first - merged.first < merged.second) {
      entry = drop(entry);
    }
  }
  Entries::iterator drop(Entries::iterator entry) {
    m_bytes -= entry->second.bytes;
    m_order.erase(entry->second.place);
    return m_entries.erase(entry);
  }

  std::size_t m_maxBytes;
  std::size_t m_bytes = 0;
  std::list<Key> m_order;
  Entries m_entries;
};

}  // namespace rheo::store
