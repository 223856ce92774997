// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/faults/counts.h"

namespace faults {

/// What a recording says of the emits of every thread, against what the threads know themselves.
struct Books {
  std::uint64_t emitted = 0, recorded = 0, lost = 0;
  std::vector<std::string> violations;
};

/// Every emit of every thread is recorded once or counted as lost, in its place. Of a host that was
/// killed what it had not told may be missing, at the end of each thread and nowhere else.
Books balance(const std::string& recording, const Counts& counts, int threads, bool wasKilled);

}  // namespace faults
