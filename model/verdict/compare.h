// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/store/store.h"

namespace rheo::verdict {

/// What one recording has and the other has not.
struct Difference {
  std::vector<std::string> added;
  std::vector<std::string> removed;
  [[nodiscard]] bool isEmpty() const { return added.empty() && removed.empty(); }
};

/// One measure of an edge, in both recordings. Unknown on a side (nothing was handled there): -1.
struct Measure {
  std::string_view what;  ///< "rate", "errors", "p50", "p95", "p99"
  double before = -1;     ///< per second, a share, or ns
  double after = -1;
  bool isNews = false;  ///< differs by more than chance, and by 10 % at least
  bool isWorse = false;
  /// By how much it grew: 0.5 is half as much again; infinite from nothing.
  [[nodiscard]] double growth() const;
};

/// An edge that both recordings have.
struct EdgePair {
  std::string name;  ///< "orders -> payments (billing)"
  std::string from, to, subscription;
  bool publish = false;
  std::uint64_t countBefore = 0;
  std::uint64_t countAfter = 0;
  std::vector<Measure> measures;
  [[nodiscard]] bool isNews() const;
  [[nodiscard]] bool isWorse() const;
};

/// A way through a saga that only one recording knows, beyond chance.
struct VariantChange {
  std::string saga;
  std::string path;
  std::string divergesAt;  ///< first step that the usual path of the other recording has not
  bool added = false;
  std::uint64_t count = 0;
};

/// When a difference is a failure: growth beyond it, of a measure that got worse. 0.2 is 20 %.
struct Threshold {
  std::string what;
  double growth = 0;
};

struct Comparison {
  Difference services, topics, schemas, edges;
  std::vector<EdgePair> pairs;  ///< worse ones first, then other news, then the rest
  std::vector<VariantChange> variants;

  [[nodiscard]] bool isWorse() const;
  [[nodiscard]] bool isEmpty() const;
  /// An edge that broke it; null when none did.
  [[nodiscard]] const EdgePair* breaks(const Threshold& threshold) const;
};

/// Compares B, what is new, with A. What counts as more than chance: significance.h.
Result<Comparison> compareRecordings(store::StoreReader& a, store::StoreReader& b,
                                     CancelToken cancel);

}  // namespace rheo::verdict
