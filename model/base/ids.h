// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace rheo {

/// 128-bit identifier: event, trace and session ids. All zero means "none" (W3C Trace Context).
struct Id128 {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;

  [[nodiscard]] bool isNull() const { return (hi | lo) == 0; }
  friend auto operator<=>(const Id128&, const Id128&) = default;

  /// 32 lower-case hex digits.
  [[nodiscard]] std::string hex() const;
  static std::optional<Id128> fromHex(std::string_view text);
};

/// 16 lower-case hex digits, as span ids are written.
std::string hex64(std::uint64_t value);
std::optional<std::uint64_t> parseHex64(std::string_view text);

}  // namespace rheo

template <>
struct std::hash<rheo::Id128> {
  std::size_t operator()(const rheo::Id128& id) const noexcept {
    return id.hi * 0x9E3779B97F4A7C15ull ^ id.lo;
  }
};
