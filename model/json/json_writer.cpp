// SPDX-License-Identifier: Apache-2.0
#include "model/json/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "model/json/plain_text.h"

namespace rheo {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool isContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// Length of the well-formed UTF-8 sequence that starts the text; 0 if there is none.
std::size_t sequence(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t size = first < 0xC2   ? 0
                           : first < 0xE0 ? 2
                           : first < 0xF0 ? 3
                           : first < 0xF5 ? 4
                                          : 0;
  if (size == 0 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!isContinuation(text[i])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[1]);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return overlong || outside ? 0 : size;
}

void appendControl(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += c;
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
  }
}

template <class Number>
void appendNumber(std::string& out, Number value) {
  std::array<char, 40> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

}  // namespace

void appendJsonText(std::string& out, std::string_view text) {
  out += '"';
  if (isPlainJson(text)) {
    out.append(text);
    out += '"';
    return;
  }
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && isPlainJson(text[end])) ++end;
    out.append(text, at, end - at);
    at = end;
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      appendControl(out, text[at++]);
    } else if (const std::size_t size = sequence(text.substr(at)); size != 0) {
      out.append(text, at, size);
      at += size;
    } else {
      out += kReplacement;
      ++at;
    }
  }
  out += '"';
}

void JsonWriter::separate() {
  if (m_needsComma) m_out += ',';
  m_needsComma = true;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  m_out += bracket;
  m_needsComma = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  m_out += bracket;
  m_needsComma = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  appendJsonText(m_out, name);
  m_out += ':';
  m_needsComma = false;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  appendJsonText(m_out, value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  separate();
  appendNumber(m_out, value);
  return *this;
}

JsonWriter& JsonWriter::unsignedInteger(std::uint64_t value) {
  separate();
  appendNumber(m_out, value);
  return *this;
}

JsonWriter& JsonWriter::real(double value) {
  if (!std::isfinite(value)) return raw("null");
  separate();
  const std::size_t begin = m_out.size();
  appendNumber(m_out, value);
  // A whole number keeps its point, so that readers that tell the two apart see a real.
  if (m_out.find_first_of(".e", begin) == std::string::npos) m_out += ".0";
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  m_out += json;
  return *this;
}

}  // namespace rheo
