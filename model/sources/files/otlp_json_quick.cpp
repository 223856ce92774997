// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/otlp_json_quick.h"

#include <charconv>
#include <cstring>

#include "model/json/json_writer.h"
#include "model/json/plain_text.h"
#include "model/sources/files/attribute_text.h"
#include "model/sources/files/otlp_values.h"

namespace rheo::files {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

void OtlpJsonQuick::skip() {
  while (*m_at == ' ' && m_at < m_end) ++m_at;
}

bool OtlpJsonQuick::eat(char c) {
  skip();
  if (*m_at != c) return false;
  ++m_at;
  return true;
}

bool OtlpJsonQuick::text(std::string_view& to) {
  if (!eat('"')) return false;
  const char* end = plainEnd(m_at, m_end);
  if (end == nullptr || *end != '"') return false;
  to = {m_at, static_cast<std::size_t>(end - m_at)};
  m_at = end + 1;
  return true;
}

/// A whole number as JSON allows it, in quotes or not.
bool OtlpJsonQuick::digits(std::string_view& to) {
  const bool quoted = eat('"');
  const char* begin = m_at;
  if (*m_at == '-') ++m_at;
  const char* first = m_at;
  while (isDigit(*m_at)) ++m_at;
  const auto count = m_at - first;
  if (count == 0 || count > 19 || (*first == '0' && m_at - begin > 1)) return false;
  to = {begin, static_cast<std::size_t>(m_at - begin)};
  if (quoted) return *m_at++ == '"';
  return *m_at == ',' || *m_at == '}' || *m_at == ' ';
}

bool OtlpJsonQuick::number(std::int64_t& to, std::string_view& text) {
  return digits(text) &&
         std::from_chars(text.data(), text.data() + text.size(), to).ec == std::errc();
}

/// A member that means nothing here.
bool OtlpJsonQuick::scalar() {
  std::string_view ignored;
  skip();
  return *m_at == '"' ? text(ignored) : digits(ignored);
}

bool OtlpJsonQuick::emptyList() {
  return eat('[') && eat(']');
}

/// each(key) stands behind the colon, and reads the value.
template <class Each>
bool OtlpJsonQuick::members(Each&& each) {
  if (!eat('{')) return false;
  if (eat('}')) return true;
  do {
    std::string_view key;
    if (!text(key) || !eat(':') || !each(key)) return false;
  } while (eat(','));
  return eat('}');
}

bool OtlpJsonQuick::real(Attribute& to) {
  skip();
  double value = 0;
  const auto [stop, error] = std::from_chars(m_at, m_end, value);
  // What is no JSON number, but one to others ("inf"), is none here.
  const bool starts = isDigit(*m_at) || (*m_at == '-' && isDigit(m_at[1]));
  if (error != std::errc() || !starts || (*stop != '}' && *stop != ' ')) return false;
  const bool zeros = m_at[*m_at == '-'] == '0' && isDigit(m_at[1 + (*m_at == '-')]);
  if (zeros || stop[-1] == '.') return false;
  m_at = stop;
  m_scratch.clear();
  JsonWriter(m_scratch).real(value);
  to.value = m_pool.keep(m_scratch);
  return true;
}

bool OtlpJsonQuick::value(Attribute& to) {
  bool any = false;
  return members([&](std::string_view key) {
           // One kind each; a second is left to who knows what to do.
           if (any) return false;
           any = true;
           if (key == "stringValue") {
             to.type = Attribute::Type::Text;
             return text(to.value);
           }
           to.type = Attribute::Type::Json;
           std::int64_t checked = 0;
           if (key == "intValue") return number(checked, to.value);
           if (key == "doubleValue") return real(to);
           if (key != "boolValue") return false;
           skip();
           to.value = *m_at == 't' ? "true" : "false";
           if (std::string_view(m_at, to.value.size()) != to.value) return false;
           m_at += to.value.size();
           return true;
         }) &&
         any;
}

/// {"key":"...","value":{"stringValue":"..."}} without a blank: what nearly every exporter writes
/// most of the time. Moves on only if it is.
bool OtlpJsonQuick::usualText(Attribute& to) {
  constexpr std::string_view kKey = R"({"key":")";
  constexpr std::string_view kValue = R"(","value":{"stringValue":")";
  constexpr std::string_view kOver = R"("}})";
  const auto follows = [](const char* at, std::string_view what) {
    return std::memcmp(at, what.data(), what.size()) == 0;
  };
  if (!follows(m_at, kKey)) return false;
  const char* const key = m_at + kKey.size();
  const char* const keyEnd = plainEnd(key, m_end);
  if (keyEnd == nullptr || !follows(keyEnd, kValue)) return false;
  const char* const value = keyEnd + kValue.size();
  const char* const valueEnd = plainEnd(value, m_end);
  if (valueEnd == nullptr || !follows(valueEnd, kOver)) return false;
  to = {{key, keyEnd}, {value, valueEnd}, Attribute::Type::Text};
  m_at = valueEnd + kOver.size();
  return true;
}

bool OtlpJsonQuick::attribute() {
  Attribute& made = m_span.attributes.emplace_back();
  if (usualText(made)) return true;
  bool hasKey = false, hasValue = false;
  return members([&](std::string_view key) {
           if (key == "key" && !hasKey) return hasKey = text(made.key);
           if (key == "value" && !hasValue) return hasValue = value(made);
           return false;
         }) &&
         hasKey && hasValue;
}

bool OtlpJsonQuick::attributes() {
  if (!eat('[')) return false;
  if (eat(']')) return true;
  do {
    if (!attribute()) return false;
  } while (eat(','));
  return eat(']');
}

bool OtlpJsonQuick::kind() {
  skip();
  std::string_view name;
  if (*m_at == '"' && !isDigit(m_at[1])) {
    if (!text(name)) return false;
    m_span.kind = otlpKind(name);
    return true;
  }
  std::int64_t kind = 0;
  if (!number(kind, name)) return false;
  m_span.kind = otlpKind(kind);
  return true;
}

bool OtlpJsonQuick::status() {
  return members([&](std::string_view key) {
    if (key == "message") return text(m_span.statusMessage);
    std::int64_t code = 0;
    std::string_view text_;
    if (key != "code" || !number(code, text_)) return false;
    m_span.isError = code == 2;
    return true;
  });
}

bool OtlpJsonQuick::member(std::string_view key) {
  std::string_view id;
  if (key == "traceId") {
    if (!text(id)) return false;
    m_span.traceId = lenientId(id).value_or(Id128{});
    return true;
  }
  if (key == "spanId" || key == "parentSpanId") {
    if (!text(id)) return false;
    (key == "spanId" ? m_span.spanId : m_span.parentSpanId) = lenientSpanId(id).value_or(0);
    return true;
  }
  if (key == "name") return text(m_span.name);
  if (key == "kind") return kind();
  if (key == "startTimeUnixNano") return number(m_span.startNs, id);
  if (key == "endTimeUnixNano") return number(m_span.endNs, id);
  if (key == "attributes") return attributes();
  if (key == "status") return status();
  if (key == "events" || key == "links") return emptyList();
  return scalar();
}

std::size_t OtlpJsonQuick::read(std::string_view whole) {
  m_at = whole.data();
  m_end = whole.data() + whole.size();
  m_span.clear();
  m_pool.clear();
  const bool good = members([this](std::string_view key) { return member(key); });
  // An id that is none is told by who can say where.
  if (!good || m_at > m_end || m_span.traceId.isNull() || m_span.spanId == 0) return 0;
  return static_cast<std::size_t>(m_at - whole.data());
}

}  // namespace rheo::files
