// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/controls.h"

#include <QFormLayout>
#include <QLabel>
#include <QPainter>
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

QFormLayout* makeForm(QWidget* box) {
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(16);
  form->setVerticalSpacing(8);
  form->setLabelAlignment(Qt::AlignLeft);
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  return form;
}

Caption::Caption(Qt::Alignment alignment, QWidget* parent)
    : QWidget(parent), m_alignment(alignment | Qt::AlignVCenter) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Caption::setText(const QString& text) {
  if (m_text == text) return;
  m_text = text;
  setToolTip(text.toHtmlEscaped());
  setAccessibleName(text);
  updateGeometry();
  update();
}

QSize Caption::sizeHint() const {
  return {fontMetrics().horizontalAdvance(m_text) + 4, Theme::kControlHeight};
}

QSize Caption::minimumSizeHint() const {
  return {40, Theme::kControlHeight};
}

void Caption::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(Theme::current().muted);
  painter.drawText(rect(), static_cast<int>(m_alignment),
                   fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

void setTextColor(QLabel& label, const QColor& color) {
  const auto sheet = color.isValid() ? QStringLiteral("color: ") + color.name() : QString();
  if (label.styleSheet() == sheet) return;
  const auto font = label.font();
  label.setStyleSheet(sheet);
  label.setFont(font);
}

QLabel* makeSectionHead(const QString& text, QWidget* parent) {
  return makeLabel(text.toUpper(), QStringLiteral("section"), parent);
}

}  // namespace rheo::ui
