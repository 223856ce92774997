// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QTableView;

namespace rheo::ui {

class JournalModel;

/// The journal as a dock: errors come here, never as dialogs.
class JournalPanel : public QWidget {
  Q_OBJECT

 public:
  explicit JournalPanel(JournalModel& model, QWidget* parent = nullptr);

 private:
  void copy();

  JournalModel& m_model;
  QTableView* m_table;
};

}  // namespace rheo::ui
