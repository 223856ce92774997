// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace rheo::ui {

/// Row ids of the table, ascending; shared with the query thread that compares the next answer.
using EventIds = std::shared_ptr<const std::vector<std::uint64_t>>;

/// How a live table moves on: so many rows leave at the front, so many arrive at the back.
struct IdsStep {
  std::size_t removedFront = 0;
  std::size_t appended = 0;
};

/// The step from one answer to the next; empty when they do not overlap that way (another filter, a
/// late event in between), so that the table must start anew. Linear; runs on a query thread.
std::optional<IdsStep> stepBetween(const std::vector<std::uint64_t>& before,
                                   const std::vector<std::uint64_t>& after);

}  // namespace rheo::ui
