// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace rheo::ui {

class MainWindow;
struct Options;

/// Draws the window into a file once everything asked for is shown. Emits done with the exit code.
class Screenshot : public QObject {
  Q_OBJECT

 public:
  static constexpr int kPatienceMs = 10'000;

  Screenshot(MainWindow& window, const Options& options, QObject* parent = nullptr);

 Q_SIGNALS:
  void done(int exitCode);

 private:
  void look();
  void finish();

  MainWindow& m_window;
  const Options& m_options;
  QTimer m_timer;
  QElapsedTimer m_since;
  int m_settledLooks = 0;
};

}  // namespace rheo::ui
