// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProgressDialog>
#include <QTimer>
#include <memory>

#include "app/shell/import_ticket.h"

namespace rheo::ui {

/// How far an import is, with a way to stop it. Deletes itself when closed.
class ImportDialog : public QProgressDialog {
  Q_OBJECT

 public:
  ImportDialog(const QString& name, std::shared_ptr<ImportTicket> ticket, QWidget* parent);

 private:
  void look();

  std::shared_ptr<ImportTicket> m_ticket;
  QString m_name;
  QTimer m_timer;
};

}  // namespace rheo::ui
