// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QButtonGroup;

namespace rheo::ui {

/// A row of buttons of which exactly one is down.
class Segmented : public QWidget {
  Q_OBJECT

 public:
  Segmented(const QString& accessibleName, const QStringList& labels, QWidget* parent = nullptr);

  [[nodiscard]] int current() const;
  void setCurrent(int index);

 Q_SIGNALS:
  void currentChanged(int index);

 private:
  QButtonGroup* m_group;
};

}  // namespace rheo::ui
