// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/xml_scan.h"

#include <algorithm>
#include <charconv>

namespace rheo::files {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

void appendUtf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

/// The text of one entity, "amp" or "#x41"; what is none stays as it is written.
void appendEntity(std::string& out, std::string_view name) {
  if (name == "amp")
    out += '&';
  else if (name == "lt")
    out += '<';
  else if (name == "gt")
    out += '>';
  else if (name == "quot")
    out += '"';
  else if (name == "apos")
    out += '\'';
  else if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] | 0x20) == 'x';
    const std::string_view digits = name.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    appendUtf8(out, code == 0 || code > 0x10FFFF || surrogate ? 0xFFFD : code);
  } else {
    out += '&';
    out += name;
    out += ';';
  }
}

std::string decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t at = text.find('&');
    out += text.substr(0, at);
    if (at == std::string_view::npos) break;
    const std::size_t end = text.find(';', at);
    if (end == std::string_view::npos || end - at > 12) {
      out += '&';
      text.remove_prefix(at + 1);
      continue;
    }
    appendEntity(out, text.substr(at + 1, end - at - 1));
    text.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace

int XmlScan::get() {
  if (m_at == m_window.size()) {
    m_window.mark(m_at);
    const bool grown = m_window.grow();
    m_at -= m_window.takeShift();
    if (!grown) return -1;
  }
  return static_cast<unsigned char>(m_window.data()[m_at++]);
}

/// From behind '<' to in front of '>', quotes respected. False at the end of the file.
bool XmlScan::readTag(std::string& text) {
  char quote = 0;
  for (int c = get(); c >= 0; c = get()) {
    const char byte = static_cast<char>(c);
    if (quote == 0 && byte == '>') return true;
    if (quote == 0 && (byte == '"' || byte == '\''))
      quote = byte;
    else if (byte == quote)
      quote = 0;
    if (text.size() >= kMostTagBytes) {
      m_wrong = "a tag of more than 1 MiB";
      quote = 0;  // give up its quotes, so that it ends somewhere
      continue;
    }
    text += byte;
    if (text == "!--") {
      skipComment();
      return true;
    }
  }
  return false;
}

void XmlScan::skipComment() {
  int dashes = 0;
  for (int c = get(); c >= 0; c = get()) {
    if (c == '>' && dashes >= 2) return;
    dashes = c == '-' ? dashes + 1 : 0;
  }
}

void XmlScan::split(std::string_view tag) {
  m_attributes.clear();
  m_isEnd = tag.starts_with('/');
  m_isEmpty = !m_isEnd && tag.ends_with('/');
  if (m_isEnd) tag.remove_prefix(1);
  if (m_isEmpty) tag.remove_suffix(1);
  std::size_t at = std::min(tag.find_first_of(kSpaces), tag.size());
  m_name = tag.substr(0, at);
  while (true) {
    at = tag.find_first_not_of(kSpaces, at);
    const std::size_t equals = at == std::string_view::npos ? at : tag.find('=', at);
    if (equals == std::string_view::npos) return;
    const std::size_t open = tag.find_first_of("\"'", equals);
    const std::size_t close = open == std::string_view::npos ? open : tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) {
      m_wrong = "an attribute without its quotes";
      return;
    }
    std::string_view key = tag.substr(at, equals - at);
    key = key.substr(0, std::min(key.find_last_not_of(kSpaces), key.size()) + 1);
    m_attributes.emplace_back(key, decoded(tag.substr(open + 1, close - open - 1)));
    at = close + 1;
  }
}

bool XmlScan::next() {
  while (true) {
    int c = get();
    while (c >= 0 && c != '<') c = get();
    if (c < 0) return false;
    m_offset = m_window.offset() + m_at - 1;
    m_wrong.clear();
    std::string text;
    if (!readTag(text)) return false;
    if (text.empty() || text[0] == '?' || text[0] == '!') continue;
    split(text);
    return true;
  }
}

std::string_view XmlScan::attribute(std::string_view name) const {
  for (const auto& [key, value] : m_attributes) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace rheo::files
