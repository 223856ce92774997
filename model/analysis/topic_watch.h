// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/analysis/problem_log.h"

namespace rheo::analysis {

/// Finds topics that nobody takes from. What is published to a topic without a known subscription
/// waits, summed per second; a first delivery acquits it all, time makes it a problem.
class TopicWatch {
 public:
  TopicWatch(std::int64_t unconsumedAfterNs, ProblemLog& problems)
      : m_afterNs(unconsumedAfterNs), m_problems(problems) {}

  void fold(const TraceEvent& event);
  /// Reports what ripened by `nowNs`.
  void ripen(TimeNs nowNs);

 private:
  struct Second {
    TimeNs firstNs = 0;
    std::uint64_t count = 0;
    Id128 eventId;
  };
  struct Topic {
    bool consumed = false;
    std::vector<Second> waiting;  ///< a few: the seconds that have not ripened
  };

  void wait(const TraceEvent& event);
  void ripen(Name code, TimeNs nowNs);

  const std::int64_t m_afterNs;
  ProblemLog& m_problems;
  std::vector<Topic> m_topics;  ///< by name code
  std::vector<Name> m_waiting;  ///< topics with something waiting
  TimeNs m_nextNs = 0;          ///< when the first of it may be ripe
};

}  // namespace rheo::analysis
