// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <array>

class QSocketNotifier;

namespace rheo::ui {

/// Turns SIGINT and SIGTERM into a Qt signal on the GUI thread, so that quitting closes recordings
/// as always. One per process.
class QuitSignals : public QObject {
  Q_OBJECT

 public:
  explicit QuitSignals(QObject* parent = nullptr);
  ~QuitSignals() override;

 Q_SIGNALS:
  void asked();

 private:
  void read();

  std::array<int, 2> m_sockets{-1, -1};
  QSocketNotifier* m_notifier = nullptr;
};

}  // namespace rheo::ui
