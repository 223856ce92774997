// SPDX-License-Identifier: Apache-2.0
// How the replay dialog is put together; what it does is in replay_dialog.cpp.
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"
#include "app/views/control/replay_dialog.h"
#include "app/views/control/replay_job.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/fact_list.h"

namespace rheo::ui {

ReplayDialog::ReplayDialog(Bridge& bridge, QWidget* parent)
    : QDialog(parent), m_bridge(bridge), m_query(bridge, this) {
  setWindowTitle(tr("Replay"));
  setObjectName(QStringLiteral("replayDialog"));
  resize(620, 640);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 18, 20, 16);
  column->setSpacing(12);
  column->addWidget(buildPlan());
  column->addWidget(buildEstimate());
  column->addStretch(1);
  column->addWidget(buildRun());
  m_settle.setSingleShot(true);
  m_settle.setInterval(250);
  connect(&m_settle, &QTimer::timeout, this, &ReplayDialog::ask);
  connect(&m_bridge, &Bridge::statusChanged, this, &ReplayDialog::takeStatus);
  connect(&m_bridge, &Bridge::workspaceChanged, this, [this] {
    if (m_job) m_job->cancel();
    takeStatus(m_bridge.status());
    planChanged();
  });
  takeStatus(m_bridge.status());
  refresh();
}

ReplayDialog::~ReplayDialog() = default;

QWidget* ReplayDialog::buildPlan() {
  auto* box = new QWidget(this);
  auto* form = makeForm(box);
  m_filter = new QLineEdit(box);
  m_filter->setFont(Theme::current().mono(12));
  m_filter->setPlaceholderText(tr("every published event in the range"));
  m_filterError = makeLabel(QString(), QString(), box);
  m_filterError->setWordWrap(true);
  m_rangeText = makeLabel(QString(), QString(), box);
  m_target = new QComboBox(box);
  m_speed = new QDoubleSpinBox(box);
  m_speed->setRange(0.1, 100);
  m_speed->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_speed->setDecimals(1);
  m_speed->setValue(1);
  m_speed->setSuffix(tr("\u00d7"));
  m_speed->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
  m_cap = new QDoubleSpinBox(box);
  m_cap->setRange(1, 1'000'000);
  m_cap->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_cap->setDecimals(0);
  m_cap->setValue(10'000);
  m_cap->setSuffix(tr(" events/s"));
  form->addRow(tr("Events that match"), m_filter);
  form->addRow(QString(), m_filterError);
  form->addRow(tr("Recorded"), m_rangeText);
  form->addRow(tr("Send to"), m_target);
  form->addRow(tr("Speed"), m_speed);
  form->addRow(tr("Never faster than"), m_cap);
  connect(m_filter, &QLineEdit::textChanged, this, &ReplayDialog::planChanged);
  connect(m_target, &QComboBox::currentIndexChanged, this, &ReplayDialog::planChanged);
  connect(m_speed, &QDoubleSpinBox::valueChanged, this, &ReplayDialog::planChanged);
  connect(m_cap, &QDoubleSpinBox::valueChanged, this, &ReplayDialog::planChanged);
  return box;
}

QWidget* ReplayDialog::buildEstimate() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(8);
  column->addWidget(makeSectionHead(tr("What would happen"), box));
  m_figures = new FactList(FactList::Style::Figures, box);
  column->addWidget(m_figures);
  m_obstacles = makeLabel(QString(), QString(), box);
  m_obstacles->setWordWrap(true);
  column->addWidget(m_obstacles);
  return box;
}

QWidget* ReplayDialog::buildRun() {
  auto* box = new QWidget(this);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  m_outcome = makeLabel(QString(), QString(), box);
  m_outcome->setWordWrap(true);
  column->addWidget(m_outcome);
  m_progress = new QProgressBar(box);
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(8);
  column->addWidget(m_progress);
  m_confirmText = makeLabel(QString(), QStringLiteral("muted"), box);
  m_confirmText->setWordWrap(true);
  column->addWidget(m_confirmText);
  auto* row = new QHBoxLayout;
  m_confirm = new QLineEdit(box);
  m_confirm->setAccessibleName(tr("Confirmation"));
  m_dry = makeButton(tr("Dry run"), QString(), box);
  m_dry->setToolTip(tr("Goes through every event and sends none"));
  m_start = makeButton(tr("Replay"), QStringLiteral("primary"), box);
  m_cancel = makeButton(tr("Cancel"), QString(), box);
  row->addWidget(m_confirm, 1);
  row->addWidget(m_dry);
  row->addWidget(m_start);
  row->addWidget(m_cancel);
  column->addLayout(row);
  connect(m_confirm, &QLineEdit::textChanged, this, &ReplayDialog::refresh);
  connect(m_confirm, &QLineEdit::returnPressed, this, &ReplayDialog::start);
  connect(m_dry, &QToolButton::clicked, this, &ReplayDialog::dryRun);
  connect(m_start, &QToolButton::clicked, this, &ReplayDialog::start);
  connect(m_cancel, &QToolButton::clicked, this, &ReplayDialog::cancel);
  return box;
}

}  // namespace rheo::ui
