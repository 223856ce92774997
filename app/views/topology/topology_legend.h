// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace rheo::ui {

/// What the marks mean; a click or Space folds it away and back.
class TopologyLegend : public QWidget {
  Q_OBJECT

 public:
  explicit TopologyLegend(QWidget* parent = nullptr);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] bool isOpen() const { return m_open; }
  void setOpen(bool open);

 Q_SIGNALS:
  void resized();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool m_open = true;
};

}  // namespace rheo::ui
