// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/csv_columns.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "model/sources/files/sighting_fields.h"

namespace rheo::files {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kAliases{{
    {"time_ns", "time"},
    {"timestamp", "time"},
    {"published_ns", "published"},
    {"broker_ns", "broker"},
    {"duration_ns", "durationNs"},
    {"event_id", "event"},
    {"id", "event"},
    {"trace_id", "trace"},
    {"causation_id", "cause"},
    {"span_id", "span"},
    {"parent_span_id", "parent"},
    {"error_type", "error"},
    {"dead_letter_topic", "deadLetterTopic"},
    {"saga_type", "saga"},
    {"saga_key", "sagaKey"},
    {"consumer_group", "subscription"},
    {"event_type", "type"},
}};

std::string_view ownName(std::string_view column) {
  return isSightingField(column) ? column : std::string_view();
}

std::string_view otherName(std::string_view column) {
  for (const auto& [alias, field] : kAliases) {
    if (column == alias) return field;
  }
  return {};
}

/// Gives columns the fields they are told to be. Of columns with the same name, the first that is
/// told about is the first.
void tell(std::vector<ColumnMeaning>& columns, const std::vector<ColumnMeaning>& told,
          std::set<std::string, std::less<>>& taken) {
  for (const ColumnMeaning& each : told) {
    const auto place = std::find_if(columns.begin(), columns.end(), [&](const auto& column) {
      return column.field.empty() && column.column == each.column;
    });
    if (place == columns.end()) continue;
    place->field = each.field;
    taken.insert(each.field);
  }
}

}  // namespace

std::vector<std::string_view> columnMeanings() {
  const auto fields = sightingFields();
  std::vector<std::string_view> all(fields.begin(), fields.end());
  all.push_back(kAttribute);
  all.push_back(kIgnore);
  return all;
}

bool isColumnMeaning(std::string_view field) {
  return field == kAttribute || field == kIgnore || isSightingField(field);
}

std::vector<ColumnMeaning> meaningsOf(const std::vector<std::string>& header,
                                      const std::vector<ColumnMeaning>& told) {
  std::vector<ColumnMeaning> columns;
  columns.reserve(header.size());
  for (const std::string& name : header) columns.push_back({name, {}});
  std::set<std::string, std::less<>> taken;
  tell(columns, told, taken);
  for (const auto nameOf : {ownName, otherName}) {
    for (ColumnMeaning& column : columns) {
      if (!column.field.empty()) continue;
      const std::string_view field = nameOf(column.column);
      if (!field.empty() && taken.emplace(field).second) column.field = field;
    }
  }
  for (ColumnMeaning& column : columns) {
    if (column.field.empty()) column.field = kAttribute;
  }
  return columns;
}

std::optional<ColumnClash> clashOf(const std::vector<ColumnMeaning>& columns) {
  std::map<std::string_view, std::string_view> taken;
  for (const ColumnMeaning& each : columns) {
    if (each.field == kAttribute || each.field == kIgnore) continue;
    const auto [place, isNew] = taken.emplace(each.field, each.column);
    if (!isNew) return ColumnClash{each.field, std::string(place->second), each.column};
  }
  return std::nullopt;
}

}  // namespace rheo::files
