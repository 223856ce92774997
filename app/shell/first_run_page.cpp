// SPDX-License-Identifier: Apache-2.0
#include "app/shell/first_run_page.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

QLabel* plainLabel(const QString& text, const char* role) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setProperty("role", QLatin1String(role));
  return label;
}

}  // namespace

QString FirstRunPage::cppLines() {
  return QStringLiteral(
      "#include <rheo/probe.hpp>\n"
      "\n"
      "static const rheo::Topic kOrders{\"orders.placed\"};\n"
      "static const rheo::EventType kOrderPlaced{\"OrderPlaced\", 1};\n"
      "\n"
      "rheo::Probe probe{rheo::Config::fromEnvironment(\"gateway\")};\n"
      "probe.published(kOrders, kOrderPlaced, json, {.key = orderId});");
}

QString FirstRunPage::shellLines() {
  return QStringLiteral(
      "export RHEO_SERVICE=gateway\n"
      "export RHEO_ENDPOINT=tcp://127.0.0.1:5571\n"
      "./your-service");
}

FirstRunPage::FirstRunPage(QWidget* parent) : QWidget(parent) {
  auto* content = new QWidget;
  content->setMaximumWidth(680);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(24, 32, 24, 32);
  column->setSpacing(8);
  auto* title = plainLabel(tr("See the current in your event stream"), "title");
  title->setStyleSheet(QStringLiteral("font-size: 16pt; font-weight: 600;"));
  column->addWidget(title);
  column->addWidget(plainLabel(tr("Nothing is open yet. Start with one of these; everything can be "
                                  "changed later."),
                               "muted"));
  column->addSpacing(12);
  m_ways = new QWidget;
  auto* ways = new QVBoxLayout(m_ways);
  ways->setContentsMargins(0, 0, 0, 0);
  ways->setSpacing(8);
  addWay(
      ways, tr("Start the demo"),
      tr("A small shop: real processes with faults on purpose. A bank and a fleet of devices are "
         "in the menu Capture."),
      true, &FirstRunPage::demoRequested);
  addWay(ways, tr("Listen for probes"),
         tr("Records what your services send to tcp://127.0.0.1:5571."), false,
         &FirstRunPage::listenRequested);
  addWay(ways, tr("Open a recording…"), tr("A .rheo file. You can also drop one anywhere here."),
         false, &FirstRunPage::openRequested);
  column->addWidget(m_ways);
  m_recent = new QVBoxLayout;
  m_recent->setSpacing(2);
  column->addLayout(m_recent);
  column->addSpacing(16);
  column->addWidget(plainLabel(tr("Put a probe into a service"), "title"));
  column->addWidget(
      plainLabel(tr("It never blocks, throws or listens in your process. Link with "
                    "rheo::probe, paste this, run your service with the lines below."),
                 "muted"));
  addLines(column, QStringLiteral("C++"), cppLines());
  addLines(column, tr("Shell"), shellLines());
  column->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setAlignment(Qt::AlignHCenter);
  scroll->setWidget(content);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(scroll);
}

void FirstRunPage::addWay(QVBoxLayout* column, const QString& button, const QString& words,
                          bool primary, void (FirstRunPage::*signal)()) {
  auto* row = new QHBoxLayout;
  row->setSpacing(14);
  auto* push = new QPushButton(button);
  push->setMinimumSize(168, 34);
  push->setAccessibleDescription(words);
  if (primary) {
    push->setProperty("role", QStringLiteral("primary"));
    push->setDefault(true);
  }
  row->addWidget(push);
  row->addWidget(plainLabel(words, "muted"), 1);
  column->addLayout(row);
  connect(push, &QPushButton::clicked, this, signal);
}

void FirstRunPage::addLines(QVBoxLayout* column, const QString& title, const QString& lines) {
  auto* head = new QHBoxLayout;
  head->addWidget(plainLabel(title.toUpper(), "section"), 1);
  auto* copy = new QPushButton(tr("Copy"));
  copy->setProperty("role", QStringLiteral("quiet"));
  copy->setAccessibleName(tr("Copy the %1 lines").arg(title));
  head->addWidget(copy);
  column->addLayout(head);
  auto* code = new QPlainTextEdit(lines);
  code->setReadOnly(true);
  code->setTabChangesFocus(true);
  code->setLineWrapMode(QPlainTextEdit::NoWrap);
  code->setFont(Theme::current().mono(12));
  code->setAccessibleName(title);
  code->setFixedHeight(
      static_cast<int>(lines.count(u'\n') + 1) * code->fontMetrics().lineSpacing() + 26);
  column->addWidget(code);
  connect(copy, &QPushButton::clicked, this, [copy, lines] {
    QGuiApplication::clipboard()->setText(lines);
    copy->setText(tr("Copied"));
  });
}

void FirstRunPage::setRecentFiles(const QStringList& files) {
  while (QLayoutItem* item = m_recent->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (files.isEmpty()) return;
  m_recent->addSpacing(12);
  m_recent->addWidget(plainLabel(tr("Recent").toUpper(), "section"));
  for (const QString& file : files.mid(0, 5)) {
    auto* open = new QPushButton(QFileInfo(file).fileName());
    open->setToolTip(file.toHtmlEscaped());
    open->setProperty("role", QStringLiteral("quiet"));
    open->setStyleSheet(QStringLiteral("text-align: left;"));
    connect(open, &QPushButton::clicked, this, [this, file] { Q_EMIT fileRequested(file); });
    m_recent->addWidget(open);
  }
}

void FirstRunPage::setBusy(bool busy) {
  m_ways->setEnabled(!busy);
}

}  // namespace rheo::ui
