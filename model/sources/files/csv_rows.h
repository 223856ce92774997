// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/sources/files/text_window.h"

namespace rheo::files {

/// Splits CSV (RFC 4180; comma, semicolon or tab, as the first line says) into rows of cells. A row
/// over 16 MiB, and a quote that never ends, are wrong rows; nothing is ever held but one row.
class CsvRows {
 public:
  explicit CsvRows(TextWindow& window);

  /// False at the end of the file; what is in the rows is then of no use.
  bool next();
  /// Of the last row. Cells may be changed; they are made anew by next().
  std::vector<std::string>& cells() { return m_cells; }
  [[nodiscard]] bool isEmpty() const { return m_cells.size() == 1 && m_cells[0].empty(); }
  /// Why the row cannot be used; empty: it can.
  [[nodiscard]] const std::string& wrong() const { return m_wrong; }
  [[nodiscard]] std::uint64_t offset() const { return m_rowAt; }
  /// The line it begins in; the first is 1.
  [[nodiscard]] std::uint64_t line() const { return m_rowLine; }
  [[nodiscard]] char separator() const { return m_separator; }

 private:
  void readSeparator();
  int get();

  TextWindow& m_window;
  std::size_t m_at = 0;
  char m_separator = ',';
  std::uint64_t m_line = 1;
  std::uint64_t m_rowAt = 0;
  std::uint64_t m_rowLine = 1;
  std::vector<std::string> m_cells;
  std::string m_wrong;
};

}  // namespace rheo::files
