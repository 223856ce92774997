// SPDX-License-Identifier: Apache-2.0
#include "model/base/ids.h"

#include <charconv>

namespace rheo {

std::string hex64(std::uint64_t value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (int i = 15; i >= 0; --i, value >>= 4) out[static_cast<std::size_t>(i)] = kDigits[value & 15];
  return out;
}

std::optional<std::uint64_t> parseHex64(std::string_view text) {
  if (text.empty() || text.size() > 16) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string Id128::hex() const {
  return hex64(hi) + hex64(lo);
}

std::optional<Id128> Id128::fromHex(std::string_view text) {
  if (text.size() != 32) return std::nullopt;
  const auto hi = parseHex64(text.substr(0, 16));
  const auto lo = parseHex64(text.substr(16));
  if (!hi || !lo) return std::nullopt;
  return Id128{*hi, *lo};
}

}  // namespace rheo
