// SPDX-License-Identifier: Apache-2.0
#include "app/shell/filter_bar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStandardItemModel>

#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr int kMarkRoom = 28;
constexpr int kApplyDelayMs = 250;
constexpr int kHistory = 50;
enum CompletionRole { kInsertRole = Qt::UserRole, kReplaceFromRole };

// Errors count bytes of UTF-8; the line edit counts UTF-16 units.
int columnInText(const QString& text, std::size_t byteOffset) {
  const QByteArray bytes = text.toUtf8();
  return static_cast<int>(QString::fromUtf8(bytes.left(static_cast<qsizetype>(byteOffset))).size());
}

}  // namespace

FilterBar::FilterBar(QWidget* parent)
    : QLineEdit(parent),
      m_completer(new QCompleter(this)),
      m_completions(new QStandardItemModel(this)) {
  setAccessibleName(tr("Filter"));
  setPlaceholderText(tr("Filter: topic == \"orders.placed\" && latency > 250ms"));
  setFixedHeight(Theme::kControlHeight);
  setMaxLength(4096);
  setFont(Theme::current().mono(12.5));
  m_completer->setModel(m_completions);
  m_completer->setWidget(this);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_completer->setMaxVisibleItems(12);
  m_applyLater.setSingleShot(true);
  m_applyLater.setInterval(kApplyDelayMs);
  connect(&m_applyLater, &QTimer::timeout, this, &FilterBar::apply);
  connect(this, &QLineEdit::textChanged, this, &FilterBar::check);
  connect(this, &QLineEdit::textEdited, this, [this] {
    m_historyAt = -1;
    m_applyLater.start();
    offerCompletions(false);
  });
  connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
          &FilterBar::insertCompletion);
  makeRoom();
}

void FilterBar::check() {
  m_error = {};
  auto parsed = query::Filter::parse(text().toStdString(), &m_error);
  if (parsed) {
    m_parsed = *parsed;
    m_state = m_parsed.matchesAll() ? State::Empty : State::Valid;
    setToolTip({});
  } else {
    m_state = State::Invalid;
    QString said = tr("Column %1: %2")
                       .arg(columnInText(text(), m_error.column) + 1)
                       .arg(QString::fromStdString(m_error.message));
    if (!m_error.suggestion.empty()) {
      said += tr(" — did you mean %1?").arg(QString::fromStdString(m_error.suggestion));
    }
    setToolTip(said.toHtmlEscaped());
  }
  setAccessibleDescription(toolTip());
  makeRoom();
}

void FilterBar::apply() {
  m_applyLater.stop();
  if (m_state == State::Invalid || text() == m_applied) return;
  m_applied = text();
  if (m_state == State::Valid) {
    m_history.removeAll(m_applied);
    m_history.append(m_applied);
    while (m_history.size() > kHistory) m_history.removeFirst();
  }
  Q_EMIT filterChanged(m_parsed);
}

void FilterBar::showFilter(const query::Filter& filter) {
  const QString shown = QString::fromStdString(filter.text());
  m_applied = shown;
  if (text() == shown) return;
  m_applyLater.stop();
  setText(shown);
}

void FilterBar::setMatches(const QString& text) {
  if (m_matches == text) return;
  m_matches = text;
  makeRoom();
}

// Room for the mark at the left and the words at the right. Colours are painted, not set as a style
// sheet: that would change the palette, which calls here again.
void FilterBar::makeRoom() {
  const Theme& theme = Theme::current();
  const QString right = m_state == State::Invalid ? toolTip() : m_matches;
  const double words = tabularWidth(QFontMetricsF(theme.caption()), right);
  const int room = right.isEmpty() ? 0 : qMin(static_cast<int>(words) + 12, width() / 2);
  const QMargins margins(kMarkRoom - 8, 0, room, 0);
  if (margins != textMargins()) setTextMargins(margins);
  update();
}

void FilterBar::resizeEvent(QResizeEvent* event) {
  QLineEdit::resizeEvent(event);
  makeRoom();
}

void FilterBar::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (m_state != State::Empty) {
    painter.setPen(QPen(m_state == State::Valid ? theme.ok : theme.error, 1.4));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.7, 0.7, -0.7, -0.7), Theme::kControlRadius,
                            Theme::kControlRadius);
  }
  const QPointF at(kMarkRoom / 2.0 + 2, height() / 2.0);
  if (m_state == State::Valid) {
    paintStateMark(painter, StateMark::Ok, at, 5);
    painter.setPen(QPen(theme.panel, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF({at + QPointF(-2.4, 0.1), at + QPointF(-0.6, 1.9), at + QPointF(2.6, -1.8)}));
  } else if (m_state == State::Invalid) {
    paintStateMark(painter, StateMark::Error, at, 5);
  } else {  // a magnifying glass
    painter.setPen(QPen(theme.muted, 1.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawEllipse(at + QPointF(-1, -1), 3.6, 3.6);
    painter.drawLine(at + QPointF(2, 2), at + QPointF(4.6, 4.6));
  }
  const bool invalid = m_state == State::Invalid;
  const QString right = invalid ? toolTip() : m_matches;
  painter.setFont(theme.caption());
  painter.setPen(invalid ? theme.error : theme.muted);
  QRectF room(width() / 2.0, 0, width() / 2.0 - 11, height());
  if (invalid) {
    painter.drawText(
        room, Qt::AlignRight | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(right, Qt::ElideRight, static_cast<int>(room.width())));
    // A wave under the place that is wrong.
    const int column = columnInText(text(), m_error.column);
    const QFontMetricsF metrics(font());
    const double x =
        cursorRect().center().x() + metrics.horizontalAdvance(u'm') * (column - cursorPosition());
    const double y = height() - 5;
    painter.setPen(QPen(theme.error, 2));
    painter.drawLine(QPointF(x, y),
                     QPointF(x + metrics.horizontalAdvance(u'm') *
                                     std::max<double>(1, static_cast<double>(m_error.length)),
                             y));
  } else {
    drawTabular(painter, room, Qt::AlignRight | Qt::AlignVCenter, right);
  }
}

void FilterBar::keyPressEvent(QKeyEvent* event) {
  if (m_completer->popup()->isVisible()) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !m_completer->popup()->selectionModel()->hasSelection()) {
      m_completer->popup()->hide();  // nothing was chosen: Enter means what was typed
    } else if (enter || event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape) {
      event->ignore();  // the popup takes it
      return;
    }
  }
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      apply();
      if (m_state != State::Invalid) Q_EMIT left();
      return;
    case Qt::Key_Escape:
      if (!text().isEmpty()) {
        clear();
        apply();
      }
      Q_EMIT left();
      return;
    case Qt::Key_Up:
      recall(-1);
      return;
    case Qt::Key_Down:
      recall(1);
      return;
    case Qt::Key_Space:
      if (event->modifiers() & Qt::ControlModifier) {
        offerCompletions(true);
        return;
      }
      break;
    default:
      break;
  }
  QLineEdit::keyPressEvent(event);
}

void FilterBar::recall(int step) {
  if (m_history.isEmpty()) return;
  const qsizetype from = m_historyAt < 0 ? m_history.size() : m_historyAt;
  m_historyAt = qBound<qsizetype>(0, from + step, m_history.size() - 1);
  setText(m_history[m_historyAt]);
}

void FilterBar::offerCompletions(bool asked) {
  const QByteArray typed = text().toUtf8();
  const auto cursor = static_cast<std::size_t>(text().left(cursorPosition()).toUtf8().size());
  const NameTable* names = m_names ? m_names() : nullptr;
  const auto offers = query::complete(
      std::string_view(typed.constData(), static_cast<std::size_t>(typed.size())), cursor, names);
  m_completions->clear();
  for (const query::Completion& offer : offers) {
    auto* item = new QStandardItem(QString::fromStdString(
        offer.detail.empty() ? offer.text : offer.text + "   —   " + offer.detail));
    item->setData(QString::fromStdString(offer.text), kInsertRole);
    item->setData(static_cast<qulonglong>(offer.replaceFrom), kReplaceFromRole);
    m_completions->appendRow(item);
  }
  if (offers.empty() || (text().isEmpty() && !asked)) {
    m_completer->popup()->hide();
    return;
  }
  QRect at = cursorRect();
  at.setWidth(qMin(460, width() - at.x() - 4));
  m_completer->popup()->setFont(Theme::current().mono(12));
  m_completer->complete(at);
}

void FilterBar::insertCompletion(const QModelIndex& index) {
  const QByteArray typed = text().toUtf8();
  const auto from = static_cast<qsizetype>(index.data(kReplaceFromRole).toULongLong());
  const QString before = QString::fromUtf8(typed.left(from));
  const QString after = text().mid(cursorPosition());
  const QString inserted = index.data(kInsertRole).toString();
  setText(before + inserted + after);
  setCursorPosition(static_cast<int>(before.size() + inserted.size()));
  m_applyLater.start();
}

}  // namespace rheo::ui
