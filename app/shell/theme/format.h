// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>

#include "model/base/time.h"

/// Numbers for people: units always, at most three significant digits (except exact counts), the
/// locale's decimal point.
namespace rheo::ui {

/// "0", "17", "61 377", "999 999", "1.92 M", "3.4 G".
QString formatCount(std::uint64_t count);
/// Every digit, grouped: "1 924 311".
QString formatExact(std::uint64_t count);
/// "0/s", "0.25/s", "18/s", "412/s", "2.14k/s", "1.3M/s".
QString formatRate(double perSecond);
/// The number of a rate or an axis without the unit: "412", "2.14k", "1.3M".
QString formatShort(double value);
/// "950 ns", "31 µs", "212 ms", "1.91 s", "1 m 14 s", "2 h 5 m", "3 d 4 h"; negative = unknown =
/// "–".
QString formatDuration(std::int64_t ns);
/// "0 B", "512 B", "14.2 kB", "146 MB", "1.3 GB".
QString formatBytes(std::uint64_t bytes);
/// "4.5 %", "0 %", "<0.01 %"; a part of a whole. "–" when the whole is 0.
QString formatPercent(std::uint64_t part, std::uint64_t whole);
/// Local time of day with `decimals` digits of the second (0, 3, 6, 9): "14:33:12.123".
QString formatTime(TimeNs time, int decimals = 3);
/// "2026-03-14 14:33:12.123", local.
QString formatDateTime(TimeNs time, int decimals = 3);

}  // namespace rheo::ui
