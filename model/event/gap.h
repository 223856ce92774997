// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "model/base/name_table.h"
#include "model/base/time.h"

namespace rheo {

/// A counted loss, placed between its neighbours: `count` emits of one thread stream were dropped
/// between fromNs and toNs.
struct Gap {
  std::uint32_t session = 0;
  std::uint32_t stream = 0;
  Name service = 0;
  TimeNs fromNs = 0;  ///< time of the last event before, or of the loss's first sign
  TimeNs toNs = 0;    ///< time of the first event after
  std::uint64_t fromSeq = 0;
  std::uint64_t count = 0;
  Name reason = 0;  ///< "ring full", "vanished", ...
};

}  // namespace rheo
