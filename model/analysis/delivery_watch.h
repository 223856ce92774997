// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/analysis/analysis.h"
#include "model/analysis/problem_log.h"
#include "model/analysis/recent_table.h"

namespace rheo::analysis {

/// Follows events from publish to each subscription: fills in who published and when, and finds
/// duplicates, events out of order, clock skew, slow consumers, failures and dead letters.
class DeliveryWatch {
 public:
  DeliveryWatch(const NameTable& names, const Limits& limits, ProblemLog& problems);

  void fold(TraceEvent& event);
  /// When the event was published, if it is still remembered; else 0.
  [[nodiscard]] TimeNs publishedNs(const Id128& eventId);
  /// Starts to fetch what fold() will look at: first far ahead, then near.
  static void expectFar(const TraceEvent& event);
  void expectNear(const TraceEvent& event) const;

 private:
  struct Published {
    TimeNs timeNs = 0;
    Name producer = 0;
  };
  /// One event at one subscription.
  struct Delivery {
    std::uint16_t attempt = 0;  ///< highest seen
    std::uint8_t handled = 0;   ///< how often that attempt was ended, up to 2
    bool received = false;
  };

  void publish(TraceEvent& event);
  void enrich(TraceEvent& event);
  void receive(TraceEvent& event);
  void finish(TraceEvent& event);
  void checkOrder(TraceEvent& event);
  void checkSlow(const TraceEvent& event);
  void report(ProblemKind kind, const TraceEvent& event, Name detail);

  const NameTable& m_names;
  const Limits m_limits;
  ProblemLog& m_problems;
  RecentTable<Published> m_published;
  RecentTable<Delivery> m_deliveries;
  RecentTable<TimeNs>
      m_newest;  ///< per topic, subscription and key: publish time of the newest received
};

}  // namespace rheo::analysis
