// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/event/trace_event.h"
#include "random_expr.h"

namespace rheo::test {

/// A random sighting with few distinct values, so that random filters hit and miss. Views point
/// into constants.
TraceEvent randomEvent(Random& random, NameTable& names);

}  // namespace rheo::test
