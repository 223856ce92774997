// SPDX-License-Identifier: Apache-2.0
#include "model/base/time.h"

#include <chrono>
#include <cstdio>

namespace rheo {
namespace {

constexpr std::int64_t kDay = 86'400;

/// Takes exactly `digits` decimal digits off the front.
bool takeNumber(std::string_view& text, std::size_t digits, int& value) {
  if (text.size() < digits) return false;
  value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool takeFraction(std::string_view& text, std::int64_t& nanos) {
  std::int64_t unit = kSecond;
  const std::size_t before = text.size();
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    unit /= 10;
    if (unit == 0) return false;
    nanos += (text.front() - '0') * unit;
    text.remove_prefix(1);
  }
  return text.size() != before;
}

/// Seconds and nanoseconds after midnight, offset included.
bool takeClock(std::string_view& text, std::int64_t& seconds, std::int64_t& nanos) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!takeNumber(text, 2, hour) || !take(text, ':') || !takeNumber(text, 2, minute)) return false;
  if (take(text, ':')) {
    if (!takeNumber(text, 2, second)) return false;
    if (take(text, '.') && !takeFraction(text, nanos)) return false;
  }
  if (hour > 23 || minute > 59 || second > 59) return false;
  seconds = hour * 3600 + minute * 60 + second;
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return text.empty();
  const bool east = text.front() == '+';
  if (!take(text, '+') && !take(text, '-')) return false;
  int offsetHour = 0;
  int offsetMinute = 0;
  if (!takeNumber(text, 2, offsetHour)) return false;
  take(text, ':');
  if (!takeNumber(text, 2, offsetMinute) || offsetHour > 23 || offsetMinute > 59) return false;
  seconds += (east ? -1 : 1) * (offsetHour * 3600 + offsetMinute * 60);
  return text.empty();
}

}  // namespace

TimeNs nowNs() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

std::string isoTime(TimeNs time) {
  using namespace std::chrono;
  std::int64_t seconds = time / kSecond;
  std::int64_t nanos = time % kSecond;
  if (nanos < 0) {
    nanos += kSecond;
    --seconds;
  }
  const sys_seconds instant{std::chrono::seconds(seconds)};
  const auto midnight = floor<days>(instant);
  const year_month_day date(midnight);
  const auto clock = static_cast<int>((instant - midnight).count());
  char out[64];
  const int size = std::snprintf(out, sizeof out, "%04d-%02u-%02uT%02d:%02d:%02d.%09dZ",
                                 static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                 static_cast<unsigned>(date.day()), clock / 3600, clock / 60 % 60,
                                 clock % 60, static_cast<int>(nanos));
  return {out, static_cast<std::size_t>(size)};
}

std::optional<TimeNs> parseIsoTime(std::string_view text) {
  using namespace std::chrono;
  int y = 0;
  int m = 0;
  int d = 0;
  if (!takeNumber(text, 4, y) || !take(text, '-') || !takeNumber(text, 2, m) || !take(text, '-') ||
      !takeNumber(text, 2, d)) {
    return std::nullopt;
  }
  const year_month_day date(year(y), month(static_cast<unsigned>(m)),
                            day(static_cast<unsigned>(d)));
  if (!date.ok()) return std::nullopt;
  std::int64_t clock = 0;
  std::int64_t nanos = 0;
  if (!text.empty() && ((!take(text, 'T') && !take(text, ' ')) || !takeClock(text, clock, nanos)))
    return std::nullopt;
  const std::int64_t seconds = sys_days(date).time_since_epoch().count() * kDay + clock;
  TimeNs time = 0;
  if (__builtin_mul_overflow(seconds, kSecond, &time) ||
      __builtin_add_overflow(time, nanos, &time)) {
    // The first second of the range starts before it: reach it from above.
    if (__builtin_mul_overflow(seconds + 1, kSecond, &time) ||
        __builtin_add_overflow(time, nanos - kSecond, &time)) {
      return std::nullopt;
    }
  }
  return time;
}

}  // namespace rheo
