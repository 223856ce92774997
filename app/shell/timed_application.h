// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QApplication>
#include <QString>
#include <functional>
#include <vector>

namespace rheo::ui {

/// The application, timing itself: how long each frame took to paint, and when one event held the
/// main thread so long that the window felt stuck.
class TimedApplication : public QApplication {
  Q_OBJECT

 public:
  static constexpr double kStallMs = 100;

  TimedApplication(int& argc, char** argv) : QApplication(argc, argv) {}
  bool notify(QObject* receiver, QEvent* event) override;

  /// One frame of the window, or one event; on a busy machine `wallMs` also waits for a core,
  /// `cpuMs` is the work.
  struct Frame {
    double wallMs = 0;
    double cpuMs = 0;
  };
  /// Frames since the last call.
  std::vector<Frame> takeFrames();
  /// The longest single event since the last call, by the clock and by the work in it.
  Frame takeLongestEvent();

  /// CPU time of the calling thread.
  static double threadCpuMs();

 Q_SIGNALS:
  void stalled(double ms, const QString& where);

 private:
  std::vector<Frame> m_frames;
  Frame m_longest;
  bool m_inside = false;  // an event is being handled
  bool m_nested = false;  // a loop ran inside it
  int m_level = 0;        // of the event loop that handles it
};

}  // namespace rheo::ui
