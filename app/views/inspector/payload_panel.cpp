// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/payload_panel.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/json_highlighter.h"
#include "app/views/parts/segmented.h"

namespace rheo::ui {

PayloadPanel::PayloadPanel(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  m_forms = new Segmented(tr("Payload as"), {tr("JSON"), tr("Text"), tr("Hex")}, this);
  m_text = new QPlainTextEdit(this);
  m_text->setReadOnly(true);
  m_text->setAccessibleName(tr("Payload"));
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setTabChangesFocus(true);
  m_text->setFont(Theme::current().mono(11.5));
  new JsonHighlighter(m_text->document());
  m_note = makeLabel(QString(), QStringLiteral("muted"), this);
  m_note->setWordWrap(true);
  m_all = makeButton(QString(), QString(), this);
  auto* foot = new QHBoxLayout;
  foot->addWidget(m_note, 1);
  foot->addWidget(m_all);
  column->addWidget(m_forms, 0, Qt::AlignLeft);
  column->addWidget(m_text);
  column->addLayout(foot);
  connect(m_forms, &Segmented::currentChanged, this, [this](int index) {
    if (m_refreshing) return;
    m_chosen = static_cast<PayloadForm>(index);
    refresh();
  });
  connect(m_all, &QToolButton::clicked, this, [this] {
    m_showAll = true;
    refresh();
  });
}

void PayloadPanel::setPayload(const QByteArray& payload, quint64 originalSize) {
  if (payload == m_payload && originalSize == m_originalSize) return;
  m_payload = payload;
  m_originalSize = originalSize;
  m_showAll = false;
  m_chosen.reset();
  refresh();
}

QString PayloadPanel::shownText() const {
  return m_text->toPlainText();
}

QString PayloadPanel::note() const {
  return m_note->text();
}

void PayloadPanel::refresh() {
  m_refreshing = true;
  const auto best = bestForm(m_payload);
  const auto form = m_chosen.value_or(best);
  m_forms->setCurrent(static_cast<int>(form));
  m_refreshing = false;
  const bool cut = !m_showAll && m_payload.size() > kShownBytes;
  // Cut what is shown, not what is parsed: half a JSON document would not be JSON any more.
  QString text;
  if (form == PayloadForm::Hex) {
    text = hexDump(cut ? m_payload.left(kShownBytes) : m_payload);
  } else {
    text = formatPayload(m_payload, form);
    if (cut) text.truncate(kShownBytes);
  }
  m_text->setPlainText(text);
  QStringList notes;
  if (m_originalSize > static_cast<quint64>(m_payload.size()))
    notes << tr("Cut by the probe: %1 of %2 were recorded.")
                 .arg(formatBytes(static_cast<std::uint64_t>(m_payload.size())),
                      formatBytes(m_originalSize));
  if (form == PayloadForm::Json && best != PayloadForm::Json && !m_payload.isEmpty())
    notes << tr("This is not JSON.");
  if (cut) notes << tr("Only the beginning is shown.");
  m_note->setText(notes.join(u' '));
  m_note->setVisible(!notes.isEmpty());
  m_all->setText(tr("Show all %1").arg(formatBytes(static_cast<std::uint64_t>(m_payload.size()))));
  m_all->setVisible(cut);
  fitHeight();
}

void PayloadPanel::fitHeight() {
  const int lines = std::clamp(m_text->document()->blockCount(), 3, 16);
  const QFontMetrics metrics(m_text->font());
  m_text->setFixedHeight(lines * metrics.lineSpacing() + 26);
}

void PayloadPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_text->setFont(Theme::current().mono(11.5));
  QWidget::changeEvent(event);
}

}  // namespace rheo::ui
