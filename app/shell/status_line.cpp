// SPDX-License-Identifier: Apache-2.0
#include "app/shell/status_line.h"

#include <QFileInfo>
#include <QPainter>

#include "app/shell/theme/format.h"
#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr int kToastMs = 6000;
constexpr double kGap = 22;

}  // namespace

StatusLine::StatusLine(QWidget* parent) : QWidget(parent) {
  setFixedHeight(28);
  setAccessibleName(tr("Status"));
  m_toastEnds.setSingleShot(true);
  m_toastEnds.setInterval(kToastMs);
  connect(&m_toastEnds, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void StatusLine::setStatus(const LiveStatus& status, bool open) {
  m_status = status;
  m_open = open;
  if (open && status.sizeBytes == 0) {  // only a writer knows its size without looking
    m_status.sizeBytes =
        static_cast<quint64>(QFileInfo(QString::fromStdString(status.path)).size());
  }
  setAccessibleDescription(text());
  update();
}

void StatusLine::setFrameTime(double ms) {
  m_frameMs = ms;
  update();
}

void StatusLine::toast(const JournalEntry& entry) {
  m_toast = entry;
  m_toastEnds.start();
  update();
}

std::vector<StatusLine::Part> StatusLine::leftParts() const {
  const Theme& theme = Theme::current();
  if (!m_open) return {{tr("Nothing open"), theme.muted}};
  std::vector<Part> parts;
  const QString name = QFileInfo(QString::fromStdString(m_status.path)).fileName();
  parts.push_back({m_status.recording ? tr("Recording %1").arg(name) : name, theme.text});
  if (!m_status.trouble.empty()) {
    parts.push_back({QString::fromStdString(m_status.trouble), theme.error});
  }
  if (m_status.recording) {
    parts.push_back({tr("%1 ev/s in").arg(formatCount(static_cast<quint64>(m_status.eventsPerS))),
                     theme.muted});
  }
  parts.push_back({tr("%1 dropped").arg(formatCount(m_status.lost)),
                   m_status.lost > 0 ? theme.error : theme.muted});
  if (m_status.gaps > 0) {
    parts.push_back(
        {m_status.gaps == 1 ? tr("1 gap") : tr("%1 gaps").arg(formatCount(m_status.gaps)),
         theme.error});
  }
  parts.push_back(
      {tr("%1 events · %2").arg(formatCount(m_status.events), formatBytes(m_status.sizeBytes)),
       theme.muted});
  return parts;
}

QString StatusLine::rightPart() const {
  QStringList said;
  if (m_open && m_status.recording)
    said << tr("ingest %1 behind").arg(formatDuration(qMax<std::int64_t>(0, m_status.behindNs)));
  if (m_frameMs > 0)
    said << tr("frame %1").arg(formatDuration(static_cast<std::int64_t>(m_frameMs * 1e6)));
  return said.join(QStringLiteral(" · "));
}

QString StatusLine::text() const {
  QStringList said;
  for (const Part& part : leftParts()) said << part.text;
  said << rightPart();
  return said.join(QStringLiteral(", "));
}

void StatusLine::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.fillRect(rect(), theme.raised);
  painter.fillRect(QRect(0, 0, width(), 1), theme.line);
  QFont font = theme.body();
  font.setPointSizeF(11.5 * 0.75);
  painter.setFont(font);
  const QFontMetricsF metrics(font);
  double x = 14;
  if (m_open && m_status.recording) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.error);
    painter.drawEllipse(QPointF(x + 4, height() / 2.0), 4, 4);
    x += 16;
  }
  const QString right = rightPart();
  const double rightWidth = tabularWidth(metrics, right);
  const double end = width() - 16 - rightWidth - kGap;
  for (const Part& part : leftParts()) {
    const double partWidth = tabularWidth(metrics, part.text);
    if (x + partWidth > end) break;
    painter.setPen(part.color);
    drawTabular(painter, QRectF(x, 0, partWidth + 1, height()), Qt::AlignLeft | Qt::AlignVCenter,
                part.text);
    x += partWidth + kGap;
  }
  painter.setPen(theme.muted);
  drawTabular(painter, QRectF(width() - 16 - rightWidth, 0, rightWidth, height()),
              Qt::AlignLeft | Qt::AlignVCenter, right);
  if (!m_toastEnds.isActive() || end - x < 80) return;
  const StateMark mark = m_toast.level == JournalEntry::Level::Error     ? StateMark::Error
                         : m_toast.level == JournalEntry::Level::Warning ? StateMark::Warning
                                                                         : StateMark::Note;
  paintStateMark(painter, mark, QPointF(x + 6, height() / 2.0), 4);
  painter.setPen(theme.text);
  const QRectF room(x + 18, 0, end - x - 18, height());
  painter.drawText(
      room, Qt::AlignVCenter | Qt::AlignLeft,
      metrics.elidedText(QString::fromStdString(m_toast.text), Qt::ElideRight, room.width()));
}

void StatusLine::mouseReleaseEvent(QMouseEvent*) {
  Q_EMIT journalRequested();
}

}  // namespace rheo::ui
