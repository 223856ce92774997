// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "model/session/workspace.h"

namespace rheo::ui {

/// The bottom row: what is recorded, how fast, what was lost, how far behind; and for some seconds
/// what the journal just said.
class StatusLine : public QWidget {
  Q_OBJECT

 public:
  explicit StatusLine(QWidget* parent = nullptr);

  void setStatus(const LiveStatus& status, bool open);
  void setFrameTime(double ms);
  void toast(const JournalEntry& entry);
  [[nodiscard]] QSize sizeHint() const override { return {600, 28}; }
  [[nodiscard]] QString text() const;  ///< everything it says, for tests and screen readers

 Q_SIGNALS:
  void journalRequested();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  struct Part {
    QString text;
    QColor color;
  };
  [[nodiscard]] std::vector<Part> leftParts() const;
  [[nodiscard]] QString rightPart() const;

  LiveStatus m_status;
  bool m_open = false;
  double m_frameMs = 0;
  JournalEntry m_toast;
  QTimer m_toastEnds;
};

}  // namespace rheo::ui
