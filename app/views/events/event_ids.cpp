// SPDX-License-Identifier: Apache-2.0
#include "app/views/events/event_ids.h"

#include <algorithm>

namespace rheo::ui {

std::optional<IdsStep> stepBetween(const std::vector<std::uint64_t>& before,
                                   const std::vector<std::uint64_t>& after) {
  if (before.empty()) return IdsStep{0, after.size()};
  if (after.empty()) return IdsStep{before.size(), 0};
  const auto start = std::lower_bound(before.begin(), before.end(), after.front());
  if (start == before.end() || *start != after.front()) return std::nullopt;
  const auto kept = static_cast<std::size_t>(before.end() - start);
  if (kept > after.size()) return std::nullopt;
  if (!std::equal(start, before.end(), after.begin())) return std::nullopt;
  return IdsStep{static_cast<std::size_t>(start - before.begin()), after.size() - kept};
}

}  // namespace rheo::ui
