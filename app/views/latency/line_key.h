// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace rheo::ui {

/// Which line is which percentile: solid p50, dashed p95, dotted p99.
class LineKey : public QWidget {
  Q_OBJECT

 public:
  explicit LineKey(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

}  // namespace rheo::ui
