// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace rheo::files {

/// Looks for the bracket that closes a JSON value, 64 bytes at a step: only quotes, escapes,
/// brackets and line breaks are told apart. Goes on where it stopped when more bytes have come.
class NestedScan {
 public:
  enum class Found : std::uint8_t {
    End,              ///< `at` is behind the closing bracket
    NeedsMore,        ///< `at` is the size given
    LineBreakInText,  ///< `at` is the line break
    LineBreak         ///< likewise, outside a text; only when it is asked for
  };

  /// `at` starts at the opening bracket, or where the last call stopped.
  Found run(const char* data, std::size_t size, std::size_t& at, bool stopAtLineBreaks);
  /// True once a line break was passed.
  [[nodiscard]] bool sawLineBreak() const { return m_sawLineBreak; }

 private:
  std::uint64_t close(std::uint64_t opening, std::uint64_t closing);
  Found bytes(const char* data, std::size_t end, std::size_t& at, bool stopAtLineBreaks);

  std::uint64_t m_depth = 0;
  bool m_inText = false;
  bool m_escaped = false;  ///< the next byte is what a backslash escapes
  bool m_sawLineBreak = false;
};

}  // namespace rheo::files
