// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/text_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "model/json/json.h"

namespace rheo::files {
namespace {

constexpr std::size_t kFirstStep = 64u << 10;  ///< most files are small
constexpr std::size_t kStep = 256u << 10;      ///< stays in the second cache

}  // namespace

std::string_view TextWindow::head() {
  while (m_size < kFirstStep && grow()) {
  }
  return {m_bytes.data(), std::min(m_size, kFirstStep)};
}

bool TextWindow::grow() {
  if (m_failed) return false;
  if (m_mark > 0) {
    std::memmove(m_bytes.data(), m_bytes.data() + m_mark, m_size - m_mark);
    m_size -= m_mark;
    m_offset += m_mark;
    m_shift += std::exchange(m_mark, 0);
  }
  // Doubling keeps a long record from being copied for every step of it.
  const std::size_t wanted =
      m_size + std::max(m_offset + m_size == 0 ? kFirstStep : kStep, m_size / 2);
  if (m_bytes.size() < wanted + JsonParser::kPadding) m_bytes.resize(wanted + JsonParser::kPadding);
  const auto count = m_source.read(m_bytes.data() + m_size, wanted - m_size);
  if (!count) {
    m_failed = true;
    m_error = count.error();
    return false;
  }
  m_size += *count;
  std::memset(m_bytes.data() + m_size, ' ', JsonParser::kPadding);
  return *count > 0;
}

std::size_t TextWindow::takeShift() {
  return std::exchange(m_shift, 0);
}

}  // namespace rheo::files
