// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/store/store.h"

namespace rheo::verdict {

/// What one recording has and the other has not.
struct Difference {
  std::vector<std::string> added;
  std::vector<std::string> removed;
};

/// A measure of an edge that changed by more than chance.
struct EdgeChange {
  std::string edge;   ///< "orders -> payments (billing)"
  std::string what;   ///< "rate", "errors", "p50", "p95", "p99"
  double before = 0;  ///< per second, a share, or ns
  double after = 0;
  bool worse = false;
};

struct VariantChange {
  std::string saga;
  std::string path;
  std::string divergesAt;  ///< first step that the usual path of the other recording has not
  bool added = false;
  std::uint64_t count = 0;
};

struct Comparison {
  Difference services, topics, types, edges;
  std::vector<EdgeChange> changes;  ///< worse ones first
  std::vector<VariantChange> variants;
  [[nodiscard]] bool isWorse() const;
  [[nodiscard]] bool isEmpty() const;
};

/// Compares B, what is new, with A. Rates and errors must differ beyond chance at one in a thousand
/// (Poisson, two proportions), latencies likewise (Kolmogorov and Smirnov on their histograms), and
/// all of them by 10 % at least: noise is no news.
Result<Comparison> compareRecordings(store::StoreReader& a, store::StoreReader& b,
                                     CancelToken cancel);

}  // namespace rheo::verdict
