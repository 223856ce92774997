// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/control/control.h"

namespace rheo::control {

/// The published sightings that a plan matches, in order of time, and what stands in their way.
struct ReplaySelection {
  std::vector<std::uint64_t> rows;                                         ///< that can be sent
  std::vector<TimeNs> times;                                               ///< of those, ascending
  std::uint64_t matched = 0;                                               ///< all of them
  std::map<std::pair<std::string, std::string>, std::uint64_t> untaken;    ///< topic, type
  std::map<std::pair<std::string, std::string>, std::uint64_t> truncated;  ///< payload cut

  [[nodiscard]] std::vector<std::string> obstacles() const;
};

/// Fails when the reader does, and on more than two million events.
Result<ReplaySelection> selectForReplay(store::StoreReader& reader, const ReplayPlan& plan,
                                        const std::vector<SessionInfo>& sessions,
                                        const CancelToken& cancel);

}  // namespace rheo::control
