// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "model/base/ids.h"
#include "probes/wire/stable_id.hpp"

namespace rheo::files {

using wire::stableHash;

/// An id for what other tools name with two texts: a source and its message.
constexpr Id128 stableId(std::string_view scope, std::string_view name) {
  const wire::StableId id = wire::stableId(scope, name);
  return {id.hi, id.lo};
}

/// The event that a span published: made from the span, so that publisher and consumer find the
/// same one apart from each other. Ends in the span's id, which is what people search for.
constexpr Id128 eventOfSpan(const Id128& trace, std::uint64_t span) {
  return {(trace.hi * 0x9E3779B97F4A7C15ull) ^ trace.lo ^ 0x7268656F00000000ull, span};
}

}  // namespace rheo::files
