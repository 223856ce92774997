// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/sources/files/text_window.h"

namespace rheo::files {

/// Walks the tags of an XML stream: names and attributes, no text between them, no entities but the
/// five and numbers, no documents fetched from anywhere.
class XmlScan {
 public:
  static constexpr std::size_t kMostTagBytes = 1u << 20;

  explicit XmlScan(TextWindow& window) : m_window(window) {}

  /// The next start, end or empty tag; false at the end.
  bool next();
  [[nodiscard]] const std::string& name() const { return m_name; }
  [[nodiscard]] bool isEnd() const { return m_isEnd; }      ///< </x>
  [[nodiscard]] bool isEmpty() const { return m_isEmpty; }  ///< <x/>
  /// The attribute's value; empty if there is none.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  [[nodiscard]] std::uint64_t offset() const { return m_offset; }
  /// Why the tag is not to be trusted; empty when it is.
  [[nodiscard]] const std::string& wrong() const { return m_wrong; }

 private:
  int get();
  bool readTag(std::string& text);
  void skipComment();
  void split(std::string_view tag);

  TextWindow& m_window;
  std::size_t m_at = 0;
  std::uint64_t m_offset = 0;
  std::string m_name;
  bool m_isEnd = false;
  bool m_isEmpty = false;
  std::string m_wrong;
  std::vector<std::pair<std::string, std::string>> m_attributes;
};

}  // namespace rheo::files
