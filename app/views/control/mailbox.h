// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaObject>
#include <QObject>
#include <mutex>

namespace rheo::ui {

/// Lets other threads hand work to an object of the GUI thread that may go away at any time. The
/// object closes it in its destructor; what comes later is dropped.
class Mailbox {
 public:
  explicit Mailbox(QObject* to) : m_to(to) {}

  template <class F>
  void post(F&& work) {
    const std::lock_guard lock(m_mutex);
    if (m_to != nullptr)
      QMetaObject::invokeMethod(m_to, std::forward<F>(work), Qt::QueuedConnection);
  }
  void close() {
    const std::lock_guard lock(m_mutex);
    m_to = nullptr;
  }

 private:
  std::mutex m_mutex;
  QObject* m_to;
};

}  // namespace rheo::ui
