// SPDX-License-Identifier: Apache-2.0
#include "app/shell/theme/format.h"

#include <QDateTime>
#include <QLocale>
#include <array>
#include <cmath>

namespace rheo::ui {
namespace {

constexpr QChar kGroup(0x202F);  // narrow no-break space
constexpr QChar kDash(0x2013);
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

QString unknown() {
  return QString(kDash);
}

// At most three significant digits, without trailing zeros; integers keep all theirs.
QString significant(double value) {
  const double magnitude = std::abs(value);
  int decimals = magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
  if (magnitude > 0 && magnitude < 0.1) decimals = 3;
  QLocale locale;
  locale.setNumberOptions(QLocale::OmitGroupSeparator);
  QString text = locale.toString(value, 'f', decimals);
  if (decimals > 0) {
    while (text.endsWith(locale.zeroDigit())) text.chop(1);
    if (text.endsWith(locale.decimalPoint())) text.chop(locale.decimalPoint().size());
  }
  return text;
}

template <std::size_t N>
QString scaled(double value, const std::array<const char*, N>& units, const char* gap) {
  std::size_t unit = 0;
  // 999.5 would round to "1000" of the smaller unit.
  while (unit + 1 < units.size() && std::abs(value) >= 999.5) value /= 1000, ++unit;
  QString text = significant(value);
  if (*units[unit] != '\0') text += QLatin1String(gap) + QString::fromUtf8(units[unit]);
  return text;
}

QString twoUnits(std::int64_t large, const char* largeUnit, std::int64_t small,
                 const char* smallUnit) {
  QString text = QStringLiteral("%1 %2").arg(large).arg(QLatin1String(largeUnit));
  if (small > 0) text += QStringLiteral(" %1 %2").arg(small).arg(QLatin1String(smallUnit));
  return text;
}

}  // namespace

QString formatExact(std::uint64_t count) {
  QString text = QString::number(count);
  for (qsizetype at = text.size() - 3; at > 0; at -= 3) text.insert(at, kGroup);
  return text;
}

QString formatCount(std::uint64_t count) {
  if (count < 1'000'000) return formatExact(count);
  static constexpr std::array<const char*, 4> kUnits{"M", "G", "T", "P"};
  return scaled(static_cast<double>(count) / 1e6, kUnits, " ");
}

QString formatShort(double value) {
  static constexpr std::array<const char*, 4> kUnits{"", "k", "M", "G"};
  return scaled(value, kUnits, "");
}

QString formatRate(double perSecond) {
  if (!std::isfinite(perSecond) || perSecond < 0) return unknown();
  if (perSecond > 0 && perSecond < 0.005) return QStringLiteral("<0.01/s");
  return formatShort(perSecond) + QStringLiteral("/s");
}

QString formatDuration(std::int64_t ns) {
  if (ns < 0) return unknown();
  static constexpr std::array<const char*, 4> kUnits{"ns", "µs", "ms", "s"};
  if (ns < kMinute - kSecond / 20) return scaled(static_cast<double>(ns), kUnits, " ");
  if (ns < kHour) {
    const std::int64_t seconds = (ns + kSecond / 2) / kSecond;
    if (seconds < 3600) return twoUnits(seconds / 60, "m", seconds % 60, "s");
  }
  const std::int64_t minutes = (ns + kMinute / 2) / kMinute;
  if (minutes < 24 * 60) return twoUnits(minutes / 60, "h", minutes % 60, "m");
  const std::int64_t hours = (ns + kHour / 2) / kHour;
  return twoUnits(hours / 24, "d", hours % 24, "h");
}

QString formatBytes(std::uint64_t bytes) {
  static constexpr std::array<const char*, 5> kUnits{"B", "kB", "MB", "GB", "TB"};
  return scaled(static_cast<double>(bytes), kUnits, " ");
}

QString formatPercent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return unknown();
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  if (percent > 0 && percent < 0.01) return QStringLiteral("<0.01 %");
  return significant(percent) + QStringLiteral(" %");
}

QString formatTime(TimeNs time, int decimals) {
  // Floor division: times before the epoch still have a positive fraction.
  std::int64_t seconds = time / kSecond;
  if (time % kSecond < 0) --seconds;
  const std::int64_t fraction = time - seconds * kSecond;
  QString text = QDateTime::fromSecsSinceEpoch(seconds).toString(QStringLiteral("HH:mm:ss"));
  if (decimals > 0) {
    text += u'.' + QStringLiteral("%1").arg(fraction, 9, 10, QLatin1Char('0')).left(decimals);
  }
  return text;
}

QString formatDateTime(TimeNs time, int decimals) {
  const auto date = QDateTime::fromMSecsSinceEpoch(time / kMillisecond).date();
  return date.toString(Qt::ISODate) + u' ' + formatTime(time, decimals);
}

}  // namespace rheo::ui
