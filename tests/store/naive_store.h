// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "model/store/store.h"
#include "query/random_event.h"

namespace rheo::test {

/// Sightings in a plain list, with the answers worked out the slow and obvious way: what the store
/// is held against.
class NaiveStore {
 public:
  void add(const TraceEvent& event);
  /// Ends a commit: what was added since the last one gets the next rows, numbered from 1, by time.
  void committed();
  [[nodiscard]] const std::vector<TraceEvent>& events() const { return m_events; }

  std::vector<std::uint64_t> rows(const store::Query& query, const NameTable& names) const;
  store::Summary summary(const store::Query& query, const NameTable& names) const;
  /// Counts of one bucket of the throughput, by group name.
  std::map<std::string, std::uint64_t> counts(const store::Query& query, store::GroupBy groupBy,
                                              const NameTable& names) const;
  Histogram latency(const store::Query& query, store::LatencyPart part,
                    const NameTable& names) const;

 private:
  std::vector<TraceEvent> m_events;
  std::size_t m_committed = 0;
  std::deque<std::string> m_texts;
};

/// A random sighting with a time within `spanNs` after `originNs`, sometimes far off, and times of
/// publishing that fit.
TraceEvent randomSighting(Random& random, NameTable& names, TimeNs originNs, std::int64_t spanNs);
/// True if both say the same, field by field.
bool sameSighting(const TraceEvent& a, const TraceEvent& b);

}  // namespace rheo::test
