// SPDX-License-Identifier: Apache-2.0
#include "rheo/baggage.hpp"

#include <algorithm>

#include "probes/src/percent.hpp"

namespace rheo {

using namespace probe;

namespace {

bool isTokenChar(char c) noexcept {
  if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), isTokenChar);
}

/// What the standard calls a baggage-octet, but for the percent sign.
bool isPlain(char c) noexcept {
  return c > 0x20 && c < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\' && c != '%';
}

/// Bytes of a value in the header.
std::size_t escapedSize(std::string_view value) noexcept {
  std::size_t size = 0;
  for (const char c : value) size += isPlain(c) ? 1 : 3;
  return size;
}

bool isProperties(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 0x20 && c < 0x7F && c != ','; });
}

/// In the header, with the comma that parts it from its neighbour.
std::size_t bytesOf(std::string_view key, std::size_t value, std::string_view properties) noexcept {
  return key.size() + 1 + value + (properties.empty() ? 0 : properties.size() + 1) + 1;
}

}  // namespace

Baggage Baggage::parse(std::string_view header) noexcept {
  Baggage baggage;
  try {
    eachMember(header, [&](std::string_view member) {
      const std::size_t semicolon = member.find(';');
      const std::string_view pair = member.substr(0, semicolon);
      const std::size_t equals = pair.find('=');
      if (equals == std::string_view::npos) return;
      const std::string_view value = trimmed(pair.substr(equals + 1));
      if (!std::all_of(value.begin(), value.end(), [](char c) { return isPlain(c) || c == '%'; }))
        return;
      const std::string_view properties =
          semicolon == std::string_view::npos ? std::string_view() : member.substr(semicolon + 1);
      baggage.set(trimmed(pair.substr(0, equals)), unescaped(value), trimmed(properties));
    });
  } catch (...) {
    // Out of memory: what is there stays.
  }
  return baggage;
}

bool Baggage::set(std::string_view key, std::string_view value,
                  std::string_view properties) noexcept {
  if (!isToken(key) || !isProperties(properties)) return false;
  const Entry* old = find(key);
  const std::size_t freed =
      old != nullptr ? bytesOf(old->key, escapedSize(old->value), old->properties) : 0;
  const std::size_t bytes = m_bytes - freed + bytesOf(key, escapedSize(value), properties);
  // The last entry has no comma behind it.
  if (bytes > kMaxBytes + 1 || (old == nullptr && m_entries.size() >= kMaxEntries)) return false;
  try {
    Entry entry{std::string(key), std::string(value), std::string(properties)};
    if (old != nullptr)
      m_entries[static_cast<std::size_t>(old - m_entries.data())] = std::move(entry);
    else
      m_entries.push_back(std::move(entry));
  } catch (...) {
    return false;
  }
  m_bytes = bytes;
  return true;
}

bool Baggage::remove(std::string_view key) noexcept {
  const Entry* entry = find(key);
  if (entry == nullptr) return false;
  m_bytes -= bytesOf(entry->key, escapedSize(entry->value), entry->properties);
  m_entries.erase(m_entries.begin() + (entry - m_entries.data()));
  return true;
}

const Baggage::Entry* Baggage::find(std::string_view key) const noexcept {
  const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                  [key](const Entry& entry) { return entry.key == key; });
  return found != m_entries.end() ? &*found : nullptr;
}

std::string Baggage::header() const noexcept {
  std::string header;
  try {
    for (const Entry& entry : m_entries) {
      if (!header.empty()) header.push_back(',');
      header.append(entry.key).push_back('=');
      appendEscaped(header, entry.value, isPlain);
      if (!entry.properties.empty()) header.append(";").append(entry.properties);
    }
  } catch (...) {
    header.clear();
  }
  return header;
}

}  // namespace rheo
