// SPDX-License-Identifier: Apache-2.0
#include "model/json/json.h"

#include <simdjson.h>

#include <bit>
#include <charconv>
#include <cmath>

namespace rheo {
namespace {

using simdjson::dom::element;

static_assert(sizeof(element) == 2 * sizeof(std::uint64_t));
static_assert(std::is_trivially_copyable_v<element>);
static_assert(JsonParser::kPadding >= simdjson::SIMDJSON_PADDING);

element elementOf(const std::array<std::uint64_t, 2>& state) {
  return std::bit_cast<element>(state);
}

std::array<std::uint64_t, 2> stateOf(const element& value) {
  return std::bit_cast<std::array<std::uint64_t, 2>>(value);
}

}  // namespace

struct JsonParser::Impl {
  simdjson::dom::parser parser;
};

JsonParser::JsonParser() : m_impl(std::make_unique<Impl>()) {}
JsonParser::~JsonParser() = default;
JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

JsonValue JsonParser::parse(std::string_view text) {
  m_copy.assign(text);
  m_copy.append(kPadding, ' ');
  return parsePadded(std::string_view(m_copy).substr(0, text.size()));
}

JsonValue JsonParser::parsePadded(std::string_view text) {
  element root;
  const auto error = m_impl->parser.parse(text.data(), text.size(), false).get(root);
  if (error == simdjson::SUCCESS) return JsonValue(stateOf(root));
  m_what = simdjson::error_message(error);
  return {};
}

JsonType JsonValue::type() const {
  if (!exists()) return JsonType::None;
  switch (elementOf(m_state).type()) {
    case simdjson::dom::element_type::ARRAY:
      return JsonType::Array;
    case simdjson::dom::element_type::OBJECT:
      return JsonType::Object;
    case simdjson::dom::element_type::INT64:
      return JsonType::Integer;
    case simdjson::dom::element_type::UINT64:
      return JsonType::Unsigned;
    case simdjson::dom::element_type::DOUBLE:
      return JsonType::Real;
    case simdjson::dom::element_type::STRING:
      return JsonType::Text;
    case simdjson::dom::element_type::BOOL:
      return JsonType::Bool;
    case simdjson::dom::element_type::NULL_VALUE:
      return JsonType::Null;
  }
  return JsonType::None;
}

std::string_view JsonValue::text() const {
  std::string_view value;
  if (!exists() || elementOf(m_state).get(value) != simdjson::SUCCESS) return {};
  return value;
}

std::optional<std::int64_t> JsonValue::integer() const {
  std::int64_t value = 0;
  switch (type()) {
    case JsonType::Integer:
      if (elementOf(m_state).get(value) == simdjson::SUCCESS) return value;
      return std::nullopt;
    case JsonType::Real: {
      const double number = *real();
      if (std::nearbyint(number) != number || std::abs(number) > 9.2e18) return std::nullopt;
      return static_cast<std::int64_t>(number);
    }
    case JsonType::Text: {
      const std::string_view digits = text();
      const auto end = digits.data() + digits.size();
      const auto [stop, error] = std::from_chars(digits.data(), end, value);
      if (error == std::errc() && stop == end && !digits.empty()) return value;
      return std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

std::optional<double> JsonValue::real() const {
  double value = 0;
  if (!exists() || elementOf(m_state).get(value) != simdjson::SUCCESS) return std::nullopt;
  return value;
}

bool JsonValue::isTrue() const {
  bool value = false;
  return exists() && elementOf(m_state).get(value) == simdjson::SUCCESS && value;
}

JsonValue JsonValue::operator[](std::string_view key) const {
  if (!isObject()) return {};
  element value;
  if (elementOf(m_state).at_key(key).get(value) != simdjson::SUCCESS) return {};
  return JsonValue(stateOf(value));
}

std::string JsonValue::json() const {
  return exists() ? simdjson::minify(elementOf(m_state)) : std::string();
}

void JsonValue::visitMembers(void* to, void (*each)(void*, std::string_view, JsonValue)) const {
  simdjson::dom::object object;
  if (!exists() || elementOf(m_state).get(object) != simdjson::SUCCESS) return;
  for (const auto& field : object) each(to, field.key, JsonValue(stateOf(field.value)));
}

void JsonValue::visitElements(void* to, void (*each)(void*, JsonValue)) const {
  simdjson::dom::array array;
  if (!exists() || elementOf(m_state).get(array) != simdjson::SUCCESS) return;
  for (const element value : array) each(to, JsonValue(stateOf(value)));
}

}  // namespace rheo
