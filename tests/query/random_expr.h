// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>

#include "model/query/expr.h"

namespace rheo::test {

using Random = std::mt19937_64;

/// A random expression that the parser could have made, over the values of random_event.h.
query::Expr randomExpr(Random& random, int depth = 3);
/// A number in [0, below).
std::size_t pick(Random& random, std::size_t below);

}  // namespace rheo::test
