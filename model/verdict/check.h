// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/store/store.h"
#include "model/verdict/assertion.h"

namespace rheo::verdict {

/// What an assertion came to.
struct Verdict {
  static constexpr std::size_t kMostExamples = 5;

  bool holds = false;
  std::string found;  ///< "3", "p99 = 312ms over 5120 hops", "2 of 400 had no answer"
  /// Sightings that break the promise, if single ones do.
  std::vector<store::EventRow> examples;
  std::string filter;  ///< shows all of them in the app; empty if there is none
};

/// Evaluates over the whole recording. An Error when it cannot be read.
Result<Verdict> check(store::StoreReader& reader, const Assertion& assertion,
                      const CancelToken& cancel);

}  // namespace rheo::verdict
