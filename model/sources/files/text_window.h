// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/sources/files/byte_source.h"

namespace rheo::files {

/// A sliding look at a byte source: grows at its end, and forgets what is in front of the mark.
/// What it holds is followed by room that may be read (see JsonParser::kPadding).
class TextWindow {
 public:
  explicit TextWindow(ByteSource& source) : m_source(source) {}

  /// The first bytes of the file, at most 64 KiB of them: what its format is told from. Only before
  /// anything is marked.
  std::string_view head();
  /// Adds bytes; false at the end of the source, or when it fails (then error() says why).
  bool grow();
  [[nodiscard]] const char* data() const { return m_bytes.data(); }
  [[nodiscard]] std::size_t size() const { return m_size; }
  /// Offset in the unpacked file of data()[0].
  [[nodiscard]] std::uint64_t offset() const { return m_offset; }
  /// Everything in front of `at` may be forgotten by the next grow().
  void mark(std::size_t at) { m_mark = at; }
  /// How far grow() moved everything to the front, since the last call.
  std::size_t takeShift();
  [[nodiscard]] bool failed() const { return m_failed; }
  [[nodiscard]] const Error& error() const { return m_error; }

 private:
  ByteSource& m_source;
  std::string m_bytes;  ///< longer than m_size by the padding
  std::size_t m_size = 0;
  std::size_t m_mark = 0;
  std::size_t m_shift = 0;
  std::uint64_t m_offset = 0;
  bool m_failed = false;
  Error m_error;
};

}  // namespace rheo::files
