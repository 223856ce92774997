// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "model/base/name_table.h"
#include "model/event/event_batch.h"
#include "model/event/problem.h"
#include "model/event/saga.h"

namespace rheo::analysis {

/// Bounds and thresholds. Every map is bounded; what falls out is the oldest.
struct Limits {
  std::size_t inFlight = 500'000;  ///< events remembered for hop matching and duplicates
  std::size_t openSagas = 100'000;
  std::int64_t unconsumedAfterNs = 5 * kSecond;
  std::int64_t stuckAfterNs = 30 * kSecond;  ///< for sagas that declared no deadline
  std::int64_t slowWaitNs = kSecond;         ///< broker wait that makes a consumer slow
  std::int64_t clockSkewNs = 5 * kMillisecond;
};

struct Output {
  std::vector<Saga> sagas;        ///< changed, with all their steps
  std::vector<Problem> problems;  ///< new, coalesced per second and place
};

/// A pure fold over the stream of batches in commit order: enriches sightings in place (producer,
/// publishedNs, kDuplicate, kOutOfOrder), tracks sagas, finds problems. The same stream gives the
/// same output, whatever its split into batches. One thread.
class Analysis {
 public:
  explicit Analysis(NameTable& names, Limits limits = {});
  ~Analysis();
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  /// Sagas that a stored recording left open.
  void restore(std::vector<Saga> openSagas);
  /// Re-learns windows (in flight, duplicates, order, subscriptions) from a sighting that is
  /// already committed: makes no output, and leaves sagas alone.
  void relearn(const TraceEvent& event);

  void fold(EventBatch& batch);
  /// Lets time-driven findings (unconsumed, stuck) ripen up to `nowNs`. Monotonic.
  void tick(TimeNs nowNs);
  /// What changed since the last take.
  Output take();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rheo::analysis
