// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace rheo::query {

struct Unit {
  std::string_view name;
  std::int64_t scale;
};

/// Largest first, so that printing takes the first that divides: d h m s ms us ns.
std::span<const Unit> durationUnits();
/// GiB GB MiB MB KiB KB B.
std::span<const Unit> sizeUnits();
const Unit* findUnit(std::span<const Unit> units, std::string_view name);

}  // namespace rheo::query
