// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "model/event/event_batch.h"

namespace rheo::store {

/// The sightings of a commit by time. Streams come one after the other, and each is nearly in order
/// by itself, so it merges the runs that are there instead of sorting. Sightings of one time stay
/// in the order of their stream. Keeps its memory between commits. One thread.
class CommitOrder {
 public:
  struct Entry {
    TimeNs timeNs;
    const TraceEvent* event;
  };
  /// Valid until the next call.
  std::span<const Entry> of(std::span<const EventBatch> batches);

 private:
  void gather(std::span<const EventBatch> batches);
  void findRuns();
  void mergeRuns();

  std::vector<Entry> m_entries, m_merged;
  std::vector<std::size_t> m_runs, m_longer;  ///< where each begins, and the end
};

}  // namespace rheo::store
