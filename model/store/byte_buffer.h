// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>

#include "model/base/varint.h"

namespace rheo::store {

/// Growing bytes that are not zeroed first: the chunk encoder lives in its inner loop.
class ByteBuffer {
 public:
  void clear() { m_size = 0; }
  [[nodiscard]] std::string_view view() const { return {m_bytes.get(), m_size}; }
  /// Room for `extra` more bytes; write there, then say how far with advanceTo().
  char* reserve(std::size_t extra) {
    if (m_size + extra > m_capacity) grow(extra);
    return m_bytes.get() + m_size;
  }
  void advanceTo(const char* end) { m_size = static_cast<std::size_t>(end - m_bytes.get()); }

  void put(std::string_view bytes) {
    char* at = reserve(bytes.size());
    if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
    m_size += bytes.size();
  }
  void putVarint(std::uint64_t value) {
    advanceTo(rheo::putVarint(reserve(kMaxVarintBytes), value));
  }

  /// A column of unsigned numbers: all equal takes two bytes, else one varint each.
  template <class T, class Code>
  void putColumn(std::span<const T> values, Code code) {
    if (values.empty()) return;
    const auto same = [&](const T& v) { return v == values.front(); };
    char* at = reserve(1 + values.size() * 10);
    if (std::all_of(values.begin(), values.end(), same)) {
      *at++ = 0;
      at = rheo::putVarint(at, code(values.front()));
    } else {
      *at++ = 1;
      for (const T& value : values) at = rheo::putVarint(at, code(value));
    }
    advanceTo(at);
  }

 private:
  void grow(std::size_t extra) {
    const std::size_t capacity = std::max(m_size + extra, m_capacity * 2);
    auto bytes = std::unique_ptr<char[]>(new char[capacity]);
    if (m_size != 0) std::memcpy(bytes.get(), m_bytes.get(), m_size);
    m_bytes = std::move(bytes);
    m_capacity = capacity;
  }

  std::unique_ptr<char[]> m_bytes;
  std::size_t m_size = 0;
  std::size_t m_capacity = 0;
};

/// Takes values off the front of untrusted bytes. After a failure everything fails.
class ByteTaker {
 public:
  explicit ByteTaker(std::string_view bytes) : m_bytes(bytes) {}

  [[nodiscard]] bool ok() const { return m_ok; }
  [[nodiscard]] bool atEnd() const { return m_ok && m_bytes.empty(); }
  std::string_view& rest() { return m_bytes; }
  void fail() {
    m_ok = false;
    m_bytes = {};
  }
  std::uint64_t varint() {
    if (!m_bytes.empty() && (m_bytes.front() & 0x80) == 0) {
      const auto value = static_cast<unsigned char>(m_bytes.front());
      m_bytes.remove_prefix(1);
      return value;
    }
    std::uint64_t value = 0;
    if (!takeVarint(m_bytes, value)) fail();
    return m_ok ? value : 0;
  }
  std::string_view take(std::size_t size) {
    if (size > m_bytes.size()) {
      fail();
      return {};
    }
    const auto taken = m_bytes.substr(0, size);
    m_bytes.remove_prefix(size);
    return taken;
  }
  /// What putColumn() wrote: calls each(number) `count` times.
  template <class Each>
  void column(std::size_t count, Each each) {
    if (count == 0) return;
    const auto mode = varint();
    if (mode > 1) fail();
    if (mode == 0) {
      const auto value = varint();
      for (std::size_t i = 0; i < count && m_ok; ++i) each(value);
    } else {
      for (std::size_t i = 0; i < count && m_ok; ++i) each(varint());
    }
  }

 private:
  std::string_view m_bytes;
  bool m_ok = true;
};

}  // namespace rheo::store
