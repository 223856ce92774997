// SPDX-License-Identifier: Apache-2.0
#include "model/json/json_stream.h"

#include <simdjson.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

namespace rheo {
namespace {

using simdjson::ondemand::value;

static_assert(sizeof(value) == 3 * sizeof(std::uint64_t));
static_assert(std::is_trivially_copyable_v<value>);

value valueOf(const std::array<std::uint64_t, 3>& state) {
  value made;
  std::memcpy(static_cast<void*>(&made), state.data(), sizeof made);
  return made;
}

std::array<std::uint64_t, 3> stateOf(const value& from) {
  std::array<std::uint64_t, 3> state{};
  std::memcpy(state.data(), static_cast<const void*>(&from), sizeof from);
  return state;
}

/// What stands between the quotes; the closing one is the last of the token.
std::string_view insideQuotes(std::string_view token) {
  const std::size_t end = token.rfind('"');
  return end == 0 || end == std::string_view::npos ? std::string_view() : token.substr(1, end - 1);
}

/// From behind a key's opening quote to its closing one: stage one has seen that there is one.
std::string_view keyText(const char* begin) {
  const char* end = begin;
  for (; *end != '"'; ++end) {
    if (*end == '\\') ++end;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

struct JsonStream::Impl {
  simdjson::ondemand::parser parser;
};

JsonStream::JsonStream() : m_impl(std::make_unique<Impl>()) {}
JsonStream::~JsonStream() = default;
JsonStream::JsonStream(JsonStream&&) noexcept = default;
JsonStream& JsonStream::operator=(JsonStream&&) noexcept = default;

bool JsonStream::read(std::string_view text, void* to, void (*each)(void*, JsonCursor&)) {
  simdjson::ondemand::document document;
  int failed = simdjson::SUCCESS;
  const auto padded = simdjson::padded_string_view(text, text.size() + JsonParser::kPadding);
  auto error = m_impl->parser.iterate(padded).get(document);
  value root;
  if (error == simdjson::SUCCESS) error = document.get_value().get(root);
  if (error == simdjson::SUCCESS) {
    JsonCursor cursor(stateOf(root), &failed);
    each(to, cursor);
    error = static_cast<simdjson::error_code>(failed);
  }
  if (error == simdjson::SUCCESS) return true;
  m_what = simdjson::error_message(error);
  return false;
}

std::string_view JsonCursor::token() const {
  return valueOf(m_state).raw_json_token();
}

JsonType JsonCursor::type() const {
  const std::string_view text = token();
  switch (text.empty() ? '\0' : text[0]) {
    case '{':
      return JsonType::Object;
    case '[':
      return JsonType::Array;
    case '"':
      return JsonType::Text;
    case 't':
    case 'f':
      return JsonType::Bool;
    case 'n':
      return JsonType::Null;
    default:
      return text.empty() ? JsonType::None : JsonType::Real;
  }
}

std::string_view JsonCursor::text() {
  const std::string_view whole = token();
  if (whole.empty() || whole[0] != '"') return {};
  // Most texts have no escapes: they stay where they are.
  const std::string_view inside = insideQuotes(whole);
  if (inside.find('\\') == std::string_view::npos) return inside;
  std::string_view plain;
  const auto error = valueOf(m_state).get_string().get(plain);
  if (error == simdjson::SUCCESS) return plain;
  *m_error = error;
  return {};
}

std::optional<std::int64_t> JsonCursor::integer() {
  std::string_view digits = token();
  if (digits.starts_with('"')) digits = insideQuotes(digits);
  while (!digits.empty() &&
         std::string_view(" \t\r\n").find(digits.back()) != std::string_view::npos)
    digits.remove_suffix(1);
  std::int64_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (error == std::errc() && stop == end && !digits.empty()) return number;
  const auto other = real();
  if (!other || std::nearbyint(*other) != *other || std::abs(*other) > 9.2e18) return std::nullopt;
  return static_cast<std::int64_t>(*other);
}

std::optional<double> JsonCursor::real() {
  double number = 0;
  if (type() != JsonType::Real || valueOf(m_state).get_double().get(number) != simdjson::SUCCESS)
    return std::nullopt;
  return number;
}

bool JsonCursor::isTrue() {
  bool is = false;
  return type() == JsonType::Bool && valueOf(m_state).get_bool().get(is) == simdjson::SUCCESS && is;
}

void JsonCursor::visitMembers(void* to, void (*each)(void*, std::string_view, JsonCursor&)) {
  if (type() != JsonType::Object) return;
  simdjson::ondemand::object object;
  auto error = valueOf(m_state).get_object().get(object);
  if (error != simdjson::SUCCESS) {
    *m_error = error;
    return;
  }
  for (auto result : object) {
    simdjson::ondemand::field field;
    error = std::move(result).get(field);
    if (error != simdjson::SUCCESS) {
      *m_error = error;
      return;
    }
    JsonCursor member(stateOf(field.value()), m_error);
    each(to, keyText(field.key().raw()), member);
    if (*m_error != simdjson::SUCCESS) return;
  }
}

void JsonCursor::visitElements(void* to, void (*each)(void*, JsonCursor&)) {
  if (type() != JsonType::Array) return;
  simdjson::ondemand::array array;
  auto error = valueOf(m_state).get_array().get(array);
  if (error != simdjson::SUCCESS) {
    *m_error = error;
    return;
  }
  for (auto result : array) {
    value element_;
    error = std::move(result).get(element_);
    if (error != simdjson::SUCCESS) {
      *m_error = error;
      return;
    }
    JsonCursor element(stateOf(element_), m_error);
    each(to, element);
    if (*m_error != simdjson::SUCCESS) return;
  }
}

}  // namespace rheo
