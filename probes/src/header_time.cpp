// SPDX-License-Identifier: Apache-2.0
#include "probes/src/header_time.hpp"

#include <chrono>
#include <cstdio>

namespace rheo::probe {

using namespace std::chrono;

namespace {

/// Takes digits off the front; -1 when there are fewer.
int takeDigits(std::string_view& text, std::size_t count) noexcept {
  if (text.size() < count) return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool takeOneOf(std::string_view& text, std::string_view any) noexcept {
  if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

/// ".5" as nanoseconds; -1 when no digit follows the point.
std::int64_t takeFraction(std::string_view& text) noexcept {
  if (!takeOneOf(text, ".")) return 0;
  std::int64_t value = 0, scale = 1'000'000'000;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    scale /= 10;
    value += scale * (text[digits] - '0');
  }
  text.remove_prefix(digits);
  return digits != 0 ? value : -1;
}

/// "Z" or "+02:00" in minutes; false when it is neither.
bool takeOffset(std::string_view& text, int& offset) noexcept {
  if (takeOneOf(text, "Zz")) return true;
  const bool west = !text.empty() && text.front() == '-';
  if (!takeOneOf(text, "+-")) return false;
  const int hour = takeDigits(text, 2);
  if (hour < 0 || hour > 23 || !takeOneOf(text, ":")) return false;
  const int minute = takeDigits(text, 2);
  if (minute < 0 || minute > 59) return false;
  offset = (west ? -1 : 1) * (hour * 60 + minute);
  return true;
}

}  // namespace

std::string headerTime(std::int64_t unixNs) {
  const sys_time<nanoseconds> time{nanoseconds(unixNs)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  char text[48];
  std::snprintf(
      text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%09dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

std::int64_t parseHeaderTime(std::string_view text) noexcept {
  const int y = takeDigits(text, 4);
  if (!takeOneOf(text, "-")) return 0;
  const int m = takeDigits(text, 2);
  if (!takeOneOf(text, "-")) return 0;
  const int d = takeDigits(text, 2);
  if (!takeOneOf(text, "Tt ")) return 0;
  const int hour = takeDigits(text, 2);
  if (!takeOneOf(text, ":")) return 0;
  const int minute = takeDigits(text, 2);
  if (!takeOneOf(text, ":")) return 0;
  const int second = takeDigits(text, 2);
  const std::int64_t fraction = takeFraction(text);
  int offset = 0;
  if (!takeOffset(text, offset) || !text.empty() || fraction < 0) return 0;
  // The range that 64 bits of nanoseconds hold, less a margin.
  if (y < 1678 || y > 2261 || m < 1 || d < 1) return 0;
  const year_month_day date(year(y), month(static_cast<unsigned>(m)),
                            day(static_cast<unsigned>(d)));
  const bool isLeap = second == 60;
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
      (second > 59 && !isLeap))
    return 0;
  const auto whole = sys_days(date).time_since_epoch() + hours(hour) + minutes(minute - offset) +
                     seconds(isLeap ? 59 : second);
  return nanoseconds(whole).count() + fraction;
}

}  // namespace rheo::probe
