// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/epoch_time.h"

#include <array>
#include <charconv>

namespace rheo::files {
namespace {

/// The part of one unit that digits behind the point say; nothing if they are none.
std::optional<std::int64_t> fractionOf(std::string_view digits, std::int64_t unitNs) {
  std::int64_t ns = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    unitNs /= 10;
    ns += unitNs * (c - '0');
  }
  return ns;
}

}  // namespace

std::optional<TimeNs> epochTime(std::string_view text) {
  struct Unit {
    std::int64_t from, ns;
  };
  static constexpr std::array<Unit, 3> kUnits{
      {{1'000'000'000, kSecond}, {1'000'000'000'000, kMillisecond}, {1'000'000'000'000'000, 1000}}};
  std::int64_t whole = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, whole);
  if (error != std::errc() || (stop != end && *stop != '.')) return std::nullopt;
  std::int64_t unitNs = 1;
  for (const Unit& unit : kUnits) {
    if (whole >= unit.from && whole < unit.from * 5) unitNs = unit.ns;
  }
  if (stop == end) return whole * unitNs;
  const auto fraction =
      fractionOf(text.substr(static_cast<std::size_t>(stop - text.data()) + 1), unitNs);
  if (!fraction) return std::nullopt;
  return whole * unitNs + *fraction;
}

}  // namespace rheo::files
