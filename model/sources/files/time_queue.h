// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "model/base/huge_pages.h"
#include "model/base/time.h"

namespace rheo::files {

/// Items that wait to be taken in order of time, those of one time as they came. An item stays
/// where it was put, and places are used again in turn: what comes nearly in order lies nearly in
/// order, which matters more than anything else once the queue is larger than the caches.
template <class Item>
class TimeQueue {
 public:
  [[nodiscard]] std::size_t size() const { return m_order.size(); }

  /// A new item, to be filled: it may still hold an old one.
  Item& add(TimeNs timeNs) {
    std::uint32_t slot = static_cast<std::uint32_t>(m_items.size());
    if (m_nextFree == m_free.size()) {
      m_items.emplace_back();
    } else {
      slot = m_free[m_nextFree++];
    }
    m_order.push_back({timeNs, slot});
    return m_items[slot];
  }
  /// Puts what was added since in order: before anything below is asked.
  void settle() {
    const auto byTime = [](const Place& a, const Place& b) { return a.timeNs < b.timeNs; };
    const auto fresh = m_order.begin() + static_cast<std::ptrdiff_t>(m_settled);
    std::stable_sort(fresh, m_order.end(), byTime);
    std::inplace_merge(m_order.begin(), fresh, m_order.end(), byTime);
    m_settled = m_order.size();
  }
  /// By age, the oldest first.
  [[nodiscard]] TimeNs time(std::size_t nth) const { return m_order[nth].timeNs; }
  [[nodiscard]] Item& operator[](std::size_t nth) { return m_items[m_order[nth].slot]; }
  /// How many are not younger than this.
  [[nodiscard]] std::size_t upTo(TimeNs limit) const {
    const auto after =
        std::upper_bound(m_order.begin(), m_order.end(), limit,
                         [](TimeNs time, const Place& place) { return time < place.timeNs; });
    return static_cast<std::size_t>(after - m_order.begin());
  }
  /// Removes the oldest.
  void drop(std::size_t count) {
    m_free.erase(m_free.begin(), m_free.begin() + static_cast<std::ptrdiff_t>(m_nextFree));
    m_nextFree = 0;
    const auto end = m_order.begin() + static_cast<std::ptrdiff_t>(count);
    for (auto place = m_order.begin(); place != end; ++place) m_free.push_back(place->slot);
    m_order.erase(m_order.begin(), end);
    m_settled -= count;
  }

 private:
  struct Place {
    TimeNs timeNs = 0;
    std::uint32_t slot = 0;
  };

  HugeVector<Item> m_items;
  std::vector<Place> m_order;
  std::size_t m_settled = 0;          ///< of m_order, from the front, are in order
  std::vector<std::uint32_t> m_free;  ///< from m_nextFree on, those longest free first
  std::size_t m_nextFree = 0;
};

}  // namespace rheo::files
