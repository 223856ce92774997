// SPDX-License-Identifier: Apache-2.0
// How the inject dialog is put together; what it does is in inject_dialog.cpp.
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"
#include "app/views/control/inject_dialog.h"
#include "app/views/control/json_editor.h"
#include "app/views/control/mailbox.h"
#include "app/views/control/sends_model.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/payload_format.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {

InjectDialog::InjectDialog(Bridge& bridge, QWidget* parent)
    : QDialog(parent),
      m_bridge(bridge),
      m_mailbox(std::make_shared<Mailbox>(this)),
      m_template(bridge, this) {
  setWindowTitle(tr("Inject"));
  setObjectName(QStringLiteral("injectDialog"));
  resize(920, 680);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  auto* upper = new QSplitter(Qt::Horizontal, this);
  upper->setChildrenCollapsible(false);
  upper->addWidget(buildTargets());
  upper->addWidget(buildForm());
  upper->setStretchFactor(1, 1);
  upper->setSizes({280, 640});
  auto* whole = new QSplitter(Qt::Vertical, this);
  whole->setChildrenCollapsible(false);
  whole->addWidget(upper);
  whole->addWidget(buildSends());
  whole->setStretchFactor(0, 1);
  whole->setSizes({480, 200});
  column->addWidget(whole);
  connect(&m_bridge, &Bridge::statusChanged, this, &InjectDialog::takeStatus);
  connect(&m_bridge, &Bridge::workspaceChanged, this, [this] { takeStatus(m_bridge.status()); });
  for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
    connect(shortcut, &QShortcut::activated, this, &InjectDialog::send);
  }
  takeStatus(m_bridge.status());
  refreshState();
}

QWidget* InjectDialog::buildTargets() {
  auto* side = new QWidget(this);
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(Theme::kMargin, 14, 8, 8);
  column->addWidget(makeSectionHead(tr("Taken by running services"), side));
  m_search = new QLineEdit(side);
  m_search->setPlaceholderText(tr("Find a type, topic or service"));
  m_search->setClearButtonEnabled(true);
  m_list = new QListWidget(side);
  m_list->setAccessibleName(tr("What can be sent"));
  m_list->setSpacing(2);
  column->addWidget(m_search);
  column->addWidget(m_list, 1);
  connect(m_search, &QLineEdit::textChanged, this, &InjectDialog::listTargets);
  connect(m_list, &QListWidget::currentRowChanged, this, &InjectDialog::chooseTarget);
  return side;
}

QWidget* InjectDialog::buildForm() {
  auto* form = new QWidget(this);
  auto* column = new QVBoxLayout(form);
  column->setContentsMargins(8, 14, Theme::kMargin, 8);
  column->setSpacing(8);
  m_head = makeLabel(QString(), QStringLiteral("title"), form);
  m_head->setWordWrap(true);
  column->addWidget(m_head);
  auto* tools = new QHBoxLayout;
  m_key = new QLineEdit(form);
  m_key->setPlaceholderText(tr("Key (may be empty)"));
  m_key->setFont(Theme::current().mono(12));
  m_example = makeButton(tr("Example"), QString(), form);
  m_example->setToolTip(tr("The payload that the service declared as an example"));
  m_newest = makeButton(tr("Newest recorded"), QString(), form);
  m_newest->setToolTip(tr("The newest event of this type in the recording"));
  auto* tidy = makeButton(tr("Tidy"), QStringLiteral("quiet"), form);
  tools->addWidget(m_key, 1);
  tools->addWidget(m_example);
  tools->addWidget(m_newest);
  tools->addWidget(tidy);
  column->addLayout(tools);
  m_editor = new JsonEditor(form);
  column->addWidget(m_editor, 1);
  m_attributes = new QLineEdit(form);
  m_attributes->setPlaceholderText(tr("Extra attributes, a JSON object (may be empty)"));
  m_attributes->setFont(Theme::current().mono(12));
  column->addWidget(m_attributes);
  auto* foot = new QHBoxLayout;
  m_note = makeLabel(QString(), QStringLiteral("muted"), form);
  m_note->setWordWrap(true);
  m_send = makeButton(tr("Send  Ctrl+Enter"), QStringLiteral("primary"), form);
  foot->addWidget(m_note, 1);
  foot->addWidget(m_send);
  column->addLayout(foot);
  connect(m_editor, &JsonEditor::changed, this, &InjectDialog::refreshState);
  connect(m_attributes, &QLineEdit::textChanged, this, &InjectDialog::refreshState);
  connect(m_send, &QToolButton::clicked, this, &InjectDialog::send);
  connect(m_newest, &QToolButton::clicked, this, &InjectDialog::useNewest);
  connect(tidy, &QToolButton::clicked, m_editor, &JsonEditor::tidy);
  connect(m_example, &QToolButton::clicked, this, [this] {
    if (!m_chosen) return;
    m_editor->setText(prettyJson(m_chosen->example.toUtf8()).value_or(m_chosen->example));
  });
  return form;
}

QWidget* InjectDialog::buildSends() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(Theme::kMargin, 8, Theme::kMargin, 12);
  column->addWidget(makeSectionHead(tr("What was sent and what became of it"), box));
  m_sends = new SendsModel(this);
  m_table = new QTableView(box);
  m_table->setAccessibleName(tr("Sent events"));
  lookLikeList(*m_table);
  m_table->setModel(m_sends);
  const int widths[] = {100, 150, 190, 100, 84, 84, 0};
  for (int i = 0; i < SendsModel::Note; ++i) m_table->setColumnWidth(i, widths[i]);
  m_table->horizontalHeader()->setSectionResizeMode(SendsModel::Note, QHeaderView::Stretch);
  column->addWidget(m_table, 1);
  connect(m_table, &QTableView::activated, this,
          [this](const QModelIndex& index) { openSend(index.row()); });
  return box;
}

}  // namespace rheo::ui
