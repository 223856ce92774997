// SPDX-License-Identifier: Apache-2.0
#include "app/views/throughput/throughput_chart.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/area_image.h"
#include "app/views/parts/curves.h"

namespace rheo::ui {
namespace {

constexpr double kErrorLane = 26;
constexpr std::size_t kReadOutSeries = 10;

}  // namespace

ThroughputChart::ThroughputChart(QWidget* parent) : ChartCanvas(parent) {
  setAccessibleName(tr("Throughput over time"));
  connect(this, &ChartCanvas::clicked, this, [this](QPointF at) {
    const int index = seriesAt(at);
    if (index >= 0 && !isRest(static_cast<std::size_t>(index)))
      Q_EMIT seriesClicked(
          QString::fromStdString(m_data.series[static_cast<std::size_t>(index)].name));
  });
}

void ThroughputChart::setThroughput(store::Throughput throughput, TimeRange shown,
                                    TimeRange recorded) {
  m_whole = std::move(throughput);
  m_wholeStack = stackSeries(m_whole, shown, recorded);
  m_shown = shown;
  m_recorded = recorded;
  fold();
  setGaps(m_data.gaps);
  setTimeRange(shown);
}

void ThroughputChart::fold() {
  m_data = foldRest(m_whole, kAlone, m_highlighted.toStdString());
  m_stack = stackSeries(m_data, m_shown, m_recorded);
}

void ThroughputChart::setStacked(bool stacked) {
  m_stacked = stacked;
  markDirty();
}

void ThroughputChart::setHighlighted(const QString& name) {
  if (m_highlighted == name) return;
  m_highlighted = name;
  fold();
  markDirty();
}

bool ThroughputChart::isRest(std::size_t index) const {
  return m_data.series.size() < m_whole.series.size() && index + 1 == m_data.series.size();
}

QColor ThroughputChart::seriesColor(std::size_t index) const {
  return isRest(index) ? Theme::current().faint : colorOf(m_data.series[index].name);
}

QColor ThroughputChart::colorOf(const std::string& name) const {
  const auto& theme = Theme::current();
  for (std::size_t i = 0; i < std::min(kAlone, m_whole.series.size()); ++i) {
    if (m_whole.series[i].name == name) return theme.seriesColor(i);
  }
  return name == m_highlighted.toStdString() && !name.empty() ? theme.accent : theme.faint;
}

QString ThroughputChart::seriesName(std::size_t index) const {
  if (isRest(index))
    return tr("%n other(s)", nullptr,
              static_cast<int>(m_whole.series.size() - m_data.series.size() + 1));
  const auto& name = m_data.series[index].name;
  return name.empty() ? tr("saga steps") : QString::fromStdString(name);
}

QRectF ThroughputChart::areaRect(const QRectF& plot) const {
  return plot.adjusted(0, 0, 0, m_stack.maxErrors > 0 ? -kErrorLane : 0);
}

LinearAxis ThroughputChart::valueAxis(const QRectF& plot) const {
  const auto area = areaRect(plot);
  return {m_stacked ? m_stack.maxStackedPerS : m_stack.maxSinglePerS, area.top(), area.height()};
}

int ThroughputChart::bucketAt(TimeNs t) const {
  if (m_data.bucketNs <= 0 || t < m_data.originNs) return -1;
  const auto index = (t - m_data.originNs) / m_data.bucketNs;
  return index < static_cast<TimeNs>(m_data.buckets) ? static_cast<int>(index) : -1;
}

double ThroughputChart::centerX(std::size_t bucket) const {
  const auto from = m_data.originNs + static_cast<TimeNs>(bucket) * m_data.bucketNs;
  return timeAxis().toX(from + m_data.bucketNs / 2);
}

double ThroughputChart::opacityOf(std::size_t index) const {
  if (m_highlighted.isEmpty()) return 1;
  return QString::fromStdString(m_data.series[index].name) == m_highlighted ? 1 : 0.28;
}

void ThroughputChart::paintValueAxis(QPainter& painter, const QRectF& plot) {
  if (m_data.series.empty()) return;
  const auto& theme = Theme::current();
  const auto axis = valueAxis(plot);
  painter.setFont(theme.caption());
  for (const double value : axis.steps()) {
    const double y = axis.toY(value);
    painter.setPen(theme.grid);
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    painter.setPen(theme.muted);
    drawTabular(painter, QRectF(0, y - 8, plot.left() - 8, 16), Qt::AlignRight | Qt::AlignVCenter,
                formatRate(value));
  }
  if (m_stack.maxErrors == 0) return;
  painter.setPen(theme.error);
  painter.drawText(QRectF(0, plot.bottom() - kErrorLane + 6, plot.left() - 8, kErrorLane - 6),
                   Qt::AlignRight | Qt::AlignVCenter, tr("failures"));
}

void ThroughputChart::paintPlot(QPainter& painter, const QRectF& plot) {
  if (m_data.series.empty()) {
    const auto& theme = Theme::current();
    painter.setFont(theme.body());
    painter.setPen(theme.muted);
    painter.drawText(plot, Qt::AlignCenter,
                     tr("Nothing happened in this range that the filter lets through.\n"
                        "Widen the range or clear the filter."));
    return;
  }
  const auto axis = valueAxis(plot);
  m_stacked ? paintAreas(painter, axis) : paintLines(painter, axis);
  if (m_stack.maxErrors > 0) paintErrors(painter, plot);
}

void ThroughputChart::paintAreas(QPainter& painter, const LinearAxis& axis) {
  const auto half =
      (timeAxis().toX(m_data.originNs + m_data.bucketNs) - timeAxis().toX(m_data.originNs)) / 2;
  AreaImage areas(plotRect(), painter.device()->devicePixelRatioF());
  std::vector<std::pair<QPolygonF, QPen>> edges;
  for (std::size_t s = m_stack.series.size(); s-- > 0;) {
    const auto& series = m_stack.series[s];
    QColor fill = seriesColor(s);
    QColor edge = fill;
    fill.setAlphaF(static_cast<float>(Theme::kFillOpacity * opacityOf(s)));
    edge.setAlphaF(static_cast<float>(0.9 * opacityOf(s)));
    for (const auto& [first, last] : m_stack.runs()) {
      QPolygonF top, base;
      const auto add = [&](double x, std::size_t i) {
        top << QPointF(x, axis.toY(series.topPerS[i]));
        base << QPointF(x, axis.toY(series.topPerS[i] - series.ratePerS[i]));
      };
      add(centerX(first) - half, first);
      for (std::size_t i = first; i < last; ++i) add(centerX(i), i);
      add(centerX(last - 1) + half, last - 1);
      areas.fill(top, base, fill);
      edges.emplace_back(std::move(top), QPen(edge, 1));
    }
  }
  areas.paint(painter);
  for (const auto& [line, pen] : edges) strokeCurve(painter, line, pen);
}

void ThroughputChart::paintLines(QPainter& painter, const LinearAxis& axis) {
  for (std::size_t s = m_stack.series.size(); s-- > 0;) {
    QColor color = seriesColor(s);
    color.setAlphaF(static_cast<float>(opacityOf(s)));
    const auto& series = m_stack.series[s];
    for (const auto& [first, last] : m_stack.runs()) {
      QPolygonF line;
      for (std::size_t i = first; i < last; ++i)
        line << QPointF(centerX(i), axis.toY(series.ratePerS[i]));
      if (line.size() == 1) line << line[0] + QPointF(2, 0);
      strokeCurve(painter, line, QPen(color, 1.6));
    }
  }
}

void ThroughputChart::paintErrors(QPainter& painter, const QRectF& plot) {
  const auto& theme = Theme::current();
  const double bottom = plot.bottom();
  const double room = kErrorLane - 8;
  painter.fillRect(QRectF(plot.left(), bottom - kErrorLane + 3, plot.width(), 1), theme.line);
  const double width =
      timeAxis().toX(m_data.originNs + m_data.bucketNs) - timeAxis().toX(m_data.originNs);
  for (std::size_t i = 0; i < m_stack.errors.size(); ++i) {
    if (m_stack.errors[i] == 0) continue;
    const double share =
        static_cast<double>(m_stack.errors[i]) / static_cast<double>(m_stack.maxErrors);
    const double height = std::max(3.0, share * room);
    painter.fillRect(
        QRectF(centerX(i) - width / 2, bottom - height, std::max(width - 1, 1.5), height),
        theme.error);
  }
}

int ThroughputChart::seriesAt(QPointF at) const {
  const int bucket = bucketAt(timeAxis().toTime(at.x()));
  if (bucket < 0 || m_stack.series.empty()) return -1;
  const auto i = static_cast<std::size_t>(bucket);
  const auto axis = valueAxis(plotRect());
  const double value = axis.toValue(at.y());
  int nearest = -1;
  double distance = 1e300;
  for (std::size_t s = 0; s < m_stack.series.size(); ++s) {
    const auto& series = m_stack.series[s];
    if (m_stacked) {
      if (value >= 0 && value <= series.topPerS[i]) return static_cast<int>(s);
      continue;
    }
    const double away = std::abs(axis.toY(series.ratePerS[i]) - at.y());
    if (away < distance) distance = away, nearest = static_cast<int>(s);
  }
  return distance < 12 ? nearest : -1;
}

std::vector<ChartCanvas::ReadOutLine> ThroughputChart::readOut(TimeNs t, double) const {
  std::vector<ReadOutLine> lines;
  const int bucket = bucketAt(t);
  if (bucket < 0) return lines;
  const auto i = static_cast<std::size_t>(bucket);
  const auto from = m_data.originNs + static_cast<TimeNs>(bucket) * m_data.bucketNs;
  std::uint64_t total = 0;
  for (const auto& series : m_data.series) total += series.counts[i];
  const auto when = clockText(from, m_data.bucketNs);
  if (!m_stack.present[i]) {
    lines.push_back({QColor(), when, tr("not recorded")});
    return lines;
  }
  lines.push_back(
      {QColor(), when, tr("%1 in %2").arg(formatExact(total), formatDuration(m_data.bucketNs))});
  // Top of the stack first: the read-out reads like the picture.
  std::size_t shown = 0;
  for (std::size_t s = m_data.series.size(); s-- > 0;) {
    if (m_data.series[s].counts[i] == 0) continue;
    if (++shown > kReadOutSeries) continue;
    lines.push_back({seriesColor(s), seriesName(s), formatRate(m_stack.series[s].ratePerS[i])});
  }
  if (shown > kReadOutSeries)
    lines.push_back({QColor(), tr("and %n more", nullptr, static_cast<int>(shown - kReadOutSeries)),
                     QString()});
  if (m_stack.errors[i] > 0)
    lines.push_back({Theme::current().error, tr("failures"), formatExact(m_stack.errors[i])});
  return lines;
}

}  // namespace rheo::ui
