// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/json_editor.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTextBlock>
#include <QVBoxLayout>

#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/json_highlighter.h"
#include "app/views/parts/payload_format.h"

namespace rheo::ui {

JsonEditor::JsonEditor(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  m_edit = new QPlainTextEdit(this);
  m_edit->setAccessibleName(tr("Payload, JSON"));
  m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_edit->setTabChangesFocus(true);
  m_edit->setFont(Theme::current().mono(12));
  new JsonHighlighter(m_edit->document());
  m_status = makeLabel(QString(), QStringLiteral("muted"), this);
  column->addWidget(m_edit, 1);
  column->addWidget(m_status);
  setFocusProxy(m_edit);
  connect(m_edit, &QPlainTextEdit::textChanged, this, &JsonEditor::check);
  check();
}

QString JsonEditor::text() const {
  return m_edit->toPlainText();
}

void JsonEditor::setText(const QString& text) {
  m_edit->setPlainText(text);
}

QString JsonEditor::status() const {
  return m_status->text();
}

void JsonEditor::tidy() {
  if (const auto pretty = prettyJson(text().toUtf8())) m_edit->setPlainText(*pretty);
}

void JsonEditor::check() {
  m_verdict = checkJson(text());
  m_status->setText(m_verdict.ok ? tr("JSON \u2713")
                                 : tr("Line %1, column %2: %3")
                                       .arg(m_verdict.line)
                                       .arg(m_verdict.column)
                                       .arg(m_verdict.message));
  setTextColor(*m_status, stateColor(m_verdict.ok ? StateMark::Ok : StateMark::Error));
  underline();
  Q_EMIT changed();
}

void JsonEditor::underline() {
  QList<QTextEdit::ExtraSelection> selections;
  if (!m_verdict.ok && !text().trimmed().isEmpty()) {
    QTextEdit::ExtraSelection mark;
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(Theme::current().error);
    mark.cursor = QTextCursor(m_edit->document());
    const auto end = m_edit->document()->characterCount() - 1;
    const auto at = static_cast<int>(std::min<qsizetype>(m_verdict.offset, std::max(0, end - 1)));
    mark.cursor.setPosition(at);
    mark.cursor.setPosition(std::min(at + 1, end), QTextCursor::KeepAnchor);
    selections << mark;
  }
  m_edit->setExtraSelections(selections);
}

void JsonEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && m_edit != nullptr && m_status != nullptr)
    m_edit->setFont(Theme::current().mono(12));
  QWidget::changeEvent(event);
}

}  // namespace rheo::ui
