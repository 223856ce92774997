// SPDX-License-Identifier: Apache-2.0
#include "app/shell/strip_painter.h"

#include <QObject>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/raster.h"
#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/area_image.h"

namespace rheo::ui {
namespace {

constexpr double kHeadroom = 1.08;
constexpr std::size_t kOwnColors = 6;  // the small rest is one grey area: stripes tell nothing

double perSecond(std::uint64_t count, std::int64_t bucketNs) {
  return static_cast<double>(count) * static_cast<double>(kSecond) / static_cast<double>(bucketNs);
}

double highest(const store::Throughput& t) {
  double top = 0;
  for (std::size_t bucket = 0; bucket < t.buckets; ++bucket) {
    std::uint64_t sum = 0;
    for (const auto& series : t.series) {
      if (bucket < series.counts.size()) sum += series.counts[bucket];
    }
    top = std::max(top, perSecond(sum, t.bucketNs));
  }
  return top;
}

void paintAxis(QPainter& painter, const StripLayout& at, double top, const TimeScale& scale) {
  const Theme& theme = Theme::current();
  painter.setFont(theme.caption());
  const double step = niceStep(std::max(top, 1.0), 3);
  const int steps = static_cast<int>(std::max(top, 1.0) / step);
  for (int i = 0; i <= steps; ++i) {
    const double value = step * i;
    const double y = at.plot.bottom() - at.plot.height() * value / (std::max(top, 1.0) * kHeadroom);
    painter.setPen(QPen(theme.grid, 1));
    painter.drawLine(QPointF(at.plot.left(), y), QPointF(at.plot.right(), y));
    painter.setPen(theme.muted);
    const QString label = value == 0 ? QStringLiteral("0") : formatShort(value);
    drawTabular(painter, QRectF(0, y - 8, at.plot.left() - 8, 16),
                Qt::AlignRight | Qt::AlignVCenter, label);
  }
  const TimeTicks ticks =
      timeTicks(scale.domain, std::max(2, static_cast<int>(at.plot.width() / 160)));
  const QFontMetricsF metrics(painter.font());
  for (const TimeNs t : ticks.times) {
    const QString label = formatTime(t, ticks.decimals);
    const double width = tabularWidth(metrics, label);
    const double x = std::clamp(scale.x(t) - width / 2, at.plot.left(), at.plot.right() - width);
    painter.setPen(theme.muted);
    drawTabular(painter, QRectF(x, at.labelsY - 12, width + 1, 14), Qt::AlignLeft | Qt::AlignBottom,
                label);
  }
}

// Adds the series from `first` up to before `end` onto `levels`.
void addUp(std::vector<double>& levels, const store::Throughput& t, std::size_t first,
           std::size_t end) {
  for (std::size_t s = first; s < end; ++s) {
    const auto& counts = t.series[s].counts;
    for (std::size_t i = 0; i < levels.size() && i < counts.size(); ++i) {
      levels[i] += perSecond(counts[i], t.bucketNs);
    }
  }
}

void paintAreas(QPainter& painter, const StripLayout& at, const StripData& data,
                const TimeScale& scale, double top) {
  const Theme& theme = Theme::current();
  const store::Throughput& t = data.throughput;
  if (t.buckets == 0 || top <= 0) return;
  // Through the middles of the buckets, and on to the ends of the outer ones.
  const auto line = [&](const std::vector<double>& levels) {
    QPolygonF points;
    const auto add = [&](double bucket, double level) {
      const auto offset = static_cast<std::int64_t>(bucket * static_cast<double>(t.bucketNs));
      points << QPointF(scale.x(t.originNs + offset),
                        at.plot.bottom() - at.plot.height() * level / (top * kHeadroom));
    };
    add(0, levels.front());
    for (std::size_t i = 0; i < levels.size(); ++i) add(static_cast<double>(i) + 0.5, levels[i]);
    add(static_cast<double>(levels.size()), levels.back());
    return points;
  };
  AreaImage areas(at.plot, painter.device()->devicePixelRatioF());
  std::vector<double> levels(t.buckets, 0.0);
  QPolygonF below = line(levels);
  for (std::size_t rank = 0; rank < t.series.size(); ++rank) {
    const bool rest = rank == kOwnColors;
    addUp(levels, t, rank, rest ? t.series.size() : rank + 1);
    QPolygonF above = line(levels);
    QColor color = rest ? theme.muted : theme.seriesColor(rank);
    color.setAlphaF(rest ? 0.35F : static_cast<float>(Theme::kFillOpacity));
    areas.fill(above, below, color);
    below = std::move(above);
    if (rest) break;
  }
  areas.paint(painter);
}

void paintGaps(QPainter& painter, const StripLayout& at, const StripData& data,
               const TimeScale& scale) {
  const Theme& theme = Theme::current();
  for (const store::GapBand& gap : data.throughput.gaps) {
    const double left = std::max(scale.x(gap.fromNs), at.plot.left());
    const double right = std::min(std::max(scale.x(gap.toNs), left + 3), at.plot.right());
    if (right <= at.plot.left() || left >= at.plot.right()) continue;
    const QRectF band(left, at.plot.top() - 4, right - left, at.plot.height() + 4);
    QColor ground = theme.gapGround;
    ground.setAlphaF(0.95F);
    painter.fillRect(band, ground);
    painter.save();
    painter.setClipRect(band);
    QColor hatch = theme.error;
    hatch.setAlphaF(0.45F);
    painter.setPen(QPen(hatch, 0.8));
    const int lines = static_cast<int>(std::ceil((band.width() + 16) / 7));
    for (int i = 0; i < lines; ++i) {
      const double x = band.left() - 16 + 7.0 * i;
      painter.drawLine(QPointF(x, band.bottom()), QPointF(x + 16, band.bottom() - 16));
    }
    painter.restore();
    painter.setFont(theme.caption());
    const QString label =
        band.width() > 70 ? QObject::tr("%1 lost").arg(formatCount(gap.count)) : QObject::tr("gap");
    if (painter.fontMetrics().horizontalAdvance(label) + 4 < band.width()) {
      painter.setPen(theme.error);
      painter.drawText(band.adjusted(0, 4, 0, 0), Qt::AlignHCenter | Qt::AlignTop, label);
    }
  }
}

void paintMarks(QPainter& painter, const StripLayout& at, const StripData& data,
                const TimeScale& scale) {
  // Marks that would cover each other are drawn once, the worst on top.
  std::vector<store::ProblemMark> marks = data.marks;
  std::stable_sort(marks.begin(), marks.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  std::vector<std::pair<double, StateMark>> placed;
  for (const store::ProblemMark& problem : marks) {
    if (problem.severity == Severity::Chat) continue;
    const double x = scale.x(problem.timeNs + data.throughput.bucketNs / 2);
    if (x < at.plot.left() || x > at.plot.right()) continue;
    const bool covered = std::any_of(placed.begin(), placed.end(),
                                     [x](const auto& p) { return std::abs(p.first - x) < 8; });
    if (covered) continue;
    placed.emplace_back(x, problem.severity == Severity::Error     ? StateMark::Error
                           : problem.severity == Severity::Warning ? StateMark::Warning
                                                                   : StateMark::Note);
  }
  for (const auto& [x, mark] : placed) paintStateMark(painter, mark, QPointF(x, at.marksY), 3.4);
}

}  // namespace

StripLayout StripLayout::of(const QSizeF& size) {
  constexpr double kLeft = 52;
  constexpr double kRight = 16;
  constexpr double kTop = 16;
  constexpr double kBelow = 38;
  StripLayout at;
  at.plot = QRectF(kLeft, kTop, std::max(1.0, size.width() - kLeft - kRight),
                   std::max(1.0, size.height() - kTop - kBelow));
  at.marksY = at.plot.bottom() + 10;
  at.labelsY = size.height() - 4;
  return at;
}

void paintStrip(QPainter& painter, const QSizeF& size, const StripData& data,
                const TimeScale& scale) {
  const StripLayout at = StripLayout::of(size);
  painter.setRenderHint(QPainter::Antialiasing);
  const double top = highest(data.throughput);
  paintAxis(painter, at, top, scale);
  paintAreas(painter, at, data, scale, top);
  paintGaps(painter, at, data, scale);
  paintMarks(painter, at, data, scale);
}

void paintStripRange(QPainter& painter, const QSizeF& size, const TimeScale& scale,
                     const TimeRange& range, const QString& label, bool focused) {
  const Theme& theme = Theme::current();
  const StripLayout at = StripLayout::of(size);
  const double left = std::clamp(scale.x(range.from), at.plot.left(), at.plot.right());
  const double right = std::clamp(scale.x(range.to), at.plot.left(), at.plot.right());
  const QRectF band(left, at.plot.top() - 6, right - left, at.plot.height() + 24);
  painter.setRenderHint(QPainter::Antialiasing);
  QColor tint = theme.accent;
  tint.setAlphaF(0.13F);
  fillTint(painter, band, tint);
  for (const double x : {left, right}) {
    painter.setPen(QPen(theme.accent, focused ? 2 : 1.5));
    painter.drawLine(QPointF(x, band.top()), QPointF(x, band.bottom()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawRoundedRect(QRectF(x - 3, at.plot.center().y() - 11, 6, 22), 3, 3);
  }
  QFont font = theme.caption();
  font.setWeight(QFont::DemiBold);
  painter.setFont(font);
  const double width = tabularWidth(QFontMetricsF(font), label);
  const double x = std::clamp(band.center().x() - width / 2, at.plot.left() + 4,
                              std::max(at.plot.left() + 4, at.plot.right() - width - 4));
  // A ground keeps the label readable over any series colour.
  QColor ground = theme.panel;
  ground.setAlphaF(0.78F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(ground);
  painter.drawRoundedRect(QRectF(x - 6, 1, width + 12, 15), 4, 4);
  painter.setPen(theme.accent);
  drawTabular(painter, QRectF(x, 1, width, 15), Qt::AlignLeft | Qt::AlignVCenter, label);
}

}  // namespace rheo::ui
