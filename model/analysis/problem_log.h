// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "model/analysis/digest_table.h"
#include "model/base/name_table.h"
#include "model/event/problem.h"
#include "model/event/trace_event.h"

namespace rheo::analysis {

/// Where a problem happened; codes of the recording's names.
struct Place {
  Name service = 0;
  Name topic = 0;
  Name subscription = 0;
  Name type = 0;
};
Place placeOf(const TraceEvent& event);

/// Collects what was found since the last take, one entry per second, kind, place and detail.
class ProblemLog {
 public:
  explicit ProblemLog(const NameTable& names) : m_names(names) {}

  void add(ProblemKind kind, TimeNs timeNs, const Place& place, std::string_view detail,
           const Id128& eventId, std::uint64_t count = 1);
  std::vector<Problem> take();
  /// While muted nothing is collected: for sightings that were reported before.
  void mute(bool muted) { m_muted = muted; }

 private:
  const NameTable& m_names;
  std::vector<Problem> m_problems;
  DigestTable<std::uint32_t> m_index;
  bool m_muted = false;
};

}  // namespace rheo::analysis
