// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "model/json/json.h"

namespace rheo {

/// A value of a document that is read once, front to back (see JsonStream): ask it one question,
/// and at once. What nobody asks for is skipped. Questions that do not suit its type are answered
/// with nothing. Texts are valid until the stream's next document.
class JsonCursor {
 public:
  [[nodiscard]] JsonType type() const;  ///< Real stands for every number
  /// The text without its escapes; empty unless it is one.
  std::string_view text();
  /// A whole number, written as a number or as a text of digits.
  std::optional<std::int64_t> integer();
  std::optional<double> real();
  bool isTrue();

  /// each(key, value) for an object's members, in order. Keys with escapes are given as written:
  /// nobody escapes the letters of a field's name.
  template <class Each>
  void members(Each&& each) {
    visitMembers(&each, [](void* to, std::string_view key, JsonCursor& value) {
      (*static_cast<std::remove_reference_t<Each>*>(to))(key, value);
    });
  }
  /// each(value) for an array's elements.
  template <class Each>
  void elements(Each&& each) {
    visitElements(&each, [](void* to, JsonCursor& value) {
      (*static_cast<std::remove_reference_t<Each>*>(to))(value);
    });
  }

 private:
  friend class JsonStream;
  using State = std::array<std::uint64_t, 3>;
  struct Access;
  JsonCursor(State state, int* error) : m_state(state), m_error(error) {}
  void visitMembers(void* to, void (*each)(void*, std::string_view, JsonCursor&));
  void visitElements(void* to, void (*each)(void*, JsonCursor&));
  [[nodiscard]] std::string_view token() const;

  State m_state;
  int* m_error;
};

/// Reads documents without building them: several times as fast as JsonParser for who looks at each
/// value once. Only what is looked at, and the brackets, is checked.
class JsonStream {
 public:
  JsonStream();
  ~JsonStream();
  JsonStream(JsonStream&&) noexcept;
  JsonStream& operator=(JsonStream&&) noexcept;

  /// Calls each(JsonCursor&) with the root. False when the text is no JSON, which may show only
  /// after each() saw a part of it: see what(). JsonParser::kPadding bytes behind it must be
  /// readable.
  template <class Each>
  bool readPadded(std::string_view text, Each&& each) {
    return read(text, &each, [](void* to, JsonCursor& root) {
      (*static_cast<std::remove_reference_t<Each>*>(to))(root);
    });
  }
  [[nodiscard]] const std::string& what() const { return m_what; }

 private:
  struct Impl;
  bool read(std::string_view text, void* to, void (*each)(void*, JsonCursor&));

  std::unique_ptr<Impl> m_impl;
  std::string m_what;
};

}  // namespace rheo
