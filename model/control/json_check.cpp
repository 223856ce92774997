// SPDX-License-Identifier: Apache-2.0
#include "model/control/json_check.h"

#include <array>
#include <cstdio>

namespace rheo::control {
namespace {

constexpr int kDeepest = 64;

class Parser {
 public:
  explicit Parser(std::string_view text) : m_text(text) {}

  bool document(JsonFault* fault) {
    space();
    bool good = value(0);
    if (good) {
      space();
      if (m_at != m_text.size()) good = fail("something follows the value");
    }
    if (!good && fault != nullptr) *fault = {m_at, m_what};
    return good;
  }

 private:
  bool fail(const char* what) {
    if (m_what.empty()) m_what = what;
    return false;
  }
  [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
  bool eat(char c) {
    if (peek() != c || m_at >= m_text.size()) return false;
    ++m_at;
    return true;
  }
  void space() {
    while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != m_text.npos) {
      ++m_at;
    }
  }
  bool word(std::string_view expected) {
    if (m_text.substr(m_at, expected.size()) != expected) return fail("not a JSON value");
    m_at += expected.size();
    return true;
  }

  bool value(int depth) {
    if (depth > kDeepest) return fail("nested deeper than 64 levels");
    switch (peek()) {
      case '{':
        return members(depth, '}', true);
      case '[':
        return members(depth, ']', false);
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  bool members(int depth, char end, bool named) {
    ++m_at;
    space();
    if (eat(end)) return true;
    while (true) {
      space();
      if (named) {
        if (peek() != '"') return fail("a member name in quotes is missing");
        if (!string()) return false;
        space();
        if (!eat(':')) return fail("':' is missing");
        space();
      }
      if (!value(depth + 1)) return false;
      space();
      if (eat(end)) return true;
      if (!eat(',')) return fail(named ? "',' or '}' is missing" : "',' or ']' is missing");
    }
  }

  bool string() {
    ++m_at;
    while (m_at < m_text.size()) {
      const auto c = static_cast<unsigned char>(m_text[m_at++]);
      if (c == '"') return true;
      if (c < 0x20) return fail("a control character in a string");
      if (c == '\\' && !escape()) return false;
    }
    return fail("a string has no end");
  }

  bool escape() {
    const char c = peek();
    ++m_at;
    if (c != 'u') {
      return c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos
                 ? true
                 : fail("an unknown escape");
    }
    for (int i = 0; i < 4; ++i, ++m_at) {
      if (std::string_view("0123456789abcdefABCDEF").find(peek()) == std::string_view::npos) {
        return fail("four hex digits are missing");
      }
    }
    return true;
  }

  bool digits() {
    const std::size_t from = m_at;
    while (peek() >= '0' && peek() <= '9') ++m_at;
    return m_at > from || fail(from < m_text.size() ? "not a JSON value" : "the text ends early");
  }

  bool number() {
    eat('-');
    if (!eat('0') && !digits()) return false;
    if (eat('.') && !digits()) return false;
    if (peek() == 'e' || peek() == 'E') {
      ++m_at;
      if (!eat('+')) eat('-');
      return digits();
    }
    return true;
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::string m_what;
};

}  // namespace

bool isJson(std::string_view text, JsonFault* fault) {
  return Parser(text).document(fault);
}

bool isJsonObject(std::string_view text, JsonFault* fault) {
  if (!isJson(text, fault)) return false;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (text[first] == '{') return true;
  if (fault != nullptr) *fault = {first, "not an object"};
  return false;
}

std::string jsonString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 8> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escaped.data();
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace rheo::control
