// SPDX-License-Identifier: Apache-2.0
#include "model/query/literal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "model/base/ids.h"
#include "model/query/suggest.h"
#include "model/query/units.h"

namespace rheo::query {
namespace {

class LiteralReader {
 public:
  LiteralReader(const Token& token, Field field, Literal& out, FilterError& error)
      : m_token(token), m_info(infoOf(field)), m_out(out), m_error(error) {}

  bool nameValue() { return text() && enumerated(); }
  bool text();
  bool id();
  bool number();
  bool withUnit(std::span<const Unit> units, std::string_view example, bool unitNeeded);
  bool time();
  bool payload();

 private:
  bool fail(std::string message, std::string suggestion = {}) {
    m_error = {m_token.column, m_token.length, std::move(message), std::move(suggestion)};
    return false;
  }
  bool integer(std::int64_t value) {
    m_out.kind = Literal::Kind::Integer;
    m_out.integer = value;
    return true;
  }
  [[nodiscard]] std::string name() const { return std::string(m_info.name); }
  bool enumerated();
  bool scaled(long double scale);

  const Token& m_token;
  const FieldInfo& m_info;
  Literal& m_out;
  FilterError& m_error;
};

std::vector<std::string_view> valuesOf(Field field) {
  std::vector<std::string_view> values;
  for (int i = 0; field == Field::Stage && i < 64; ++i) {
    const auto stage = stageName(static_cast<Stage>(i));
    if (stageFromName(stage)) values.push_back(stage);
  }
  for (int i = 0; field == Field::Kind && i < 4; ++i)
    values.push_back(kindName(static_cast<Kind>(i)));
  return values;
}

/// stage and kind know all their values.
bool LiteralReader::enumerated() {
  const auto values = valuesOf(m_info.field);
  if (values.empty()) return true;
  for (const auto value : values) {
    if (value == m_out.text) return true;
  }
  const std::string near = nearest(m_out.text, values);
  return fail("there is no " + name() + " '" + m_out.text + "'",
              near.empty() ? std::string() : quote(near));
}

bool LiteralReader::text() {
  if (m_token.kind != TokenKind::String) {
    const bool word = m_token.kind == TokenKind::Word || m_token.kind == TokenKind::Number;
    return fail(name() + " is compared with a string",
                word ? quote(m_token.text + m_token.unit) : std::string());
  }
  m_out.kind = Literal::Kind::Text;
  m_out.text = m_token.text;
  return true;
}

bool LiteralReader::id() {
  if (!text()) return false;
  if (m_out.text.empty()) return true;  // none
  for (char& c : m_out.text) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c + 32);
  }
  const bool span = m_info.field == Field::Span || m_info.field == Field::Parent;
  const bool valid = span ? m_out.text.size() == 16 && parseHex64(m_out.text).has_value()
                          : Id128::fromHex(m_out.text).has_value();
  if (valid && m_out.text.find_first_not_of('0') != std::string::npos) return true;
  if (valid) return fail("an id of zeros means none", "\"\"");
  return fail(name() + (span ? " has 16 hex digits" : " has 32 hex digits"),
              "for a prefix: " + name() + " ~ \"^" + m_out.text.substr(0, 32) + "\"");
}

bool LiteralReader::number() {
  if (m_token.kind != TokenKind::Number) return fail(name() + " is compared with a number");
  if (!m_token.unit.empty()) return fail(name() + " has no unit", m_token.text);
  const char* end = m_token.text.data() + m_token.text.size();
  const auto whole = std::from_chars(m_token.text.data(), end, m_out.integer);
  if (whole.ec == std::errc() && whole.ptr == end) {
    m_out.kind = Literal::Kind::Integer;
    return true;
  }
  m_out.integer = 0;
  const auto real = std::from_chars(m_token.text.data(), end, m_out.real);
  if (real.ec != std::errc() || real.ptr != end) return fail("the number is out of range");
  m_out.kind = Literal::Kind::Real;
  return true;
}

bool LiteralReader::withUnit(std::span<const Unit> units, std::string_view example,
                             bool unitNeeded) {
  if (m_token.kind != TokenKind::Number)
    return fail(name() + " is compared with a value such as " + std::string(example));
  long double scale = 1;
  if (!m_token.unit.empty()) {
    const Unit* unit = findUnit(units, m_token.unit);
    if (unit == nullptr) {
      std::vector<std::string_view> names;
      for (const auto& known : units) names.push_back(known.name);
      const std::string near = nearest(m_token.unit, names);
      return fail("unknown unit '" + m_token.unit + "'", near.empty() ? near : m_token.text + near);
    }
    scale = static_cast<long double>(unit->scale);
  } else if (unitNeeded && m_token.text.find_first_not_of("0.") != std::string::npos) {
    return fail(name() + " needs a unit", m_token.text + "ms");
  }
  return scaled(scale);
}

bool LiteralReader::scaled(long double scale) {
  double exact = 0;
  std::int64_t whole = 0;
  const char* end = m_token.text.data() + m_token.text.size();
  const auto read = std::from_chars(m_token.text.data(), end, whole);
  std::int64_t product = 0;
  if (read.ec == std::errc() && read.ptr == end) {
    if (__builtin_mul_overflow(whole, static_cast<std::int64_t>(scale), &product))
      return fail("the value is out of range");
    return integer(product);
  }
  const auto real = std::from_chars(m_token.text.data(), end, exact);
  const long double value = static_cast<long double>(exact) * scale;
  if (real.ec != std::errc() || std::fabs(value) >= 9.2e18L)
    return fail("the value is out of range");
  return integer(static_cast<std::int64_t>(std::llroundl(value)));
}

bool LiteralReader::time() {
  if (m_token.kind == TokenKind::Number && m_token.unit.empty()) {
    return (number() && m_out.kind == Literal::Kind::Integer) ||
           fail("a time in nanoseconds is a whole number");
  }
  if (m_token.kind == TokenKind::Time || m_token.kind == TokenKind::String) {
    if (const auto parsed = parseIsoTime(m_token.text)) return integer(*parsed);
  }
  return fail("time is compared with an ISO 8601 time", "2026-01-31T12:00:00Z");
}

/// A value behind a path takes its kind from what is written.
bool LiteralReader::payload() {
  if (m_token.kind == TokenKind::String) return text();
  if (m_token.kind == TokenKind::Word && (m_token.text == "true" || m_token.text == "false")) {
    m_out.kind = Literal::Kind::Bool;
    m_out.boolean = m_token.text == "true";
    return true;
  }
  if (m_token.kind == TokenKind::Number) return number();
  return fail("a payload value is compared with a string, a number, true or false",
              m_token.kind == TokenKind::Word ? quote(m_token.text) : std::string());
}

}  // namespace

bool readLiteral(const Token& token, const Expr& expr, bool pattern, Literal& out,
                 FilterError& error) {
  LiteralReader reader(token, expr.field, out, error);
  if (pattern) return reader.text();
  switch (valueKind(expr)) {
    case FieldKind::Name:
      return reader.nameValue();
    case FieldKind::Text:
      return reader.text();
    case FieldKind::Number:
      return reader.number();
    case FieldKind::Duration:
      return reader.withUnit(durationUnits(), "250ms", true);
    case FieldKind::Size:
      return reader.withUnit(sizeUnits(), "2KiB", false);
    case FieldKind::Time:
      return reader.time();
    case FieldKind::Id:
      return reader.id();
    case FieldKind::Payload:
      return reader.payload();
    case FieldKind::Flag:
      break;
  }
  error = {token.column, token.length, "a flag is not compared", {}};
  return false;
}

}  // namespace rheo::query
