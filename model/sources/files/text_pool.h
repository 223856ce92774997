// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace rheo::files {

/// Texts side by side in blocks: they stay where they are until all go at once.
class TextPool {
 public:
  explicit TextPool(std::size_t blockBytes = 4096) : m_blockBytes(blockBytes) {}

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (m_blocks.empty() || m_blocks.back().capacity() - m_blocks.back().size() < text.size()) {
      m_blocks.emplace_back().reserve(text.size() < m_blockBytes ? m_blockBytes : text.size());
    }
    std::string& block = m_blocks.back();
    const std::size_t at = block.size();
    block += text;
    m_bytes += text.size();
    return std::string_view(block).substr(at);
  }
  [[nodiscard]] std::size_t bytes() const { return m_bytes; }

  /// Forgets all texts; the first block stays for the next ones.
  void clear() {
    if (m_blocks.size() > 1) m_blocks.resize(1);
    if (!m_blocks.empty()) m_blocks.front().clear();
    m_bytes = 0;
  }

 private:
  std::size_t m_blockBytes;
  std::size_t m_bytes = 0;
  std::deque<std::string> m_blocks;
};

}  // namespace rheo::files
