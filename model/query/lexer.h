// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/query/expr.h"
#include "model/query/filter.h"

namespace rheo::query {

constexpr std::size_t kMaxTextBytes = 16 * 1024;

enum class TokenKind : std::uint8_t {
  End,
  Word,
  String,
  Number,  ///< digits with an optional fraction, exponent and unit
  Time,    ///< starts like 2026-01-31
  Comparison,
  And,
  Or,
  Not,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Comma,
  Dot,
};

struct Token {
  TokenKind kind = TokenKind::End;
  std::size_t column = 0;
  std::size_t length = 0;
  std::string text;  ///< a string's decoded value; of others what is written, a unit apart
  std::string unit;  ///< of a number, or empty
  Comparison comparison = Comparison::Eq;
};

/// Cuts the text into tokens, an End last. On an error `tokens` holds what came before it, without
/// an End.
bool lex(std::string_view text, std::vector<Token>& tokens, FilterError& error);

/// A letter or '_', then letters, digits and '_'.
bool isWord(std::string_view text);

}  // namespace rheo::query
