// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/shell/theme/state_mark.h"

namespace rheo::ui {

/// A state as a pill: mark and word in its colour.
class PillLabel : public QWidget {
  Q_OBJECT

 public:
  explicit PillLabel(QWidget* parent = nullptr);
  /// An empty text hides the pill.
  void setState(StateMark mark, const QString& text);
  [[nodiscard]] QString text() const { return m_text; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  StateMark m_mark = StateMark::Ok;
  QString m_text;
};

}  // namespace rheo::ui
