// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/sources/files/csv_columns.h"
#include "model/sources/files/sighting_fields.h"

namespace rheo::files {

/// Makes a sighting of each row of a CSV file. Without a stage it was published: a list of events
/// is a list of what was published.
class CsvSighting {
 public:
  explicit CsvSighting(std::vector<ColumnMeaning> columns) : m_columns(std::move(columns)) {}

  /// Valid until the next call; nothing when the row cannot be one: see wrong(). Takes from `cells`
  /// the quote that our export puts in front of a formula.
  const FileSighting* of(std::span<std::string> cells);
  [[nodiscard]] const std::string& wrong() const { return m_wrong; }

 private:
  void take(const ColumnMeaning& column, const std::string& cell);

  std::vector<ColumnMeaning> m_columns;
  SightingFields m_fields;
  std::string m_attributes;
  std::string m_wrong;
};

}  // namespace rheo::files
