// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/axes.h"

#include <QDateTime>
#include <algorithm>
#include <array>
#include <cmath>

namespace rheo::ui {
namespace {

constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

std::int64_t stepFor(double wantedNs) {
  static constexpr std::array<std::int64_t, 15> kSteps{
      kSecond,      2 * kSecond, 5 * kSecond, 10 * kSecond, 15 * kSecond,
      30 * kSecond, kMinute,     2 * kMinute, 5 * kMinute,  15 * kMinute,
      30 * kMinute, kHour,       3 * kHour,   6 * kHour,    12 * kHour};
  if (wantedNs <= static_cast<double>(kSecond)) {
    double step = std::pow(10.0, std::floor(std::log10(std::max(wantedNs, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
      if (step * factor >= wantedNs) return std::max<std::int64_t>(1, std::llround(step * factor));
    }
  }
  for (const auto step : kSteps) {
    if (static_cast<double>(step) >= wantedNs) return step;
  }
  return kDay * std::max<std::int64_t>(1, std::llround(std::ceil(wantedNs / kDay)));
}

double niceStep(double wanted) {
  const double base = std::pow(10.0, std::floor(std::log10(wanted)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (base * factor >= wanted) return base * factor;
  }
  return base * 10;
}

}  // namespace

TimeAxis::TimeAxis(TimeRange range, double left, double width)
    : m_range(range), m_left(left), m_width(std::max(0.0, width)) {
  if (m_range.isEmpty()) m_range.to = m_range.from + 1;
}

double TimeAxis::toX(TimeNs t) const {
  const double share = (static_cast<double>(t) - static_cast<double>(m_range.from)) /
                       (static_cast<double>(m_range.to) - static_cast<double>(m_range.from));
  return m_left + share * m_width;
}

TimeNs TimeAxis::toTime(double x) const {
  if (m_width <= 0) return m_range.from;
  const double share = std::clamp((x - m_left) / m_width, 0.0, 1.0);
  const double span = static_cast<double>(m_range.to) - static_cast<double>(m_range.from);
  return m_range.from + static_cast<TimeNs>(share * span);
}

std::vector<Tick> TimeAxis::ticks(double minGapPx) const {
  std::vector<Tick> out;
  const double span = static_cast<double>(m_range.to) - static_cast<double>(m_range.from);
  if (m_width < minGapPx || span <= 0 || span > 1e18) return out;
  const auto step = stepFor(span * minGapPx / m_width);
  const auto offset =
      QDateTime::fromMSecsSinceEpoch(m_range.from / kMillisecond).offsetFromUtc() * kSecond;
  const auto local = m_range.from + offset;
  auto first = local / step * step - offset;
  if (first < m_range.from) first += step;
  for (TimeNs t = first; t < m_range.to && out.size() < 200; t += step)
    out.push_back({toX(t), clockText(t, step), true});
  return out;
}

LinearAxis::LinearAxis(double maximum, double top, double height) : m_top(top), m_height(height) {
  const double lines = std::clamp(std::floor(height / 44), 2.0, 6.0);
  m_step = niceStep(std::max(maximum, 1e-9) / lines);
  m_maximum = std::max(m_step, std::ceil(maximum * 1.02 / m_step) * m_step);
}

double LinearAxis::toY(double value) const {
  return m_top + m_height * (1 - value / m_maximum);
}

double LinearAxis::toValue(double y) const {
  return m_height <= 0 ? 0 : m_maximum * (1 - (y - m_top) / m_height);
}

std::vector<double> LinearAxis::steps() const {
  std::vector<double> out;
  for (int i = 0; i * m_step <= m_maximum * 1.0001; ++i) out.push_back(i * m_step);
  return out;
}

LogAxis::LogAxis(double lowNs, double highNs, double top, double height)
    : m_top(top), m_height(height) {
  const auto halfDecade = [](double ns, bool up) {
    const double power = std::log10(std::max(ns, 1.0)) * 2;
    const double half = up ? std::ceil(power - 1e-9) : std::floor(power + 1e-9);
    return std::pow(10.0, half / 2);
  };
  m_low = halfDecade(lowNs, false);
  m_high = halfDecade(std::max(highNs, lowNs), true);
  // Less than a decade and a half would blow single histogram buckets up to blocks.
  while (m_high < m_low * 31) {
    m_high *= std::sqrt(10.0);
    if (m_high < m_low * 31 && m_low > 1.5) m_low /= std::sqrt(10.0);
  }
}

double LogAxis::toY(double ns) const {
  const double share = std::log(std::max(ns, 1e-3) / m_low) / std::log(m_high / m_low);
  return m_top + m_height * (1 - share);
}

double LogAxis::toNs(double y) const {
  if (m_height <= 0) return m_low;
  const double share = 1 - (y - m_top) / m_height;
  return m_low * std::pow(m_high / m_low, share);
}

std::vector<Tick> LogAxis::ticks() const {
  std::vector<Tick> out;
  const double decades = std::log10(m_high / m_low);
  const bool roomForMinor = m_height / std::max(decades, 0.1) > 64;
  for (double power = std::floor(std::log10(m_low)); power <= std::log10(m_high) + 1e-6; ++power) {
    for (const double factor : {1.0, 3.0}) {
      const double ns = factor * std::pow(10.0, power);
      if (ns < m_low * 0.999 || ns > m_high * 1.001) continue;
      const bool major = factor == 1.0;
      out.push_back({toY(ns), major || roomForMinor ? durationTick(ns) : QString(), major});
    }
  }
  return out;
}

std::int64_t roundBucket(std::int64_t spanNs, double points) {
  return stepFor(static_cast<double>(std::max<std::int64_t>(spanNs, 1)) / std::max(points, 10.0));
}

QString durationTick(double ns) {
  struct Unit {
    double ns;
    const char16_t* name;
  };
  static constexpr std::array<Unit, 4> kUnits{
      {{1e9, u"s"}, {1e6, u"ms"}, {1e3, u"\u00b5s"}, {1, u"ns"}}};
  for (const auto& unit : kUnits) {
    if (ns >= unit.ns * 0.999 || unit.ns == 1)
      return QString::number(ns / unit.ns, 'g', 4) + u'\u202f' + QString::fromUtf16(unit.name);
  }
  return {};
}

QString clockText(TimeNs t, std::int64_t resolutionNs) {
  auto ms = t / kMillisecond;
  auto rest = t % kMillisecond;
  if (rest < 0) {
    rest += kMillisecond;
    --ms;
  }
  const auto time = QDateTime::fromMSecsSinceEpoch(ms);
  if (resolutionNs >= kDay) return time.toString(u"d MMM");
  if (resolutionNs >= kSecond) return time.toString(u"HH:mm:ss");
  if (resolutionNs >= kMillisecond) return time.toString(u"HH:mm:ss.zzz");
  const auto micros = static_cast<int>(rest / 1000);
  QString text = time.toString(u"HH:mm:ss.zzz") + u'\u202f' +
                 QStringLiteral("%1").arg(micros, 3, 10, QLatin1Char('0'));
  if (resolutionNs < kMicrosecond)
    text += u'\u202f' +
            QStringLiteral("%1").arg(static_cast<int>(rest % 1000), 3, 10, QLatin1Char('0'));
  return text;
}

}  // namespace rheo::ui
