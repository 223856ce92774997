// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "probes/wire/wire.hpp"

/// Little-endian scalars, LEB128 varints and length-prefixed strings. Private to probes/wire.
namespace rheo::wire {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the codec copies native words");

constexpr char kMagic[4] = {'R', 'H', 'E', 'O'};
constexpr std::size_t kFrameHeadBytes = 8;

inline std::uint64_t zigzag(std::int64_t v) {
  return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63);
}
inline std::int64_t unzigzag(std::uint64_t v) {
  return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}
/// Differences and sums of times wrap instead of overflowing: any 64-bit pattern may arrive.
inline std::int64_t minus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
inline std::int64_t plus(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

/// Writes forward from a pointer; the caller has made room.
class Put {
 public:
  explicit Put(char* at) : m_at(at) {}
  template <typename T>
  void fixed(T value) {
    std::memcpy(m_at, &value, sizeof value);
    m_at += sizeof value;
  }
  void id(const WireId& value) {
    fixed(value.hi);
    fixed(value.lo);
  }
  void varint(std::uint64_t value) {
    while (value >= 0x80) {
      *m_at++ = static_cast<char>(value | 0x80);
      value >>= 7;
    }
    *m_at++ = static_cast<char>(value);
  }
  void text(std::string_view value) {
    varint(value.size());
    if (!value.empty()) std::memcpy(m_at, value.data(), value.size());
    m_at += value.size();
  }
  [[nodiscard]] char* at() const { return m_at; }

 private:
  char* m_at;
};

/// Reads forward within bounds; after the first bad read everything reads as zero and ok() is
/// false.
class Take {
 public:
  explicit Take(std::string_view bytes) : m_rest(bytes) {}
  template <typename T>
  T fixed() {
    T value{};
    if (m_rest.size() < sizeof value) {
      fail();
      return value;
    }
    std::memcpy(&value, m_rest.data(), sizeof value);
    m_rest.remove_prefix(sizeof value);
    return value;
  }
  WireId id() {
    WireId value;
    value.hi = fixed<std::uint64_t>();
    value.lo = fixed<std::uint64_t>();
    return value;
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(m_rest.front());
      m_rest.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) {
        if (shift == 63 && byte > 1) break;  // more than 64 bits
        return value;
      }
    }
    fail();
    return 0;
  }
  /// A varint that must fit 32 bits.
  std::uint32_t code() {
    const std::uint64_t value = varint();
    if (value > 0xFFFFFFFFu) fail();
    return m_ok ? static_cast<std::uint32_t>(value) : 0;
  }
  std::string_view text() {
    const std::uint64_t size = varint();
    if (size > m_rest.size()) {
      fail();
      return {};
    }
    const auto value = m_rest.substr(0, static_cast<std::size_t>(size));
    m_rest.remove_prefix(value.size());
    return value;
  }
  void fail() {
    m_ok = false;
    m_rest = {};
  }
  [[nodiscard]] bool ok() const { return m_ok; }
  [[nodiscard]] std::string_view rest() const { return m_rest; }

 private:
  std::string_view m_rest;
  bool m_ok = true;
};

inline void putHead(Put& put, FrameKind kind) {
  for (const char c : kMagic) put.fixed(c);
  put.fixed(kVersion);
  put.fixed(static_cast<std::uint8_t>(kind));
  put.fixed(std::uint16_t{0});
}

/// Checks the frame's head and size; false with a static reason.
bool openFrame(std::string_view frame, FrameKind expected, const char*& reason);

}  // namespace rheo::wire
