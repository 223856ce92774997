// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/base/time.h"
#include "model/sources/files/csv_columns.h"

namespace rheo::files {

/// A row of a CSV file, for people to look at.
struct CsvRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells;
  std::string wrong;  ///< why it cannot be read, whatever its columns are; empty: it can
};

/// The beginning of a CSV file: its columns as they were recognised, and its first rows.
struct CsvHead {
  char separator = ',';
  std::vector<ColumnMeaning> columns;
  std::vector<CsvRow> rows;
};

/// Looks at a file, packed or not: nothing when it is no CSV. Reads about as much as the rows take.
Result<std::optional<CsvHead>> readCsvHead(const std::string& path, std::size_t mostRows);

/// What would become of the rows if the columns were these.
struct CsvTrial {
  std::optional<ColumnClash> clash;  ///< must be mended first
  std::vector<std::string> faults;   ///< of each row: why it would be skipped; empty: it would not
  std::size_t untimed = 0;           ///< rows that would be kept without a time
  TimeNs firstNs = 0, lastNs = 0;    ///< of those that would have one; 0: none has
};
CsvTrial tryColumns(const CsvHead& head, const std::vector<ColumnMeaning>& columns);

}  // namespace rheo::files
