// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QList>
#include <QPair>

namespace rheo::ui {

/// All keys on one page; any key or click closes it.
class KeysOverlay : public QFrame {
  Q_OBJECT

 public:
  using Section = QPair<QString, QList<QPair<QString, QString>>>;  ///< title, (key, what)

  explicit KeysOverlay(QWidget* window);
  void open(const QList<Section>& sections);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
};

}  // namespace rheo::ui
