// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rheo {

/// Code of an interned string. 0 is always the empty string, and means "none".
using Name = std::uint32_t;

/// Append-only intern table of the low-cardinality strings of one recording: services, topics,
/// types, subscriptions, error types, saga types, steps. Codes are stable for the life of the
/// recording: the store persists them in order. Thread-safe; views stay valid for the table's life.
class NameTable {
 public:
  NameTable();
  NameTable(const NameTable&) = delete;
  NameTable& operator=(const NameTable&) = delete;

  Name intern(std::string_view text);
  /// The code, or 0 if the string was never interned.
  [[nodiscard]] Name find(std::string_view text) const;
  /// The string; empty for a code never handed out.
  [[nodiscard]] std::string_view text(Name code) const;
  /// Number of codes handed out, the empty string included.
  [[nodiscard]] Name size() const;

 private:
  mutable std::shared_mutex m_mutex;
  std::deque<std::string> m_texts;
  std::unordered_map<std::string_view, Name> m_codes;
};

}  // namespace rheo
