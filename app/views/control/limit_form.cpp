// SPDX-License-Identifier: Apache-2.0
// How the dialog for limits is put together; what it does is in limit_dialog.cpp.
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"
#include "app/views/control/limit_dialog.h"
#include "app/views/parts/controls.h"

namespace rheo::ui {
namespace {

constexpr int kMostCaptured = 1 << 20;

}  // namespace

LimitDialog::LimitDialog(Bridge& bridge, QWidget* parent) : QDialog(parent), m_bridge(bridge) {
  setWindowTitle(tr("Ask services for less"));
  setObjectName(QStringLiteral("limitDialog"));
  resize(560, 420);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 18, 20, 16);
  column->setSpacing(12);
  column->addWidget(buildForm());
  column->addWidget(makeSectionHead(tr("In force now"), this));
  m_inForce = makeLabel(QString(), QString(), this);
  m_inForce->setWordWrap(true);
  column->addWidget(m_inForce);
  column->addStretch(1);
  column->addWidget(buildFoot());
  connect(&m_bridge, &Bridge::statusChanged, this, &LimitDialog::takeStatus);
  connect(&m_bridge, &Bridge::workspaceChanged, this, [this] { takeStatus(m_bridge.status()); });
  takeStatus(m_bridge.status());
}

QWidget* LimitDialog::buildForm() {
  auto* box = new QWidget(this);
  auto* form = makeForm(box);
  m_service = new QComboBox(box);
  m_service->addItem(tr("All services"));
  m_pause = new QCheckBox(tr("Send nothing for now"), box);
  m_traces = new QDoubleSpinBox(box);
  m_traces->setRange(0, 100);
  m_traces->setDecimals(2);
  m_traces->setValue(100);
  m_traces->setSuffix(tr(" %"));
  m_traces->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_topics = new QLineEdit(box);
  m_topics->setFont(Theme::current().mono(12));
  m_topics->setPlaceholderText(QStringLiteral("orders.placed=0.1 audit=1"));
  m_capture = new QSpinBox(box);
  m_capture->setRange(0, kMostCaptured);
  m_capture->setSpecialValueText(tr("as the service captures"));
  m_capture->setSuffix(tr(" bytes"));
  m_capture->setButtonSymbols(QAbstractSpinBox::NoButtons);
  form->addRow(tr("Service"), m_service);
  form->addRow(tr("Pause"), m_pause);
  form->addRow(tr("Traces"), m_traces);
  form->addRow(tr("Rates of topics"), m_topics);
  form->addRow(tr("Of a payload"), m_capture);
  connect(m_service, &QComboBox::currentIndexChanged, this, &LimitDialog::fill);
  connect(m_pause, &QCheckBox::toggled, this, &LimitDialog::refresh);
  connect(m_topics, &QLineEdit::textChanged, this, &LimitDialog::refresh);
  connect(m_traces, &QDoubleSpinBox::valueChanged, this, &LimitDialog::refresh);
  connect(m_capture, &QSpinBox::valueChanged, this, &LimitDialog::refresh);
  return box;
}

QWidget* LimitDialog::buildFoot() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  m_note = makeLabel(QString(), QStringLiteral("muted"), box);
  m_note->setWordWrap(true);
  column->addWidget(m_note);
  auto* row = new QHBoxLayout;
  m_lift = makeButton(tr("Everything again"), QString(), box);
  m_ask = makeButton(tr("Ask for less"), QStringLiteral("primary"), box);
  row->addStretch(1);
  row->addWidget(m_lift);
  row->addWidget(m_ask);
  column->addLayout(row);
  connect(m_lift, &QToolButton::clicked, this, &LimitDialog::lift);
  connect(m_ask, &QToolButton::clicked, this, &LimitDialog::ask);
  return box;
}

}  // namespace rheo::ui
