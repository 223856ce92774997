// SPDX-License-Identifier: Apache-2.0
#include "app/bridge/housekeeper.h"

#include <utility>

namespace rheo::ui {

Housekeeper::Housekeeper() : m_thread([this] { run(); }) {}

Housekeeper::~Housekeeper() {
  {
    const std::scoped_lock lock(m_mutex);
    m_stopping = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

void Housekeeper::post(std::function<void()> task) {
  {
    const std::scoped_lock lock(m_mutex);
    m_tasks.push_back(std::move(task));
  }
  m_wake.notify_all();
}

void Housekeeper::run() {
  std::unique_lock lock(m_mutex);
  while (true) {
    m_wake.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
    if (m_tasks.empty()) return;
    std::function<void()> task = std::move(m_tasks.front());
    m_tasks.pop_front();
    lock.unlock();
    task();
    task = {};  // captured workspaces die here, not under the lock
    lock.lock();
  }
}

}  // namespace rheo::ui
