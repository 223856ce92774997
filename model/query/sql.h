// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/query/expr.h"

namespace rheo::query {

/// The expression over the columns of `event`, with the same truth as Matcher for every row. Uses
/// regexp_match(pattern, text) and payload_number / payload_text / payload_bool(payload, path).
std::string sqlOf(const Expr& expr);
/// The column of `event` that holds the field.
std::string_view columnOf(Field field);

}  // namespace rheo::query
