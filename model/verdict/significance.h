// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "model/base/histogram.h"

namespace rheo::verdict {

/// How many happened in how long. Events come in bursts, so counts vary by more than single chance
/// would make them: by `dispersion` times as much.
struct Counted {
  std::uint64_t count = 0;
  double seconds = 0;
  double dispersion = 1;
};

/// Variance over mean of the counts of equal stretches of time, at least 1; 1 when they are too few
/// to tell.
double dispersionOf(const std::vector<std::uint64_t>& counts);

/// All three: true when the two differ by more than chance does once in a thousand times.
bool ratesDiffer(const Counted& a, const Counted& b);
bool sharesDiffer(std::uint64_t partA, std::uint64_t ofA, std::uint64_t partB, std::uint64_t ofB);
/// The ranks between which the quantile lies by chance must not overlap. Few values cannot tell a
/// high quantile: then nothing differs.
bool quantilesDiffer(const Histogram& a, const Histogram& b, double q);

}  // namespace rheo::verdict
