// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "model/sources/files/byte_order.h"

namespace rheo::files {

/// Reads the fields of one protobuf message in memory, front to back; never beyond its end.
class ProtoCursor {
 public:
  explicit ProtoCursor(std::string_view bytes) : m_rest(bytes) {}

  /// Steps to the next field; false at the end, or where the bytes are no protobuf: see broken().
  bool next() {
    std::uint64_t tag = 0;
    if (m_rest.empty() || m_broken) return false;
    if (!varint(m_rest, tag)) return fail();
    m_field = static_cast<std::uint32_t>(tag >> 3);
    m_bytes = {};
    m_number = 0;
    if (m_field == 0) return fail();
    switch (tag & 7) {
      case 0:
        return varint(m_rest, m_number) || fail();
      case 1:
        return fixed<std::uint64_t>();
      case 2: {
        std::uint64_t size = 0;
        if (!varint(m_rest, size) || size > m_rest.size()) return fail();
        m_bytes = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return true;
      }
      case 5:
        return fixed<std::uint32_t>();
      default:
        return fail();
    }
  }
  [[nodiscard]] std::uint32_t field() const { return m_field; }
  [[nodiscard]] std::uint64_t number() const { return m_number; }   ///< varint or fixed
  [[nodiscard]] std::string_view bytes() const { return m_bytes; }  ///< length-delimited
  [[nodiscard]] bool broken() const { return m_broken; }

  /// Takes a varint off the front; false when it does not end within ten bytes.
  static bool varint(std::string_view& from, std::uint64_t& value) {
    if (!from.empty() && static_cast<unsigned char>(from[0]) < 0x80) {
      value = static_cast<unsigned char>(from[0]);
      from.remove_prefix(1);
      return true;
    }
    value = 0;
    for (std::size_t i = 0; i < from.size() && i < 10; ++i) {
      const auto byte = static_cast<unsigned char>(from[i]);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * i);
      if ((byte & 0x80) != 0) continue;
      from.remove_prefix(i + 1);
      return true;
    }
    return false;
  }

 private:
  bool fail() {
    m_broken = true;
    return false;
  }
  template <class Word>
  bool fixed() {
    if (m_rest.size() < sizeof(Word)) return fail();
    m_number = littleEndian<Word>(m_rest.data());
    m_rest.remove_prefix(sizeof(Word));
    return true;
  }

  std::string_view m_rest;
  std::string_view m_bytes;
  std::uint64_t m_number = 0;
  std::uint32_t m_field = 0;
  bool m_broken = false;
};

}  // namespace rheo::files
