// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>

#include "model/query/lexer.h"
#include "model/query/payload_path.h"

namespace rheo::query {

inline bool readIndex(const Token& token, std::int32_t& index) {
  if (token.kind != TokenKind::Number) return false;
  const char* end = token.text.data() + token.text.size();
  const auto [at, error] = std::from_chars(token.text.data(), end, index);
  return error == std::errc() && at == end && index >= 0 && index <= kMaxPathIndex;
}

/// Reads `.name`, `."name"` and `[index]` steps from tokens[at] on, and leaves `at` behind them.
inline bool readPath(const std::vector<Token>& tokens, std::size_t& at, PayloadPath& path,
                     FilterError& error) {
  const auto fail = [&](std::size_t where, const char* message) {
    error = {tokens[where].column, tokens[where].length, message, {}};
    return false;
  };
  for (;;) {
    const TokenKind kind = tokens[at].kind;
    if (kind != TokenKind::Dot && kind != TokenKind::LeftBracket) return true;
    if (path.size() >= kMaxPathSteps) return fail(at, "the payload path has more than 16 steps");
    PathStep step;
    if (kind == TokenKind::LeftBracket) {
      if (!readIndex(tokens[at + 1], step.index))
        return fail(at + 1, "expected an index from 0 to 1000000");
      if (tokens[at + 2].kind != TokenKind::RightBracket) return fail(at + 2, "expected ']'");
      at += 3;
    } else {
      const Token& name = tokens[at + 1];
      if (name.kind != TokenKind::Word && name.kind != TokenKind::String)
        return fail(at + 1, "expected a member's name after '.'");
      step.name = name.text;
      at += 2;
    }
    path.push_back(std::move(step));
  }
}

}  // namespace rheo::query
