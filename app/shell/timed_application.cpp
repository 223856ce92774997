// SPDX-License-Identifier: Apache-2.0
#include "app/shell/timed_application.h"

#include <time.h>

#include <QElapsedTimer>
#include <QThread>
#include <QWidget>
#include <algorithm>
#include <utility>

namespace rheo::ui {
namespace {

constexpr std::size_t kMostFrames = 100'000;

}  // namespace

double TimedApplication::threadCpuMs() {
  timespec now = {};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

bool TimedApplication::notify(QObject* receiver, QEvent* event) {
  const int level = QThread::currentThread()->loopLevel();
  if (m_inside && level == m_level)
    return QApplication::notify(receiver, event);  // part of the outer one
  const QEvent::Type type = event->type();
  const bool frame = type == QEvent::UpdateRequest && receiver->isWidgetType();
  const char* const kind = receiver->metaObject()->className();  // static; outlives the receiver
  const bool wasInside = std::exchange(m_inside, true);
  const int outerLevel = std::exchange(m_level, level);
  m_nested = false;
  const double cpuBefore = threadCpuMs();
  QElapsedTimer timer;
  timer.start();
  const bool handled = QApplication::notify(receiver, event);
  const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
  const double cpuMs = threadCpuMs() - cpuBefore;
  m_inside = wasInside;
  m_level = outerLevel;
  // An open menu or dialog runs a loop inside its event: that is waiting for the user, not a stall.
  const bool waited = std::exchange(m_nested, wasInside);
  if (waited) return handled;
  if (frame && m_frames.size() < kMostFrames) m_frames.push_back({ms, cpuMs});
  m_longest = {std::max(m_longest.wallMs, ms), std::max(m_longest.cpuMs, cpuMs)};
  if (ms > kStallMs) {
    Q_EMIT stalled(ms, QStringLiteral("%1, event %2").arg(QLatin1String(kind)).arg(type));
  }
  return handled;
}

std::vector<TimedApplication::Frame> TimedApplication::takeFrames() {
  return std::exchange(m_frames, {});
}

TimedApplication::Frame TimedApplication::takeLongestEvent() {
  return std::exchange(m_longest, {});
}

}  // namespace rheo::ui
