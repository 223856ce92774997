// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rheo {

/// Appends text as a JSON string with its quotes. Bytes that are no UTF-8 become U+FFFD, so that
/// what is written is always JSON.
void appendJsonText(std::string& out, std::string_view text);

/// Writes JSON into a string: commas are its own business, numbers of 64 bits stay exact. Calls
/// must nest as JSON does.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : m_out(out) {}

  JsonWriter& beginObject() { return open('{'); }
  JsonWriter& endObject() { return close('}'); }
  JsonWriter& beginArray() { return open('['); }
  JsonWriter& endArray() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& unsignedInteger(std::uint64_t value);
  /// Infinities and NaN are written as null.
  JsonWriter& real(double value);
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  /// JSON as it is.
  JsonWriter& raw(std::string_view json);

  JsonWriter& member(std::string_view name, std::string_view value) {
    return key(name).text(value);
  }
  /// Left out when empty.
  JsonWriter& optional(std::string_view name, std::string_view value) {
    return value.empty() ? *this : member(name, value);
  }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& m_out;
  bool m_needsComma = false;
};

}  // namespace rheo
