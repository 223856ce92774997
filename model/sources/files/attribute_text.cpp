// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/attribute_text.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace rheo::files {
namespace {

constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> digits() {
  std::array<std::uint8_t, 256> table{};
  table.fill(kNoDigit);
  for (std::uint8_t i = 0; i < 10; ++i) table['0' + i] = i;
  for (std::uint8_t i = 0; i < 6; ++i)
    table['a' + i] = table['A' + i] = static_cast<std::uint8_t>(10 + i);
  return table;
}
constexpr auto kDigits = digits();

/// At most 16 digits; false when one is none.
bool readHex(std::string_view hex, std::uint64_t& value) {
  std::uint8_t wrong = 0;
  value = 0;
  for (const char c : hex) {
    const std::uint8_t digit = kDigits[static_cast<unsigned char>(c)];
    wrong |= digit;
    value = (value << 4) | (digit & 15u);
  }
  return (wrong & 0xF0) == 0;
}

constexpr std::int64_t kMostMicroseconds = std::numeric_limits<std::int64_t>::max() / kMicrosecond;

}  // namespace

std::optional<Id128> lenientId(std::string_view hex) {
  if (hex.empty() || hex.size() > 32) return std::nullopt;
  Id128 id;
  const std::size_t high = hex.size() > 16 ? hex.size() - 16 : 0;
  const bool good = readHex(hex.substr(0, high), id.hi) && readHex(hex.substr(high), id.lo);
  return good ? std::optional(id) : std::nullopt;
}

std::optional<std::uint64_t> lenientSpanId(std::string_view hex) {
  std::uint64_t id = 0;
  if (hex.empty() || hex.size() > 16 || !readHex(hex, id)) return std::nullopt;
  return id;
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
