// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "model/query/payload_path.h"
#include "model/query/utf8.h"

namespace rheo::query {
namespace {

bool isSpace(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool endsWord(char c) {
  return c == ',' || c == ':' || c == ']' || c == '}' || c == '[' || c == '{' || c == '"' ||
         isSpace(c);
}

/// Reads forward through JSON text. Every step returns false where the text is cut or malformed.
class JsonScan {
 public:
  explicit JsonScan(std::string_view text) : m_rest(text) {}

  bool enterMember(std::string_view name);
  bool enterElement(std::int32_t index);
  PayloadValue scalar();

 private:
  void skipSpace() {
    std::size_t at = 0;
    while (at < m_rest.size() && isSpace(m_rest[at])) ++at;
    m_rest.remove_prefix(at);
  }
  bool take(char c) {
    skipSpace();
    if (m_rest.empty() || m_rest.front() != c) return false;
    m_rest.remove_prefix(1);
    return true;
  }
  bool takeRawString(std::string_view& raw);
  bool skipValue();
  PayloadValue number();

  std::string_view m_rest;
};

/// The inside of a string, escapes as written.
bool JsonScan::takeRawString(std::string_view& raw) {
  if (!take('"')) return false;
  for (std::size_t at = 0; at < m_rest.size(); ++at) {
    if (m_rest[at] == '\\') {
      ++at;
    } else if (m_rest[at] == '"') {
      raw = m_rest.substr(0, at);
      m_rest.remove_prefix(at + 1);
      return true;
    }
  }
  return false;
}

bool appendEscape(std::string_view& raw, std::string& out) {
  if (raw.empty()) return false;
  const char c = raw.front();
  raw.remove_prefix(1);
  switch (c) {
    case '"':
    case '\\':
    case '/':
      out += c;
      return true;
    case 'b':
      out += '\b';
      return true;
    case 'f':
      out += '\f';
      return true;
    case 'n':
      out += '\n';
      return true;
    case 'r':
      out += '\r';
      return true;
    case 't':
      out += '\t';
      return true;
    case 'u':
      return appendUnicodeEscape(raw, out);
    default:
      return false;
  }
}

bool decodeString(std::string_view raw, std::string& out) {
  out.clear();
  while (!raw.empty()) {
    const auto plain = raw.substr(0, raw.find('\\'));
    out += plain;
    raw.remove_prefix(plain.size());
    if (raw.empty()) break;
    raw.remove_prefix(1);
    if (!appendEscape(raw, out)) return false;
  }
  return true;
}

bool isName(std::string_view raw, std::string_view name) {
  if (raw.find('\\') == std::string_view::npos) return raw == name;
  std::string decoded;
  return decodeString(raw, decoded) && decoded == name;
}

bool JsonScan::enterMember(std::string_view name) {
  if (!take('{')) return false;
  do {
    std::string_view key;
    if (!takeRawString(key) || !take(':')) return false;
    if (isName(key, name)) return true;
    if (!skipValue()) return false;
  } while (take(','));
  return false;
}

bool JsonScan::enterElement(std::int32_t index) {
  if (!take('[')) return false;
  for (; index > 0; --index) {
    if (!skipValue() || !take(',')) return false;
  }
  return true;
}

/// Skips one value; nesting is counted, not recursed into.
bool JsonScan::skipValue() {
  std::size_t depth = 0;
  std::string_view ignored;
  for (;;) {
    skipSpace();
    if (m_rest.empty()) return false;
    const char c = m_rest.front();
    if (c == '"') {
      if (!takeRawString(ignored)) return false;
    } else if (c == '{' || c == '[') {
      ++depth;
      m_rest.remove_prefix(1);
    } else if (c == '}' || c == ']') {
      if (depth == 0) return false;
      --depth;
      m_rest.remove_prefix(1);
    } else if (c == ',' || c == ':') {
      if (depth == 0) return false;
      m_rest.remove_prefix(1);
      continue;
    } else {
      std::size_t end = 1;
      while (end < m_rest.size() && !endsWord(m_rest[end])) ++end;
      if (end == m_rest.size()) return false;
      m_rest.remove_prefix(end);
    }
    if (depth == 0) return true;
  }
}

PayloadValue JsonScan::number() {
  std::size_t end = 0;
  while (end < m_rest.size() && !endsWord(m_rest[end])) ++end;
  // A number at the very end may have been cut in the middle.
  if (end == m_rest.size()) return {};
  const auto text = m_rest.substr(0, end);
  PayloadValue value;
  const char* last = text.data() + text.size();
  if (const auto [at, error] = std::from_chars(text.data(), last, value.integer);
      error == std::errc() && at == last) {
    value.kind = PayloadValue::Kind::Integer;
  } else if (const auto real = std::from_chars(text.data(), last, value.real);
             real.ec == std::errc() && real.ptr == last) {
    value.kind = PayloadValue::Kind::Real;
  }
  return value;
}

PayloadValue JsonScan::scalar() {
  PayloadValue value;
  skipSpace();
  if (m_rest.empty()) return value;
  if (m_rest.front() == '"') {
    std::string_view raw;
    if (takeRawString(raw) && decodeString(raw, value.text)) value.kind = PayloadValue::Kind::Text;
  } else if (m_rest.starts_with("true") || m_rest.starts_with("false")) {
    value.kind = PayloadValue::Kind::Bool;
    value.boolean = m_rest.front() == 't';
  } else if (m_rest.front() == '-' || (m_rest.front() >= '0' && m_rest.front() <= '9')) {
    return number();
  }
  return value;
}

}  // namespace

PayloadValue payloadAt(std::string_view json, const PayloadPath& path) {
  JsonScan scan(json);
  for (const auto& step : path) {
    const bool found =
        step.index >= 0 ? scan.enterElement(step.index) : scan.enterMember(step.name);
    if (!found) return {};
  }
  return scan.scalar();
}

}  // namespace rheo::query
