// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rheo::files {

/// What a column of a CSV file is: a field of sightings, kAttribute, or kIgnore.
struct ColumnMeaning {
  std::string column;
  std::string field;
};

constexpr std::string_view kAttribute = "attribute";  ///< kept under the column's name
constexpr std::string_view kIgnore = "ignore";        ///< left out

/// Everything that a column can be: the fields, then kAttribute and kIgnore.
std::vector<std::string_view> columnMeanings();
bool isColumnMeaning(std::string_view field);

/// What the columns of a header are: as they are told to be, otherwise by their own names, then by
/// the usual other ones; attributes the rest. No field is given by two columns unless told so.
std::vector<ColumnMeaning> meaningsOf(const std::vector<std::string>& header,
                                      const std::vector<ColumnMeaning>& told);

/// A field that two columns claim to be.
struct ColumnClash {
  std::string field, first, second;
};
std::optional<ColumnClash> clashOf(const std::vector<ColumnMeaning>& columns);

}  // namespace rheo::files
