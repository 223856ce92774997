// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace rheo::ui {

/// Its children side by side, going on in the next line when the panel is narrow.
class FlowRow : public QWidget {
  Q_OBJECT

 public:
  explicit FlowRow(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override { return arrange(width, false); }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void childEvent(QChildEvent* event) override;
  bool event(QEvent* event) override;

 private:
  int arrange(int width, bool apply) const;
};

}  // namespace rheo::ui
