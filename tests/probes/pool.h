// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <coroutine>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

/// A thread pool as services have them: tasks run anywhere, in any order.
class Pool {
 public:
  explicit Pool(int threads) {
    for (int i = 0; i < threads; ++i) m_threads.emplace_back([this] { run(); });
  }
  ~Pool() {
    {
      const std::lock_guard lock(m_mutex);
      m_stop = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads) thread.join();
  }
  void post(std::function<void()> task) {
    {
      const std::lock_guard lock(m_mutex);
      m_tasks.push_back(std::move(task));
    }
    m_wake.notify_one();
  }

  /// Goes on with the coroutine on another thread of the pool: each in turn, so never the same.
  struct Hop {
    Pool& pool;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle) const {
      pool.post([handle, from = std::this_thread::get_id(), &pool = pool] {
        resumeElsewhere(pool, handle, from);
      });
    }
    void await_resume() const noexcept {}
  };
  Hop hop() { return {*this}; }

 private:
  static void resumeElsewhere(Pool& pool, std::coroutine_handle<> handle, std::thread::id from) {
    if (std::this_thread::get_id() != from) return handle.resume();
    pool.post([handle, from, &pool] { resumeElsewhere(pool, handle, from); });
    std::this_thread::yield();
  }
  void run() {
    for (;;) {
      std::unique_lock lock(m_mutex);
      m_wake.wait(lock, [this] { return m_stop || !m_tasks.empty(); });
      if (m_tasks.empty()) return;
      auto task = std::move(m_tasks.front());
      m_tasks.pop_front();
      lock.unlock();
      task();
    }
  }

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::function<void()>> m_tasks;
  bool m_stop = false;
  std::vector<std::thread> m_threads;
};

/// A coroutine that starts at once and owns itself.
struct Detached {
  struct promise_type {
    Detached get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() const { std::terminate(); }
  };
};
