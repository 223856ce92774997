// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace rheo {

/// A queue with a limit: who pushes is told when it is full, and decides. Thread-safe.
template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t limit) : m_limit(limit) {}

  /// False when full or closed; the value is then untouched.
  [[nodiscard]] bool tryPush(T&& value) {
    {
      const std::lock_guard lock(m_mutex);
      if (m_closed || m_items.size() >= m_limit) return false;
      m_items.push_back(std::move(value));
    }
    m_ready.notify_one();
    return true;
  }

  /// Waits up to `wait` for a value; empty on timeout or when closed and drained.
  template <class Duration>
  std::optional<T> pop(Duration wait) {
    std::unique_lock lock(m_mutex);
    m_ready.wait_for(lock, wait, [this] { return m_closed || !m_items.empty(); });
    if (m_items.empty()) return std::nullopt;
    std::optional<T> value(std::move(m_items.front()));
    m_items.pop_front();
    return value;
  }

  void close() {
    {
      const std::lock_guard lock(m_mutex);
      m_closed = true;
    }
    m_ready.notify_all();
  }

  [[nodiscard]] bool closed() const {
    const std::lock_guard lock(m_mutex);
    return m_closed;
  }
  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(m_mutex);
    return m_items.size();
  }

 private:
  mutable std::mutex m_mutex;
  std::condition_variable m_ready;
  std::deque<T> m_items;
  std::size_t m_limit;
  bool m_closed = false;
};

}  // namespace rheo
