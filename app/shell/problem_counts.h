// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <array>

namespace rheo::ui {

/// Problems in the range by severity; a click opens them.
class ProblemCounts : public QAbstractButton {
  Q_OBJECT

 public:
  explicit ProblemCounts(QWidget* parent = nullptr);
  void setCounts(quint64 errors, quint64 warnings, quint64 notes);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] double widthOf(std::size_t index) const;
  std::array<quint64, 3> m_counts{};
};

}  // namespace rheo::ui
