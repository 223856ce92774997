// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace rheo::ui {

/// Says whether the window follows now, and stops or resumes that.
class LiveButton : public QAbstractButton {
  Q_OBJECT

 public:
  explicit LiveButton(QWidget* parent = nullptr);
  /// `possible`: the recording grows.
  void setState(bool possible, bool live);
  [[nodiscard]] QSize sizeHint() const override { return {100, 28}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool m_live = false;
};

}  // namespace rheo::ui
