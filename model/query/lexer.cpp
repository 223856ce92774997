// SPDX-License-Identifier: Apache-2.0
#include "model/query/lexer.h"

#include <array>
#include <optional>
#include <utility>

#include "model/query/utf8.h"

namespace rheo::query {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

struct Symbol {
  std::string_view text;
  TokenKind kind;
  Comparison comparison = Comparison::Eq;
};

// Longer ones first, so that "<=" is not read as "<".
constexpr std::array<Symbol, 18> kSymbols{{
    {"==", TokenKind::Comparison, Comparison::Eq},
    {"!=", TokenKind::Comparison, Comparison::Ne},
    {"!~", TokenKind::Comparison, Comparison::NotMatches},
    {"<=", TokenKind::Comparison, Comparison::Le},
    {">=", TokenKind::Comparison, Comparison::Ge},
    {"&&", TokenKind::And},
    {"||", TokenKind::Or},
    {"<", TokenKind::Comparison, Comparison::Lt},
    {">", TokenKind::Comparison, Comparison::Gt},
    {"~", TokenKind::Comparison, Comparison::Matches},
    {"!", TokenKind::Not},
    {"(", TokenKind::LeftParen},
    {")", TokenKind::RightParen},
    {"[", TokenKind::LeftBracket},
    {"]", TokenKind::RightBracket},
    {",", TokenKind::Comma},
    {".", TokenKind::Dot},
    {"", TokenKind::End},
}};

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<Token>& tokens, FilterError& error)
      : m_text(text), m_tokens(tokens), m_error(error) {}

  bool run();

 private:
  bool fail(std::size_t column, std::size_t length, std::string message,
            std::string suggestion = {}) {
    m_error = {column, length, std::move(message), std::move(suggestion)};
    return false;
  }
  [[nodiscard]] char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
  [[nodiscard]] bool looksLikeTime() const;
  Token& push(TokenKind kind, std::size_t length);
  bool string();
  bool escape(std::size_t start, std::string& out);
  void number();
  bool symbol();

  std::string_view m_text;
  std::vector<Token>& m_tokens;
  FilterError& m_error;
  std::size_t m_at = 0;
};

Token& Lexer::push(TokenKind kind, std::size_t length) {
  Token& token = m_tokens.emplace_back();
  token.kind = kind;
  token.column = m_at;
  token.length = length;
  token.text = m_text.substr(m_at, length);
  m_at += length;
  return token;
}

bool Lexer::looksLikeTime() const {
  for (std::size_t i = 0; i < 10; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? at(m_at + i) != '-' : !isDigit(at(m_at + i))) return false;
  }
  return true;
}

bool Lexer::escape(std::size_t start, std::string& out) {
  static constexpr std::string_view kFrom = "\"'\\/nrt";
  static constexpr std::string_view kTo = "\"'\\/\n\r\t";
  if (const auto known = kFrom.find(at(m_at));
      at(m_at) != '\0' && known != std::string_view::npos) {
    out += kTo[known];
    ++m_at;
    return true;
  }
  std::string_view rest = m_text.substr(m_at);
  if (rest.starts_with('u')) {
    rest.remove_prefix(1);
    const std::size_t before = out.size();
    if (appendUnicodeEscape(rest, out) && out[before] != '\0') {
      m_at = m_text.size() - rest.size();
      return true;
    }
  }
  return fail(start, m_at + 1 - start, "unknown escape in a string",
              "\\\\ for a backslash, \\u0041 for a code point");
}

bool Lexer::string() {
  const std::size_t start = m_at;
  const char mark = m_text[m_at++];
  std::string value;
  while (m_at < m_text.size() && m_text[m_at] != mark) {
    const char c = m_text[m_at++];
    if (c == '\0') return fail(m_at - 1, 1, "a zero byte cannot stand in a string");
    if (c != '\\') {
      value += c;
    } else if (!escape(m_at - 1, value)) {
      return false;
    }
  }
  if (m_at == m_text.size())
    return fail(start, m_at - start, "the string is not closed", std::string(1, mark));
  const std::size_t length = ++m_at - start;
  m_at = start;
  push(TokenKind::String, length).text = std::move(value);
  return true;
}

void Lexer::number() {
  std::size_t end = m_at + (m_text[m_at] == '-' ? 1 : 0);
  while (isDigit(at(end))) ++end;
  if (at(end) == '.' && isDigit(at(end + 1))) {
    ++end;
    while (isDigit(at(end))) ++end;
  }
  if (at(end) == 'e' || at(end) == 'E') {
    const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
    if (isDigit(at(end + 1 + sign))) {
      end += 1 + sign;
      while (isDigit(at(end))) ++end;
    }
  }
  std::size_t unitEnd = end;
  while (isLetter(at(unitEnd)) || (unitEnd > end && isDigit(at(unitEnd)))) ++unitEnd;
  const std::size_t start = m_at;
  Token& token = push(TokenKind::Number, unitEnd - m_at);
  token.unit = m_text.substr(end, unitEnd - end);
  token.text = m_text.substr(start, end - start);
}

bool Lexer::symbol() {
  const std::string_view rest = m_text.substr(m_at);
  for (const auto& known : kSymbols) {
    if (known.kind == TokenKind::End || !rest.starts_with(known.text)) continue;
    push(known.kind, known.text.size()).comparison = known.comparison;
    return true;
  }
  switch (rest.front()) {
    case '=':
      return fail(m_at, 1, "'=' is not an operator", "==");
    case '&':
      return fail(m_at, 1, "'&' is not an operator", "&&");
    case '|':
      return fail(m_at, 1, "'|' is not an operator", "||");
    default:
      return fail(m_at, 1, "unexpected character");
  }
}

bool Lexer::run() {
  if (m_text.size() > kMaxTextBytes)
    return fail(kMaxTextBytes, m_text.size() - kMaxTextBytes, "the filter is longer than 16 KiB");
  while (m_at < m_text.size()) {
    const char c = m_text[m_at];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++m_at;
    } else if (c == '"' || c == '\'') {
      if (!string()) return false;
    } else if (isLetter(c)) {
      std::size_t end = m_at;
      while (isLetter(at(end)) || isDigit(at(end))) ++end;
      push(TokenKind::Word, end - m_at);
    } else if (isDigit(c) && looksLikeTime()) {
      std::size_t end = m_at + 10;
      while (isDigit(at(end)) || isLetter(at(end)) || at(end) == ':' || at(end) == '.' ||
             at(end) == '+' || at(end) == '-') {
        ++end;
      }
      push(TokenKind::Time, end - m_at);
    } else if (isDigit(c) || (c == '-' && isDigit(at(m_at + 1)))) {
      number();
    } else if (!symbol()) {
      return false;
    }
  }
  push(TokenKind::End, 0);
  return true;
}

}  // namespace

bool lex(std::string_view text, std::vector<Token>& tokens, FilterError& error) {
  tokens.clear();
  return Lexer(text, tokens, error).run();
}

bool isWord(std::string_view text) {
  if (text.empty() || !isLetter(text.front())) return false;
  for (const char c : text) {
    if (!isLetter(c) && !isDigit(c)) return false;
  }
  return true;
}

}  // namespace rheo::query
