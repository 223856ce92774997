// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/attribute_text.h"

#include <cmath>
#include <limits>

namespace rheo::files {
namespace {

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

constexpr std::int64_t kMostMicroseconds = std::numeric_limits<std::int64_t>::max() / kMicrosecond;

}  // namespace

std::optional<Id128> lenientId(std::string_view hex) {
  if (hex.empty() || hex.size() > 32) return std::nullopt;
  Id128 id;
  for (const char c : hex) {
    const int digit = hexDigit(c);
    if (digit < 0) return std::nullopt;
    id.hi = (id.hi << 4) | (id.lo >> 60);
    id.lo = (id.lo << 4) | static_cast<std::uint64_t>(digit);
  }
  return id;
}

std::optional<std::uint64_t> lenientSpanId(std::string_view hex) {
  if (hex.size() > 16) return std::nullopt;
  const auto id = lenientId(hex);
  if (!id) return std::nullopt;
  return id->lo;
}

std::optional<TimeNs> microseconds(JsonValue value) {
  if (const auto whole = value.integer()) {
    if (*whole > kMostMicroseconds || *whole < -kMostMicroseconds) return std::nullopt;
    return *whole * kMicrosecond;
  }
  const auto real = value.real();
  if (!real || !(std::abs(*real) < static_cast<double>(kMostMicroseconds))) return std::nullopt;
  // Apart, so that the decimals are not lost in the size of an epoch time.
  const double whole = std::trunc(*real);
  return static_cast<TimeNs>(whole) * kMicrosecond + std::llround((*real - whole) * 1000);
}

}  // namespace rheo::files
