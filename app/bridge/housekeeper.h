// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace rheo::ui {

/// One thread for what may take long and must keep its order: closing, opening and stopping
/// recordings. The destructor finishes everything asked: a recording is never left half closed.
class Housekeeper {
 public:
  Housekeeper();
  ~Housekeeper();
  Housekeeper(const Housekeeper&) = delete;
  Housekeeper& operator=(const Housekeeper&) = delete;

  void post(std::function<void()> task);

 private:
  void run();

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::deque<std::function<void()>> m_tasks;  // guarded by m_mutex
  bool m_stopping = false;                    // guarded by m_mutex
  std::thread m_thread;
};

}  // namespace rheo::ui
