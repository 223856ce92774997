// SPDX-License-Identifier: Apache-2.0
#include "model/json/raw_member.h"

namespace rheo {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

std::size_t skipSpaces(std::string_view text, std::size_t at) {
  at = text.find_first_not_of(kSpaces, at);
  return at == std::string_view::npos ? text.size() : at;
}

/// From an opening quote to behind the closing one.
std::size_t skipText(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at < text.size() ? at + 1 : text.size();
}

std::size_t skipValue(std::string_view text, std::size_t at) {
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skipText(text, at);
      if (depth == 0) return at;
      continue;
    }
    const bool closes = c == '}' || c == ']';
    if (depth == 0 && (closes || c == ',' || kSpaces.find(c) != std::string_view::npos)) return at;
    if (c == '{' || c == '[') ++depth;
    ++at;
    if (closes && --depth == 0) return at;
  }
  return at;
}

}  // namespace

std::string_view rawMember(std::string_view object, std::string_view key) {
  std::size_t at = skipSpaces(object, 0);
  if (at >= object.size() || object[at] != '{') return {};
  ++at;
  while (true) {
    at = skipSpaces(object, at);
    if (at >= object.size() || object[at] != '"') return {};
    const std::size_t end = skipText(object, at);
    const std::string_view name = object.substr(at + 1, end >= at + 2 ? end - at - 2 : 0);
    at = skipSpaces(object, end);
    at = skipSpaces(object, at + 1);  // behind the colon
    if (at >= object.size()) return {};
    const std::size_t over = skipValue(object, at);
    if (name == key) return object.substr(at, over - at);
    at = skipSpaces(object, over);
    if (at >= object.size() || object[at] != ',') return {};
    ++at;
  }
}

}  // namespace rheo
