// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/store/results.h"

namespace rheo::ui {

/// Throughput as rates, ready to draw. A bucket is missing, not zero, where nothing was recorded:
/// outside the recording, or nothing seen inside a gap.
struct SeriesStack {
  struct Series {
    std::vector<double> ratePerS;  ///< per bucket
    std::vector<double> topPerS;   ///< sum of this and the series below
    std::uint64_t total = 0;
    std::uint64_t errors = 0;
    std::uint64_t bytes = 0;
    double peakPerS = 0;
  };
  std::vector<Series> series;
  std::vector<bool> present;          ///< per bucket
  std::vector<std::uint64_t> errors;  ///< per bucket, all series
  double maxStackedPerS = 0;
  double maxSinglePerS = 0;
  std::uint64_t maxErrors = 0;

  /// First and one past the last bucket of each stretch without missing buckets.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> runs() const;
};

/// The largest `keep` series and one for all others together, so that a picture of fifty series
/// stays a picture; a series named `alsoKeep` stands alone whatever its rank. The sum comes last,
/// unnamed; there is none if every series was kept.
store::Throughput foldRest(const store::Throughput& throughput, std::size_t keep,
                           const std::string& alsoKeep);

/// `shown` is the scene's range, `recorded` the recording's extent: buckets that are cut by either
/// are divided by the part of them that could hold events.
SeriesStack stackSeries(const store::Throughput& throughput, TimeRange shown, TimeRange recorded);

}  // namespace rheo::ui
