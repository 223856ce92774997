// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/csv_sighting.h"

#include <algorithm>

#include "model/json/json_writer.h"
#include "model/sources/files/epoch_time.h"

namespace rheo::files {
namespace {

/// True if a quote stands in front of a formula, or of such a quote.
bool isGuarded(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != 0 && first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(cell[first]) != std::string_view::npos;
}

}  // namespace

void CsvSighting::take(const ColumnMeaning& column, const std::string& cell) {
  if (column.field == "payload") {
    m_fields.payload(cell);
  } else if (column.field == "payloadBase64") {
    m_fields.payloadBase64(cell);
  } else if (column.field == "attributes") {
    m_fields.attributes(cell);
  } else {
    FieldValue value = FieldValue::of(cell);
    const bool isTime =
        column.field == "time" || column.field == "published" || column.field == "broker";
    if (isTime && !column.column.ends_with("ns")) value.integer = epochTime(cell);
    (void)m_fields.take(column.field, value);
  }
}

const FileSighting* CsvSighting::of(std::span<std::string> cells) {
  if (cells.size() != m_columns.size()) {
    m_wrong = std::to_string(cells.size()) + " cells where the header has " +
              std::to_string(m_columns.size());
    return nullptr;
  }
  m_fields.clear();
  m_attributes.clear();
  JsonWriter json(m_attributes);
  bool any = false, hasStage = false;
  json.beginObject();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const ColumnMeaning& column = m_columns[i];
    std::string& cell = cells[i];
    if (cell.empty() || column.field == kIgnore) continue;
    if (isGuarded(cell)) cell.erase(0, 1);
    hasStage = hasStage || column.field == "stage";
    if (column.field == kAttribute) {
      json.member(column.column, cell);
      any = true;
    } else {
      take(column, cell);
    }
  }
  json.endObject();
  if (!hasStage) (void)m_fields.take("stage", FieldValue::of("published"));
  if (any && m_fields.sighting().event.attributes.empty()) m_fields.attributes(m_attributes);
  const FileSighting* sighting = m_fields.finish();
  m_wrong = sighting == nullptr ? m_fields.wrong() : std::string();
  return sighting;
}

}  // namespace rheo::files
