// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "model/base/time.h"

namespace rheo::store {

/// Spans of the rollup levels: second, ten seconds, minute, hour. Each is a multiple of the one
/// before.
constexpr int kRollupLevels = 4;
constexpr std::array<std::int64_t, kRollupLevels> kRollupNs{kSecond, 10 * kSecond, 60 * kSecond,
                                                            3600 * kSecond};
constexpr std::int64_t rollupNs(int level) {
  return kRollupNs[static_cast<std::size_t>(level)];
}
/// What stands in a recording for a level: ten seconds came last, and older recordings lack it.
constexpr int storedLevel(int level) {
  return std::array<int, kRollupLevels>{0, 3, 1, 2}[static_cast<std::size_t>(level)];
}

/// Index of the bucket that holds a time: floor(time / span).
constexpr std::int64_t bucketOf(TimeNs time, std::int64_t spanNs) {
  const std::int64_t index = time / spanNs;
  return time % spanNs < 0 ? index - 1 : index;
}

/// Start of a bucket; saturates.
constexpr TimeNs bucketStart(std::int64_t bucket, std::int64_t spanNs) {
  constexpr auto kMin = std::numeric_limits<TimeNs>::min();
  constexpr auto kMax = std::numeric_limits<TimeNs>::max();
  if (bucket < kMin / spanNs) return kMin;
  if (bucket > kMax / spanNs) return kMax;
  return bucket * spanNs;
}

}  // namespace rheo::store
