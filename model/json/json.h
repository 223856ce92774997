// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace rheo {

enum class JsonType : std::uint8_t {
  None,
  Null,
  Bool,
  Integer,
  Unsigned,
  Real,
  Text,
  Array,
  Object
};

/// A value inside the document that a JsonParser parsed last: two words, valid until the next
/// parse. Questions that do not suit its type are answered with nothing, never with an error:
/// outside data is like that.
class JsonValue {
 public:
  JsonValue() = default;
  [[nodiscard]] JsonType type() const;
  [[nodiscard]] bool exists() const { return m_state[0] != 0; }
  [[nodiscard]] bool isObject() const { return type() == JsonType::Object; }
  [[nodiscard]] bool isArray() const { return type() == JsonType::Array; }
  [[nodiscard]] bool isText() const { return type() == JsonType::Text; }
  /// Empty unless it is a text.
  [[nodiscard]] std::string_view text() const;
  /// A whole number, written as a number or as a text of digits (as protobuf's JSON does).
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  [[nodiscard]] std::optional<double> real() const;
  [[nodiscard]] bool isTrue() const;
  /// The member; one that does not exist if there is none. Linear in the number of members.
  [[nodiscard]] JsonValue operator[](std::string_view key) const;
  /// The value as JSON without white space.
  [[nodiscard]] std::string json() const;

  /// each(key, value) for an object's members, in order; nothing for others.
  template <class Each>
  void members(Each&& each) const {
    visitMembers(&each, [](void* to, std::string_view key, JsonValue value) {
      (*static_cast<std::remove_reference_t<Each>*>(to))(key, value);
    });
  }
  /// each(value) for an array's elements; nothing for others.
  template <class Each>
  void elements(Each&& each) const {
    visitElements(&each, [](void* to, JsonValue value) {
      (*static_cast<std::remove_reference_t<Each>*>(to))(value);
    });
  }

 private:
  friend class JsonParser;
  using State = std::array<std::uint64_t, 2>;
  explicit JsonValue(State state) : m_state(state) {}
  void visitMembers(void* to, void (*each)(void*, std::string_view, JsonValue)) const;
  void visitElements(void* to, void (*each)(void*, JsonValue)) const;

  State m_state{};
};

/// Parses one document at a time. The only door to simdjson.
class JsonParser {
 public:
  /// Bytes that must be readable after the text given to parsePadded().
  static constexpr std::size_t kPadding = 64;

  JsonParser();
  ~JsonParser();
  JsonParser(JsonParser&&) noexcept;
  JsonParser& operator=(JsonParser&&) noexcept;

  /// The document's root; one that does not exist when the text is no JSON: see what().
  JsonValue parse(std::string_view text);
  JsonValue parsePadded(std::string_view text);
  /// Why the last parse failed.
  [[nodiscard]] const std::string& what() const { return m_what; }

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
  std::string m_what;
  std::string m_copy;
};

}  // namespace rheo
