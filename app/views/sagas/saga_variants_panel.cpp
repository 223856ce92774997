// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_variants_panel.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/sagas/saga_words.h"

namespace rheo::ui {
namespace {

constexpr double kHead = 38, kRow = 44;
constexpr std::size_t kMaxRows = 40;

}  // namespace

SagaVariantsPanel::SagaVariantsPanel(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("sagaVariants"));
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Variants of this saga"));
}

void SagaVariantsPanel::setVariants(const std::string& type, const std::string& own,
                                    const std::vector<store::SagaVariant>& all) {
  if (type != m_type) m_chosen.clear();
  m_type = type;
  m_own = own;
  m_variants.clear();
  m_total = 0;
  for (const auto& variant : all) {
    if (variant.type != type) continue;
    m_variants.push_back(variant);
    m_total += variant.count;
  }
  std::stable_sort(m_variants.begin(), m_variants.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  if (m_variants.size() > kMaxRows) m_variants.resize(kMaxRows);
  update();
}

void SagaVariantsPanel::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.window);
  const double left = 12, right = width() - 16.0;
  painter.setFont(theme.section());
  painter.setPen(theme.muted);
  painter.drawText(QRectF(left, 8, right - left, 22), Qt::AlignLeft | Qt::AlignVCenter,
                   tr("VARIANTS OF THIS SAGA"));
  const QFontMetricsF metrics(theme.body()), small(theme.caption());
  double y = kHead;
  for (std::size_t i = 0; i < m_variants.size() && y < height(); ++i, y += kRow) {
    const store::SagaVariant& variant = m_variants[i];
    const bool own = variant.path == m_own;
    const bool chosen = !m_chosen.empty() && variant.path == m_chosen;
    if (chosen || (hasFocus() && m_focused == static_cast<int>(i))) {
      painter.setPen(chosen ? QPen(Qt::NoPen) : QPen(theme.line));
      painter.setBrush(chosen ? QBrush(theme.accentGround) : QBrush(Qt::NoBrush));
      painter.drawRoundedRect(QRectF(left - 6, y, right - left + 12, kRow - 4), 5, 5);
    }
    paintStateMark(painter, markOf(variant.state), {left + 4, y + 12}, 3.6);
    painter.setFont(own ? theme.strong() : theme.body());
    painter.setPen(own ? theme.text : theme.muted);
    painter.drawText(QRectF(left + 14, y + 2, right - left - 14, 20),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(variantTitle(variant, m_variants.front().path),
                                        Qt::ElideRight, right - left - (own ? 26 : 16)));
    const QString words =
        tr("%1 · %2").arg(formatPercent(variant.count, m_total), formatDuration(variant.p50Ns));
    const double wide = std::max(96.0, small.horizontalAdvance(words) + 10);
    QRectF bar(left + 14, y + 27, right - left - 14 - wide, 7);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.grid);
    painter.drawRoundedRect(bar, 3.5, 3.5);
    const double share =
        m_total == 0 ? 0 : static_cast<double>(variant.count) / static_cast<double>(m_total);
    bar.setWidth(std::max(5.0, bar.width() * share));
    painter.setBrush(own ? stateColor(markOf(variant.state)) : theme.accent);
    painter.drawRoundedRect(bar, 3.5, 3.5);
    painter.setFont(theme.caption());
    painter.setPen(theme.muted);
    painter.drawText(QRectF(right - wide, y + 23, wide, 15), Qt::AlignRight | Qt::AlignVCenter,
                     words);
  }
}

int SagaVariantsPanel::rowAt(QPointF point) const {
  if (point.y() < kHead) return -1;
  const int row = static_cast<int>((point.y() - kHead) / kRow);
  return row < static_cast<int>(m_variants.size()) ? row : -1;
}

void SagaVariantsPanel::choose(int row) {
  if (row < 0 || row >= static_cast<int>(m_variants.size())) return;
  const std::string& path = m_variants[static_cast<std::size_t>(row)].path;
  m_chosen = m_chosen == path ? std::string() : path;
  m_focused = row;
  Q_EMIT chosenChanged(m_type, m_chosen);
  update();
}

void SagaVariantsPanel::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) choose(rowAt(event->position()));
}

void SagaVariantsPanel::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_variants.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Down:
      m_focused = std::min(last, m_focused + 1);
      return update();
    case Qt::Key_Up:
      m_focused = std::max(0, m_focused - 1);
      return update();
    case Qt::Key_Return:
    case Qt::Key_Space:
      return choose(m_focused);
    default:
      QWidget::keyPressEvent(event);
  }
}

bool SagaVariantsPanel::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int row = rowAt(help->pos());
  // Escaped: a path from outside is never markup.
  const QString text =
      row < 0 ? QString()
              : pathWords(m_variants[static_cast<std::size_t>(row)].path).toHtmlEscaped();
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

}  // namespace rheo::ui
