// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "model/analysis/digest_table.h"

namespace rheo::analysis {

/// A DigestTable that remembers the last `limit` keys made; the oldest falls out.
template <class Value>
class RecentTable {
 public:
  explicit RecentTable(std::size_t limit) : m_limit(std::max<std::size_t>(1, limit)) {}

  [[nodiscard]] std::size_t size() const { return m_table.size(); }
  [[nodiscard]] Value* find(Digest digest) { return m_table.find(digest); }
  void prefetch(Digest digest) const { m_table.prefetch(digest); }

  std::pair<Value*, bool> obtain(Digest digest) {
    if (m_table.size() == m_limit) {
      if (Value* known = m_table.find(digest)) return {known, false};
      m_table.erase(m_order[m_oldest]);
      m_order[m_oldest] = digest;
      m_oldest = m_oldest + 1 == m_limit ? 0 : m_oldest + 1;
      // What falls out soon was made long ago: no cache knows it any more.
      m_table.prefetch(m_order[m_oldest + kAhead < m_limit ? m_oldest + kAhead : 0]);
      return m_table.obtain(digest);
    }
    const auto result = m_table.obtain(digest);
    if (result.second) m_order.push_back(digest);
    return result;
  }

 private:
  static constexpr std::size_t kAhead = 8;

  DigestTable<Value> m_table;
  HugeVector<Digest> m_order;  ///< a ring once full
  std::size_t m_oldest = 0;
  std::size_t m_limit;
};

}  // namespace rheo::analysis
