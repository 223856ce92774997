// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/csv_rows.h"

namespace rheo::files {
namespace {

constexpr std::size_t kMostRow = 16u << 20;
constexpr std::size_t kMostColumns = 4096;

}  // namespace

CsvRows::CsvRows(TextWindow& window) : m_window(window) {
  readSeparator();
}

void CsvRows::readSeparator() {
  while (m_window.size() == 0 && m_window.grow()) {
  }
  std::string_view head(m_window.data(), m_window.size());
  if (head.starts_with("\xEF\xBB\xBF")) {
    m_at = 3;
    head.remove_prefix(3);
  }
  const std::string_view line = head.substr(0, head.find('\n'));
  for (const char candidate : {'\t', ';', ','}) {
    if (line.find(candidate) != std::string_view::npos) m_separator = candidate;
  }
}

int CsvRows::get() {
  if (m_at == m_window.size()) {
    m_window.mark(m_at);
    const bool grown = m_window.grow();
    m_at -= m_window.takeShift();
    if (!grown) return -1;
  }
  return static_cast<unsigned char>(m_window.data()[m_at++]);
}

/// A quote that never ends takes the rest of the file.
bool CsvRows::next() {
  m_cells.assign(1, {});
  m_wrong.clear();
  m_rowAt = m_window.offset() + m_at;
  m_rowLine = m_line;
  bool quoted = false, justClosed = false, any = false;
  std::size_t bytes = 0;
  for (int c = get(); c >= 0; c = get()) {
    any = true;
    if (++bytes > kMostRow) m_wrong = "a row of more than 16 MiB";
    if (c == '\n') ++m_line;
    // Inside a quoted cell, two quotes in a row stand for one.
    const bool again = justClosed && c == '"';
    justClosed = quoted && c == '"';
    if (justClosed) {
      quoted = false;
    } else if (!quoted && c == '"') {
      if (again) m_cells.back() += '"';
      quoted = true;
    } else if (!quoted && c == '\n') {
      return true;
    } else if (!quoted && c == m_separator) {
      if (m_cells.size() < kMostColumns) m_cells.emplace_back();
    } else if (m_wrong.empty() && (quoted || c != '\r')) {
      m_cells.back() += static_cast<char>(c);
    }
  }
  if (quoted) m_wrong = "a quote that never ends";
  return any;
}

}  // namespace rheo::files
