// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "model/base/ids.h"

namespace rheo::store {

/// Bloom filter over the ids of one chunk (event, trace and causation ids alike): 12 bits an id and
/// 6 probes, so that one look-up in 200 opens a chunk in vain.
std::string makeIdFilter(std::span<const Id128> ids);
/// False only if the id is certainly not in the chunk. A malformed filter rules nothing out.
[[nodiscard]] bool mayContain(std::string_view filter, Id128 id);

}  // namespace rheo::store
