// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// Hex digits and percent-encoding, as headers want them.
namespace rheo::probe {

inline constexpr char kHex[] = "0123456789abcdef";

constexpr int hexDigit(char c, bool upperToo) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (upperToo && c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The byte that `%XX` at `at` stands for; -1 when it is no such thing.
constexpr int escapedByte(std::string_view text, std::size_t at) noexcept {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = hexDigit(text[at + 1], true), low = hexDigit(text[at + 2], true);
  return high >= 0 && low >= 0 ? high << 4 | low : -1;
}

/// Appends a text, every byte that is not `isPlain` as `%XX`.
template <typename IsPlain>
void appendEscaped(std::string& out, std::string_view text, IsPlain isPlain) {
  for (const char c : text) {
    if (isPlain(c)) {
      out.push_back(c);
    } else {
      out.push_back('%');
      out.push_back("0123456789ABCDEF"[static_cast<unsigned char>(c) >> 4]);
      out.push_back("0123456789ABCDEF"[c & 15]);
    }
  }
}

/// What is no escape stays as it is.
inline std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escapedByte(text, i);
    out.push_back(byte >= 0 ? static_cast<char>(byte) : text[i]);
    if (byte >= 0) i += 2;
  }
  return out;
}

/// Without the blanks and tabs around it.
constexpr std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Calls `each` with every member of a list like "a=1, b=2", empty ones left out.
template <typename Each>
void eachMember(std::string_view list, Each each) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (const std::string_view member = trimmed(list.substr(0, comma)); !member.empty())
      each(member);
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace rheo::probe
