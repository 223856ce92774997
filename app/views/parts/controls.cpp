// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/controls.h"

#include <QLabel>
#include <QToolButton>

#include "app/shell/theme/theme.h"

namespace rheo::ui {

QToolButton* makeButton(const QString& text, const QString& role, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setFixedHeight(Theme::kControlHeight);
  if (!role.isEmpty()) button->setProperty("role", role);
  return button;
}

QLabel* makeLabel(const QString& text, const QString& role, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setTextFormat(Qt::PlainText);
  if (!role.isEmpty()) label->setProperty("role", role);
  return label;
}

QLabel* makeSectionHead(const QString& text, QWidget* parent) {
  return makeLabel(text.toUpper(), QStringLiteral("section"), parent);
}

}  // namespace rheo::ui
