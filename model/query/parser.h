// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "model/query/expr.h"
#include "model/query/filter.h"

namespace rheo::query {

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxLeaves = 1000;

constexpr std::string_view kExists = "exists";  ///< the function that is a condition
/// True for lower, length and exists.
bool isFunction(std::string_view name);
/// Parses a text that is not blank. False with `error` filled when it is wrong.
bool parseExpr(std::string_view text, Expr& out, FilterError& error);

}  // namespace rheo::query
