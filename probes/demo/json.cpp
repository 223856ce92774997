// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/json.hpp"

#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace rheo::demo {
namespace {

constexpr int kMaxNesting = 32;

void appendEscaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", c);
      out += code;
    } else {
      out += c;
    }
  }
}

/// Walks JSON text once; every function leaves `at` behind what it took, or sets `fault`.
struct Scanner {
  std::string_view text;
  std::size_t at = 0;
  const char* fault = nullptr;

  bool fail(const char* what) {
    if (!fault) fault = what;
    return false;
  }
  [[nodiscard]] char peek() const { return at < text.size() ? text[at] : '\0'; }
  void space() {
    while (at < text.size() && std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos)
      ++at;
  }
  bool take(char c, const char* what) {
    if (peek() != c || at >= text.size()) return fail(what);
    ++at;
    return true;
  }

  bool string(std::string_view& inside) {
    if (!take('"', "expected a string")) return false;
    const std::size_t start = at;
    while (at < text.size() && text[at] != '"') {
      if (static_cast<unsigned char>(text[at]) < 0x20) return fail("control character in a string");
      if (text[at] == '\\') ++at;
      ++at;
    }
    if (at >= text.size()) return fail("string without an end");
    inside = text.substr(start, at - start);
    ++at;
    return true;
  }

  bool digits() {
    const std::size_t start = at;
    while (std::isdigit(static_cast<unsigned char>(peek())) != 0) ++at;
    return at > start || fail("expected a digit");
  }

  bool number() {
    if (peek() == '-') ++at;
    if (!digits()) return false;
    if (peek() == '.') {
      ++at;
      if (!digits()) return false;
    }
    if (peek() != 'e' && peek() != 'E') return true;
    ++at;
    if (peek() == '+' || peek() == '-') ++at;
    return digits();
  }

  bool word(std::string_view expected) {
    if (text.substr(at, expected.size()) != expected) return fail("expected a value");
    at += expected.size();
    return true;
  }

  bool array(int depth) {
    ++at;
    space();
    if (peek() == ']') return take(']', "");
    do {
      if (!value(depth)) return false;
      space();
    } while (peek() == ',' && ++at);
    return take(']', "expected ',' or ']'");
  }

  bool value(int depth) {
    if (depth > kMaxNesting) return fail("nested too deeply");
    space();
    std::string_view ignored;
    switch (peek()) {
      case '{':
        return object(depth + 1, [](auto, auto) {});
      case '[':
        return array(depth + 1);
      case '"':
        return string(ignored);
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

  template <class Member>
  bool object(int depth, Member member) {
    if (!take('{', "expected an object")) return false;
    space();
    if (peek() == '}') return take('}', "");
    do {
      std::string_view name;
      space();
      if (!string(name)) return false;
      space();
      if (!take(':', "expected ':'")) return false;
      space();
      const std::size_t start = at;
      if (!value(depth)) return false;
      member(name, text.substr(start, at - start));
      space();
    } while (peek() == ',' && ++at);
    return take('}', "expected ',' or '}'");
  }
};

}  // namespace

void JsonWriter::name(std::string_view name) {
  if (m_out.size() > 1) m_out += ',';
  m_out += '"';
  m_out += name;
  m_out += "\":";
}

JsonWriter& JsonWriter::text(std::string_view member, std::string_view value) {
  name(member);
  m_out += '"';
  appendEscaped(m_out, value);
  m_out += '"';
  return *this;
}

JsonWriter& JsonWriter::number(std::string_view member, std::int64_t value) {
  name(member);
  m_out += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::cents(std::string_view member, std::int64_t hundredths) {
  name(member);
  const std::int64_t rest = std::abs(hundredths) % 100;
  if (hundredths < 0) m_out += '-';
  m_out += std::to_string(std::abs(hundredths) / 100);
  m_out += rest < 10 ? ".0" : ".";
  m_out += std::to_string(rest);
  return *this;
}

JsonWriter& JsonWriter::flag(std::string_view member, bool value) {
  return raw(member, value ? "true" : "false");
}

JsonWriter& JsonWriter::raw(std::string_view member, std::string_view json) {
  name(member);
  m_out += json.empty() ? std::string_view("null") : json;
  return *this;
}

std::string JsonWriter::take() {
  m_out += '}';
  std::string done = std::move(m_out);
  m_out = "{";
  return done;
}

bool JsonObject::parse(std::string_view text, std::string& reason) {
  m_members.clear();
  Scanner scanner{text};
  scanner.space();
  bool good = scanner.object(0, [this](std::string_view name, std::string_view value) {
    m_members.emplace_back(name, value);
  });
  scanner.space();
  if (good && scanner.at != text.size()) good = scanner.fail("text after the object");
  if (!good) reason = std::string(scanner.fault) + " at offset " + std::to_string(scanner.at);
  return good;
}

std::string_view JsonObject::raw(std::string_view name) const {
  for (const auto& [member, value] : m_members) {
    if (member == name) return value;
  }
  return {};
}

bool JsonObject::isText(std::string_view name) const {
  return raw(name).starts_with('"');
}

bool JsonObject::isObject(std::string_view name) const {
  return raw(name).starts_with('{');
}

bool JsonObject::isNumber(std::string_view name) const {
  const std::string_view value = raw(name);
  return !value.empty() &&
         (value[0] == '-' || std::isdigit(static_cast<unsigned char>(value[0])) != 0);
}

std::string_view JsonObject::text(std::string_view name) const {
  const std::string_view value = raw(name);
  return value.starts_with('"') ? value.substr(1, value.size() - 2) : std::string_view();
}

double JsonObject::number(std::string_view name) const {
  const std::string_view value = raw(name);
  double result = 0;
  std::from_chars(value.data(), value.data() + value.size(), result);
  return result;
}

std::int64_t JsonObject::cents(std::string_view name) const {
  const double value = number(name) * 100;
  return std::abs(value) < 1e15 ? std::llround(value) : 0;
}

std::string JsonObject::with(std::string_view name, std::string_view value) const {
  JsonWriter out;
  out.text(name, value);
  for (const auto& [member, json] : m_members) {
    if (member != name) out.raw(member, json);
  }
  return out.take();
}

std::string_view firstText(std::string_view json, std::string_view name) {
  const std::string member = '"' + std::string(name) + '"';
  const std::size_t at = json.find(member);
  if (at == std::string_view::npos) return {};
  const std::size_t start = json.find('"', at + member.size());
  if (start == std::string_view::npos) return {};
  const std::size_t end = json.find('"', start + 1);
  return end == std::string_view::npos ? std::string_view()
                                       : json.substr(start + 1, end - start - 1);
}

}  // namespace rheo::demo
