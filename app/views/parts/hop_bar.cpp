// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/hop_bar.h"

#include <QPainter>
#include <algorithm>
#include <array>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr int kBarHeight = 16;
constexpr double kMinPartPx = 3;
constexpr double kGapPx = 2;

std::array<QColor, 3> partColors() {
  const auto& theme = Theme::current();
  return {theme.publishPart, theme.waitPart, theme.processingPart};
}

}  // namespace

HopBar::HopBar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HopBar::setParts(std::int64_t publishNs, std::int64_t waitNs, std::int64_t processingNs) {
  m_ns[0] = publishNs;
  m_ns[1] = waitNs;
  m_ns[2] = processingNs;
  setAccessibleName(
      tr("publish %1, broker wait %2, processing %3")
          .arg(formatDuration(publishNs), formatDuration(waitNs), formatDuration(processingNs)));
  update();
}

QSize HopBar::sizeHint() const {
  return {320, kBarHeight + 24};
}

QSize HopBar::minimumSizeHint() const {
  return {120, kBarHeight + 24};
}

void HopBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const auto& theme = Theme::current();
  double total = 0;
  int known = 0;
  for (const auto ns : m_ns) {
    total += static_cast<double>(std::max<std::int64_t>(ns, 0));
    if (ns >= 0) ++known;
  }
  painter.setPen(Qt::NoPen);
  if (known == 0) {
    painter.setBrush(theme.grid);
    painter.drawRoundedRect(QRectF(0, 0, width(), kBarHeight), 3, 3);
    painter.setPen(theme.muted);
    painter.setFont(theme.caption());
    painter.drawText(QRectF(0, kBarHeight + 4, width(), 18), Qt::AlignVCenter,
                     tr("no hop ended here, so no part is known"));
    return;
  }
  const auto colors = partColors();
  const double room = width() - kGapPx * (known - 1) - kMinPartPx * known;
  double x = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    if (m_ns[i] < 0) continue;
    const double share = total > 0 ? static_cast<double>(m_ns[i]) / total : 1.0 / known;
    const double part = kMinPartPx + share * std::max(room, 0.0);
    painter.setBrush(colors[i]);
    painter.drawRoundedRect(QRectF(x, 0, part, kBarHeight), 3, 3);
    x += part + kGapPx;
  }
  paintLegend(painter, kBarHeight + 5);
}

void HopBar::paintLegend(QPainter& painter, double top) {
  const auto& theme = Theme::current();
  const auto colors = partColors();
  const std::array<QString, 3> names{tr("publish"), tr("broker wait"), tr("processing")};
  QFont font = theme.caption();
  QFontMetricsF metrics(font);
  std::array<QString, 3> texts;
  double wanted = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    texts[i] = names[i] + u' ' + (m_ns[i] < 0 ? tr("not known") : formatDuration(m_ns[i]));
    wanted += metrics.horizontalAdvance(texts[i]) + 12;
  }
  // Three long durations side by side: a little smaller rather than cut.
  if (const double most = width() - 14; wanted > most) {
    font.setPointSizeF(font.pointSizeF() * std::max(0.86, most / wanted));
    metrics = QFontMetricsF(font);
    wanted = most;
  }
  painter.setFont(font);
  const double space = std::clamp((width() - wanted) / 2, 6.0, 16.0);
  double x = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_ns[i] < 0 ? theme.grid : colors[i]);
    painter.drawRoundedRect(QRectF(x, top + 5, 8, 8), 2, 2);
    painter.setPen(theme.muted);
    const double advance = metrics.horizontalAdvance(texts[i]);
    painter.drawText(QRectF(x + 12, top, advance + 2, 18), Qt::AlignVCenter, texts[i]);
    x += 12 + advance + space;
  }
}

}  // namespace rheo::ui
