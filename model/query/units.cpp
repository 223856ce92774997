// SPDX-License-Identifier: Apache-2.0
#include "model/query/units.h"

#include <array>

#include "model/base/time.h"

namespace rheo::query {
namespace {

constexpr std::array<Unit, 7> kDurations{{{"d", 86'400 * kSecond},
                                          {"h", 3'600 * kSecond},
                                          {"m", 60 * kSecond},
                                          {"s", kSecond},
                                          {"ms", kMillisecond},
                                          {"us", kMicrosecond},
                                          {"ns", 1}}};

constexpr std::array<Unit, 7> kSizes{{{"GiB", std::int64_t{1} << 30},
                                      {"GB", 1'000'000'000},
                                      {"MiB", std::int64_t{1} << 20},
                                      {"MB", 1'000'000},
                                      {"KiB", std::int64_t{1} << 10},
                                      {"KB", 1'000},
                                      {"B", 1}}};

}  // namespace

std::span<const Unit> durationUnits() {
  return kDurations;
}
std::span<const Unit> sizeUnits() {
  return kSizes;
}

const Unit* findUnit(std::span<const Unit> units, std::string_view name) {
  for (const auto& unit : units) {
    if (unit.name == name) return &unit;
  }
  return nullptr;
}

}  // namespace rheo::query
