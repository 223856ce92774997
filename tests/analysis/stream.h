// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "model/analysis/analysis.h"

namespace rheo::test {

constexpr TimeNs kStart = 1'700'000'000 * kSecond;

/// Builds sightings by name, folds them one batch at a time, and keeps what came out.
class Stream {
 public:
  explicit Stream(analysis::Limits limits = {}) : analysis(names, limits) {}

  /// A sighting `ms` after the start, of event number `id` (0 = none).
  TraceEvent make(Stage stage, std::int64_t ms, std::uint64_t id, std::string_view service = "svc",
                  std::string_view topic = "orders", std::string_view subscription = {});
  TraceEvent saga(Stage stage, std::int64_t ms, std::string_view key, std::string_view step = {},
                  std::string_view service = "svc");
  /// Folds it alone; returns it as enriched.
  TraceEvent fold(TraceEvent event);
  /// Folds, takes and adds to `problems` and `sagas`.
  void take();

  /// Sum of the counts of a kind.
  [[nodiscard]] std::uint64_t count(ProblemKind kind) const;
  [[nodiscard]] const Problem* first(ProblemKind kind) const;
  /// The newest state of the saga; nullptr when it never came out.
  [[nodiscard]] const Saga* sagaOf(std::string_view key) const;

  NameTable names;
  analysis::Analysis analysis;
  std::vector<Problem> problems;
  std::vector<Saga> sagas;
};

}  // namespace rheo::test
