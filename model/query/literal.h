// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/query/expr.h"
#include "model/query/filter.h"
#include "model/query/lexer.h"

namespace rheo::query {

/// Turns a token into a value for the field of `expr`, or says why it does not suit. With `pattern`
/// the value is a regular expression, whatever the field's own kind.
bool readLiteral(const Token& token, const Expr& expr, bool pattern, Literal& out,
                 FilterError& error);

}  // namespace rheo::query
