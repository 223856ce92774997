// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rheo::demo {

/// Writes one flat JSON object, members in the order given.
class JsonWriter {
 public:
  JsonWriter& text(std::string_view name, std::string_view value);
  JsonWriter& number(std::string_view name, std::int64_t value);
  /// A value with two decimals, given in hundredths.
  JsonWriter& cents(std::string_view name, std::int64_t hundredths);
  JsonWriter& flag(std::string_view name, bool value);
  /// A value that is JSON already; nothing becomes null.
  JsonWriter& raw(std::string_view name, std::string_view json);
  /// The object; the writer is empty afterwards.
  std::string take();

 private:
  void name(std::string_view name);
  std::string m_out = "{";
};

/// The top members of a JSON object, as views into the text. Syntax is checked in full, nesting up
/// to 32.
class JsonObject {
 public:
  /// False with a reason that says where: "expected ':' at offset 12".
  bool parse(std::string_view text, std::string& reason);
  /// The raw value; empty when there is no such member.
  [[nodiscard]] std::string_view raw(std::string_view name) const;
  [[nodiscard]] bool isText(std::string_view name) const;
  [[nodiscard]] bool isObject(std::string_view name) const;
  [[nodiscard]] bool isNumber(std::string_view name) const;
  /// A string's bytes between the quotes, escapes as they are; empty when it is no string.
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] double number(std::string_view name) const;
  /// A decimal number in hundredths.
  [[nodiscard]] std::int64_t cents(std::string_view name) const;
  /// The object with the text member `name` put first; an old one of that name is left out.
  [[nodiscard]] std::string with(std::string_view name, std::string_view value) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> m_members;
};

/// The first string that follows `"name":` anywhere inside, for a look into arrays.
std::string_view firstText(std::string_view json, std::string_view name);

}  // namespace rheo::demo
