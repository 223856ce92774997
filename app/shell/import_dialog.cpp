// SPDX-License-Identifier: Apache-2.0
#include "app/shell/import_dialog.h"

#include <QLabel>

#include "app/shell/theme/format.h"

namespace rheo::ui {
namespace {

constexpr int kLookMs = 100;
constexpr int kSteps = 1000;
constexpr int kShowAfterMs = 300;

}  // namespace

ImportDialog::ImportDialog(const QString& name, std::shared_ptr<ImportTicket> ticket,
                           QWidget* parent)
    : QProgressDialog(parent), m_ticket(std::move(ticket)), m_name(name) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Import"));
  auto* label = new QLabel(this);
  // File names are text, whatever they hold.
  label->setTextFormat(Qt::PlainText);
  setLabel(label);
  setCancelButtonText(tr("Stop"));
  setRange(0, kSteps);
  setAutoClose(false);
  setAutoReset(false);
  setMinimumDuration(kShowAfterMs);
  setMinimumWidth(420);
  connect(this, &QProgressDialog::canceled, this, [this] { m_ticket->cancel.cancel(); });
  connect(&m_timer, &QTimer::timeout, this, &ImportDialog::look);
  m_timer.start(kLookMs);
  look();
}

void ImportDialog::look() {
  const quint64 total = m_ticket->bytesTotal, read = m_ticket->bytesRead;
  QString text = tr("Reading %1\n%2 records").arg(m_name, formatExact(m_ticket->records));
  if (m_ticket->broken > 0) text += tr(", %1 of them broken").arg(formatExact(m_ticket->broken));
  setLabelText(text);
  // Of standard input nobody knows the end.
  setRange(0, total == 0 && read > 0 ? 0 : kSteps);
  if (total > 0) setValue(static_cast<int>(std::min(read, total) * kSteps / total));
}

}  // namespace rheo::ui
