// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "model/base/time.h"

namespace rheo::files {

/// A time written as a number since 1970, "1763880000.25": seconds, milliseconds, microseconds or
/// nanoseconds, as its size says. What would lie between 2001 and 2128 in one of the first three
/// lies within two months of 1970 in the next; anything else is nanoseconds.
std::optional<TimeNs> epochTime(std::string_view text);

}  // namespace rheo::files
