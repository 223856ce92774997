// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <cstdint>

namespace rheo::ui {

/// "Where the time goes": publish, broker wait and processing as one bar, always in these colours,
/// with what each is below it. A part that is not known is left out and said so.
class HopBar : public QWidget {
  Q_OBJECT

 public:
  explicit HopBar(QWidget* parent = nullptr);

  /// -1 = unknown.
  void setParts(std::int64_t publishNs, std::int64_t waitNs, std::int64_t processingNs);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintLegend(class QPainter& painter, double top);

  std::int64_t m_ns[3] = {-1, -1, -1};
};

}  // namespace rheo::ui
