// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <string_view>

namespace rheo::demo {

/// The whole text as a number within the bounds; NaN is within none.
template <class T>
bool parseNumber(std::string_view text, T least, T most, T& out) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  if (!(value >= least && value <= most)) return false;
  out = value;
  return true;
}

}  // namespace rheo::demo
