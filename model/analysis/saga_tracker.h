// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <vector>

#include "model/analysis/analysis.h"
#include "model/analysis/delivery_watch.h"
#include "model/analysis/recent_table.h"
#include "model/analysis/saga_steps.h"

namespace rheo::analysis {

/// Follows sagas over their correlation key. A saga is known by its first saga stage; sightings of
/// other stages that carry it are counted. At most `limits.openSagas` are kept, a tenth of them
/// ended ones that await their stragglers; the oldest leave.
class SagaTracker {
 public:
  SagaTracker(const NameTable& names, const Limits& limits, ProblemLog& problems,
              DeliveryWatch& deliveries);

  void restore(std::vector<Saga> openSagas);
  /// Remembers which sagas have ended, so that their stragglers do not open them again.
  void relearn(const TraceEvent& event);
  void fold(const TraceEvent& event, TimeNs nowNs);
  /// Finds the sagas that are stuck by `nowNs`.
  void ripen(TimeNs nowNs);
  std::vector<Saga> take(TimeNs nowNs);

 private:
  struct Entry {
    Saga saga;
    Digest digest = 0;
    TimeNs firstSeenNs = 0;  ///< stream time of the first saga stage
    TimeNs queuedNs = 0;     ///< earliest check in m_checks; 0 none
    std::uint32_t generation = 0;
    bool started = false;  ///< sagaStarted was seen: startedNs is final
    bool changed = false;
    bool live = false;
  };
  /// An entry, unless its slot has been given away since.
  struct Ref {
    std::uint32_t slot = 0;
    std::uint32_t generation = 0;
  };
  struct Check : Ref {
    TimeNs dueNs = 0;
    friend bool operator>(const Check& a, const Check& b) {
      return a.dueNs != b.dueNs ? a.dueNs > b.dueNs : a.slot > b.slot;
    }
  };
  /// Sightings that carry a saga not seen yet: the probes of two services are not in step.
  struct Early {
    std::uint32_t count = 0;
    TimeNs lastNs = 0;
  };

  [[nodiscard]] std::uint32_t obtain(Digest digest, const TraceEvent& event, TimeNs nowNs);
  [[nodiscard]] std::uint32_t create(Digest digest);
  void count(Digest digest, const TraceEvent& event, TimeNs nowNs);
  void begin(Entry& entry, const TraceEvent& event, TimeNs nowNs);
  void step(Entry& entry, const TraceEvent& event);
  void finish(std::uint32_t slot, const TraceEvent& event);
  void ended(std::uint32_t slot);
  void touch(std::uint32_t slot);
  void watch(std::uint32_t slot);
  void check(std::uint32_t slot, TimeNs nowNs);
  [[nodiscard]] TimeNs dueOf(const Saga& saga) const;
  [[nodiscard]] bool isCurrent(const Ref& ref) const;
  void forgetOldest(std::deque<Ref>& ages);
  void prune();
  void forget(std::uint32_t slot);

  const NameTable& m_names;
  const Limits m_limits;
  ProblemLog& m_problems;
  DeliveryWatch& m_deliveries;
  std::deque<Entry> m_entries;
  std::vector<std::uint32_t> m_free;
  DigestTable<std::uint32_t> m_index;
  RecentTable<Early> m_early;
  RecentTable<TimeNs> m_ended;  ///< of sagas no longer kept
  std::deque<Ref> m_byAge;
  std::deque<Ref> m_endedByAge;
  std::size_t m_endedCount = 0;
  std::vector<Check> m_checks;  ///< a heap, the earliest on top
  std::vector<Ref> m_changed;
  std::vector<Saga> m_leaving;  ///< changed, but forgotten before they were taken
};

}  // namespace rheo::analysis
