// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace rheo {

/// Between two threads of which either may be the slower one: what one makes, the other takes all
/// at once. Each is woken only when there is much to do, as waking costs more than an item does,
/// and threads that wake each other all the time end up on one core.
template <class T>
class HandOver {
 public:
  /// So many may wait; from `worth` on the taker is woken.
  HandOver(std::size_t most, std::size_t worth) : m_most(most), m_worth(worth) {}

  /// Waits while too many wait. False once the taker has refused: the item is then gone.
  bool put(T&& item) {
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [this] { return m_items.size() < m_most || m_isRefused; });
    if (m_isRefused) return false;
    m_items.push_back(std::move(item));
    const bool isWorth = m_items.size() == m_worth;
    lock.unlock();
    if (isWorth) m_work.notify_one();
    return true;
  }
  /// Nothing more is put: takeAll() no longer waits.
  void end() {
    {
      const std::lock_guard lock(m_mutex);
      m_isEnded = true;
    }
    m_work.notify_one();
  }

  /// In the order they were put; none at the end.
  std::vector<T> takeAll() {
    std::unique_lock lock(m_mutex);
    m_work.wait(lock, [this] { return m_items.size() >= m_worth || m_isEnded; });
    std::vector<T> all = std::exchange(m_items, {});
    lock.unlock();
    m_room.notify_one();
    return all;
  }
  /// The taker takes no more.
  void refuse() {
    {
      const std::lock_guard lock(m_mutex);
      m_isRefused = true;
      m_items.clear();
    }
    m_room.notify_one();
  }

 private:
  const std::size_t m_most;
  const std::size_t m_worth;
  std::mutex m_mutex;
  std::condition_variable m_room, m_work;
  std::vector<T> m_items;
  bool m_isEnded = false;
  bool m_isRefused = false;
};

}  // namespace rheo
