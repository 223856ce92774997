// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace rheo::exports {

/// Appends fields of protobuf messages to a string.
class ProtoFields {
 public:
  explicit ProtoFields(std::string& out) : m_out(out) {}

  ProtoFields& number(std::uint32_t field, std::uint64_t value) {
    varint(std::uint64_t{field} << 3);
    varint(value);
    return *this;
  }
  ProtoFields& fixed64(std::uint32_t field, std::uint64_t value) {
    varint(std::uint64_t{field} << 3 | 1);
    for (int shift = 0; shift < 64; shift += 8) m_out += static_cast<char>(value >> shift);
    return *this;
  }
  ProtoFields& real(std::uint32_t field, double value) {
    return fixed64(field, std::bit_cast<std::uint64_t>(value));
  }
  /// A text, bytes, or a message that was encoded before.
  ProtoFields& bytes(std::uint32_t field, std::string_view value) {
    varint(std::uint64_t{field} << 3 | 2);
    varint(value.size());
    m_out += value;
    return *this;
  }

 private:
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) m_out += static_cast<char>(value | 0x80);
    m_out += static_cast<char>(value);
  }

  std::string& m_out;
};

}  // namespace rheo::exports
