// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstring>
#include <string>
#include <string_view>

#include "model/json/json_writer.h"
#include "model/json/plain_text.h"
#include "model/sources/files/span.h"

namespace rheo::files {

/// Writes one JSON object of tags, as JsonWriter would: every span has one, so its buffer stays,
/// and texts that need no escapes are copied as they are.
class TagWriter {
 public:
  void clear() {
    m_size = 0;
    add("{");
  }
  /// Bytes so far.
  [[nodiscard]] std::size_t size() const { return m_size; }
  void text(std::string_view key, std::string_view value) {
    name(key);
    quoted(value);
  }
  void raw(std::string_view key, std::string_view json) {
    name(key);
    add(json);
  }
  /// As it was written before, when it is known.
  void tag(const Attribute& tag) {
    if (tag.known == nullptr) {
      return tag.type == Attribute::Type::Text ? text(tag.key, tag.value) : raw(tag.key, tag.value);
    }
    if (m_size > 1) add(',');
    add(tag.known->json);
  }
  /// The object, until the next clear().
  std::string_view finish() {
    add("}");
    return {m_buffer.data(), m_size};
  }

 private:
  char* room(std::size_t size) {
    if (m_buffer.size() - m_size < size) m_buffer.resize((m_size + size) * 2);
    return m_buffer.data() + m_size;
  }
  void add(std::string_view bytes) {
    std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
    m_size += bytes.size();
  }
  void name(std::string_view key) {
    if (m_size > 1) add(',');
    quoted(key);
    add(':');
  }
  void add(char c) {
    *room(1) = c;
    ++m_size;
  }
  void quoted(std::string_view text) {
    char* to = room(text.size() + 2);
    if (!copyPlain(to + 1, text)) {
      m_escaped.clear();
      appendJsonText(m_escaped, text);
      return add(m_escaped);
    }
    *to = '"';
    to[text.size() + 1] = '"';
    m_size += text.size() + 2;
  }

  std::string m_buffer;
  std::size_t m_size = 0;
  std::string m_escaped;
};

}  // namespace rheo::files
