// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include "app/models/palette_model.h"

class QLineEdit;
class QListView;

namespace rheo::ui {

/// Everything the window can do, found by typing. Opens over the window; Escape or a click outside
/// closes.
class CommandPalette : public QFrame {
  Q_OBJECT

 public:
  explicit CommandPalette(QWidget* window);
  void open(std::vector<PaletteEntry> entries);
  [[nodiscard]] PaletteModel& model() { return m_model; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void choose();
  void type(const QString& text);

  PaletteModel m_model;
  QLineEdit* m_edit;
  QListView* m_list;
};

}  // namespace rheo::ui
