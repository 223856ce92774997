// SPDX-License-Identifier: Apache-2.0
#include "app/shell/columns_dialog.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include "app/shell/column_delegate.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {
namespace {

constexpr int kMostRemarks = 4;
constexpr int kFieldWidth = 150;
constexpr int kApart = 14;
constexpr int kWidestColumn = 230;

QString separatorText(char separator) {
  if (separator == '\t') return ColumnsDialog::tr("tabs");
  return separator == ';' ? ColumnsDialog::tr("semicolons") : ColumnsDialog::tr("commas");
}

}  // namespace

ColumnsDialog::ColumnsDialog(const QString& name, files::CsvHead head, QWidget* parent)
    : QDialog(parent), m_model(new ColumnsModel(std::move(head), this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setObjectName(QStringLiteral("columnsDialog"));
  setWindowTitle(tr("Columns of %1").arg(name));
  resize(900, 560);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(Theme::kMargin, 14, Theme::kMargin, Theme::kMargin);
  column->setSpacing(8);
  column->addWidget(
      makeLabel(tr("What are the columns of %1?").arg(name), QStringLiteral("title"), this));
  column->addWidget(
      makeLabel(tr("%n column(s), separated by %1. Fields are called as in the filter "
                   "language; Enter changes one.",
                   nullptr, m_model->rowCount())
                    .arg(separatorText(m_model->separator())),
                QStringLiteral("muted"), this));
  buildTable(column);
  buildRemarks(column);
  buildButtons(column);
  connect(m_model, &ColumnsModel::adjusted, this, &ColumnsDialog::showRemarks);
  showRemarks();
  m_table->setFocus();
}

void ColumnsDialog::buildTable(QVBoxLayout* column) {
  m_table = new QTableView(this);
  m_table->setAccessibleName(tr("Columns, what they are, and the first rows"));
  lookLikeList(*m_table);
  m_table->setModel(m_model);
  m_table->setItemDelegateForColumn(ColumnsModel::Field, new ColumnDelegate(m_table));
  m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
  m_table->horizontalHeader()->setMaximumSectionSize(kWidestColumn);
  m_table->horizontalHeader()->setStretchLastSection(true);
  m_table->resizeColumnsToContents();
  for (int i = 0; i < m_model->columnCount(); ++i)
    m_table->setColumnWidth(i, m_table->columnWidth(i) + kApart);
  m_table->setColumnWidth(ColumnsModel::Field, kFieldWidth);
  m_table->setCurrentIndex(m_model->index(0, ColumnsModel::Field));
  m_table->installEventFilter(this);
  connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() == ColumnsModel::Field) editCurrent();
  });
  column->addWidget(insetRows(*m_table), 1);
}

void ColumnsDialog::buildRemarks(QVBoxLayout* column) {
  for (int i = 0; i < kMostRemarks; ++i) {
    m_remarks.append(makeLabel(QString(), QString(), this));
    m_remarks.last()->setWordWrap(true);
    column->addWidget(m_remarks.last());
  }
}

void ColumnsDialog::buildButtons(QVBoxLayout* column) {
  auto* row = new QHBoxLayout;
  const auto add = [&](const QString& text, const char* role) {
    auto* button = new QPushButton(text, this);
    button->setProperty("role", QLatin1String(role));
    // Enter belongs to the table.
    button->setAutoDefault(false);
    row->addWidget(button);
    return button;
  };
  connect(add(tr("As recognised"), "quiet"), &QPushButton::clicked, m_model, &ColumnsModel::reset);
  row->addStretch();
  connect(add(tr("Cancel"), ""), &QPushButton::clicked, this, &QDialog::reject);
  m_read = add(tr("Read the file  Ctrl+Enter"), "primary");
  connect(m_read, &QPushButton::clicked, this, &ColumnsDialog::accept);
  for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
    connect(shortcut, &QShortcut::activated, this, &ColumnsDialog::accept);
  }
  column->addLayout(row);
}

void ColumnsDialog::accept() {
  if (m_model->canBeRead()) QDialog::accept();
}

bool ColumnsDialog::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_table || event->type() != QEvent::KeyPress)
    return QDialog::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  const bool opens = key->key() == Qt::Key_Down && key->modifiers() == Qt::AltModifier;
  if (!opens && (!isEnter || (key->modifiers() & ~Qt::KeypadModifier) != 0))
    return QDialog::eventFilter(watched, event);
  editCurrent();
  return true;
}

void ColumnsDialog::changeEvent(QEvent* event) {
  QDialog::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_read != nullptr) showRemarks();
}

void ColumnsDialog::editCurrent() {
  const QModelIndex current = m_table->currentIndex();
  if (!current.isValid()) return;
  const QModelIndex field = current.siblingAtColumn(ColumnsModel::Field);
  m_table->setCurrentIndex(field);
  m_table->edit(field);
}

void ColumnsDialog::showRemarks() {
  const auto remarks = m_model->remarks();
  for (qsizetype i = 0; i < m_remarks.size(); ++i) {
    m_remarks[i]->setVisible(i < remarks.size());
    if (i >= remarks.size()) continue;
    const auto& [mark, text] = remarks[i];
    const QChar sign = mark == StateMark::Error     ? QChar(0x25C6)
                       : mark == StateMark::Warning ? QChar(0x25B2)
                                                    : QChar(0x25CF);
    m_remarks[i]->setText(sign + QStringLiteral("  ") + text);
    setTextColor(*m_remarks[i], stateColor(mark));
  }
  m_read->setEnabled(m_model->canBeRead());
}

}  // namespace rheo::ui
