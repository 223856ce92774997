// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/variant_bars.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

constexpr int kRow = 24;

}  // namespace

VariantBars::VariantBars(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QString VariantBars::nameOf(const store::SagaVariant& variant) {
  QStringList failed;
  int undone = 0, steps = 0;
  for (const auto& part : QString::fromStdString(variant.path).split(u'>', Qt::SkipEmptyParts)) {
    const auto name = part.trimmed();
    ++steps;
    if (name.startsWith(u'!')) failed << name.mid(1);
    if (name.startsWith(u'~')) ++undone;
  }
  failed.removeDuplicates();
  if (!failed.isEmpty()) {
    const auto what = tr("%1 failed").arg(failed.join(QStringLiteral(", ")));
    return undone > 0 ? tr("%1, %n step(s) undone", nullptr, undone).arg(what) : what;
  }
  if (variant.state == SagaState::Completed)
    return tr("straight through, %n step(s)", nullptr, steps);
  return tr("%1 after %n step(s)", nullptr, steps).arg(sagaStateText(variant.state));
}

void VariantBars::setVariants(std::vector<store::SagaVariant> variants, const std::string& path) {
  std::sort(variants.begin(), variants.end(),
            [](const auto& a, const auto& b) { return a.count > b.count; });
  m_total = 0;
  for (const auto& variant : variants) m_total += variant.count;
  // The shown saga's own path stays in sight even when it is a rare one.
  const auto own = std::find_if(variants.begin(), variants.end(),
                                [&](const auto& variant) { return variant.path == path; });
  if (own != variants.end() && own - variants.begin() >= static_cast<std::ptrdiff_t>(kShown))
    std::rotate(variants.begin() + kShown - 1, own, own + 1);
  if (variants.size() > kShown) variants.resize(kShown);
  m_variants = std::move(variants);
  m_path = path;
  setFixedHeight(static_cast<int>(m_variants.size()) * kRow);
  update();
}

QSize VariantBars::sizeHint() const {
  return {320, static_cast<int>(m_variants.size()) * kRow};
}

void VariantBars::paintEvent(QPaintEvent*) {
  const auto& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double figures = 100;
  const double bar = std::clamp(width() * 0.24, 40.0, 96.0);
  const double names = width() - figures - bar - 8;
  double y = 0;
  for (const auto& variant : m_variants) {
    const bool own = variant.path == m_path;
    painter.setFont(own ? theme.strong() : theme.body());
    painter.setPen(own ? stateColor(markOf(variant.state)) : theme.text);
    painter.drawText(
        QRectF(0, y, names - 8, kRow), Qt::AlignVCenter,
        QFontMetricsF(painter.font()).elidedText(nameOf(variant), Qt::ElideRight, names - 8));
    const QRectF track(names, y + kRow / 2.0 - 4, bar, 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.grid);
    painter.drawRoundedRect(track, 4, 4);
    const double share =
        m_total == 0 ? 0 : static_cast<double>(variant.count) / static_cast<double>(m_total);
    painter.setBrush(own ? stateColor(markOf(variant.state)) : theme.accent);
    painter.drawRoundedRect(QRectF(track.left(), track.top(), std::max(4.0, bar * share), 8), 4, 4);
    painter.setFont(theme.caption());
    painter.setPen(theme.muted);
    drawTabular(painter, QRectF(width() - figures, y, figures, kRow),
                Qt::AlignRight | Qt::AlignVCenter,
                formatPercent(variant.count, m_total) + QStringLiteral(" \u00b7 ") +
                    formatDuration(variant.p50Ns));
    y += kRow;
  }
}

bool VariantBars::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto row = static_cast<std::size_t>(std::max(0, help->pos().y() / kRow));
    if (row < m_variants.size()) {
      const auto& variant = m_variants[row];
      QToolTip::showText(
          help->globalPos(),
          tr("%1\n%2 sagas, median %3")
              .arg(QString::fromStdString(variant.path).replace(u'>', QStringLiteral(" \u2192 ")),
                   formatExact(variant.count), formatDuration(variant.p50Ns)),
          this);
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace rheo::ui
