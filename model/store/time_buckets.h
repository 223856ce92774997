// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include "model/base/time.h"

namespace rheo::store {

/// Spans of the rollup levels: second, minute, hour. Each is a multiple of the one before.
constexpr int kRollupLevels = 3;
constexpr std::array<std::int64_t, kRollupLevels> kRollupNs{kSecond, 60 * kSecond, 3600 * kSecond};

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
