// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "app/shell/columns_model.h"

class QLabel;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace rheo::ui {

/// Asks what the columns of a CSV file are: the recognised ones stand there, with the first rows,
/// and can be changed. Keys: arrows and Enter, Ctrl+Enter reads the file, Escape leaves it.
/// Deletes itself when closed.
class ColumnsDialog : public QDialog {
  Q_OBJECT

 public:
  ColumnsDialog(const QString& name, files::CsvHead head, QWidget* parent);

  /// As they stand now.
  [[nodiscard]] const std::vector<files::ColumnMeaning>& columns() const {
    return m_model->columns();
  }
  void accept() override;

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildTable(QVBoxLayout* column);
  void buildRemarks(QVBoxLayout* column);
  void buildButtons(QVBoxLayout* column);
  void editCurrent();
  void showRemarks();

  ColumnsModel* m_model;
  QTableView* m_table = nullptr;
  QList<QLabel*> m_remarks;
  QPushButton* m_read = nullptr;
};

}  // namespace rheo::ui
