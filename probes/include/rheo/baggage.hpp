// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rheo/export.h"

namespace rheo {

/// W3C Baggage: what an application sends along with a trace, as keys and values.
///
/// Bounded by what the standard asks everyone to pass on: 64 entries, 8,192 bytes of header. A
/// value; not thread-safe. Allocates, so keep it off hot paths; out of memory it loses entries and
/// never throws.
class RHEO_API Baggage {
 public:
  static constexpr std::size_t kMaxEntries = 64;  ///< more are refused
  static constexpr std::size_t kMaxBytes = 8192;  ///< of the header

  /// One entry.
  struct Entry {
    std::string key;    ///< an HTTP token
    std::string value;  ///< any bytes; percent-encoded in the header
    std::string
        properties;  ///< as in the header after `;`, without the first one: `ttl=30;private`
  };

  /// Reads a header. Malformed entries and those beyond the bounds are left out, the rest is kept;
  /// of a key that comes twice the last value counts.
  static Baggage parse(std::string_view header) noexcept;
  /// Adds or replaces an entry. False, and nothing is changed, when the key is no token, the
  /// properties could end the entry, or the bounds would be passed.
  bool set(std::string_view key, std::string_view value, std::string_view properties = {}) noexcept;
  /// False if there was none.
  bool remove(std::string_view key) noexcept;
  /// Null if there is none; valid until the baggage changes.
  [[nodiscard]] const Entry* find(std::string_view key) const noexcept;
  /// In the order of the header.
  [[nodiscard]] const std::vector<Entry>& entries() const noexcept { return m_entries; }
  /// As it goes into the `baggage` header; empty when there are no entries.
  [[nodiscard]] std::string header() const noexcept;

 private:
  std::vector<Entry> m_entries;
  std::size_t m_bytes = 0;  ///< of the header
};

}  // namespace rheo
