// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rheo::query {

/// Appends a code point below 0x110000.
inline void appendUtf8(std::uint32_t point, std::string& out) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xC0 | (point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    out += static_cast<char>(0xE0 | (point >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | (point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Takes four hex digits off the front.
inline bool takeHex4(std::string_view& text, std::uint32_t& value) {
  if (text.size() < 4) return false;
  value = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return false;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  text.remove_prefix(4);
  return true;
}

/// Appends what stands after "\u", a surrogate pair included; a lone surrogate is malformed.
inline bool appendUnicodeEscape(std::string_view& text, std::string& out) {
  std::uint32_t point = 0;
  if (!takeHex4(text, point)) return false;
  if (point >= 0xD800 && point < 0xE000) {
    std::uint32_t low = 0;
    if (point >= 0xDC00 || !text.starts_with("\\u")) return false;
    text.remove_prefix(2);
    if (!takeHex4(text, low) || low < 0xDC00 || low >= 0xE000) return false;
    point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
  }
  appendUtf8(point, out);
  return true;
}

}  // namespace rheo::query
