// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/inspector_panel.h"

#include <QLabel>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"
#include "app/views/inspector/pill_label.h"
#include "app/views/parts/controls.h"

namespace rheo::ui {

InspectorPanel::InspectorPanel(Bridge& bridge, QWidget* parent)
    : QWidget(parent), m_bridge(bridge), m_column(new QVBoxLayout(this)) {
  m_column->setContentsMargins(Theme::kMargin, 14, Theme::kMargin, 12);
  m_column->setSpacing(8);
  m_title = makeLabel(QString(), QStringLiteral("title"), this);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_pill = new PillLabel(this);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(m_title, 1);
  head->addWidget(m_pill);
  m_column->addLayout(head);
  m_caption = makeLabel(QString(), QStringLiteral("muted"), this);
  m_caption->setWordWrap(true);
  m_column->addWidget(m_caption);
}

void InspectorPanel::setHead(const QString& title, const QString& caption) {
  m_title->setText(title);
  m_title->setToolTip(title.toHtmlEscaped());
  m_caption->setText(caption);
  m_caption->setVisible(!caption.isEmpty());
}

QLabel* InspectorPanel::addSection(const QString& title) {
  m_column->addSpacing(6);
  auto* label = makeSectionHead(title, this);
  m_column->addWidget(label);
  return label;
}

void InspectorPanel::report(const Error& error) {
  Q_EMIT journal(QString::fromStdString(error.text()));
}

}  // namespace rheo::ui
