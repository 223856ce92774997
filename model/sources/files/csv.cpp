// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/csv_rows.h"
#include "model/sources/files/csv_sighting.h"
#include "model/sources/files/readers.h"

namespace rheo::files {

Result<void> readCsv(TextWindow& window, Intake& intake, const ReadOptions& options) {
  CsvRows rows(window);
  if (!rows.next()) return window.failed() ? Result<void>(window.error()) : Result<void>();
  static const std::vector<ColumnMeaning> kNothing;
  std::vector<ColumnMeaning> columns =
      meaningsOf(rows.cells(), options.columns == nullptr ? kNothing : *options.columns);
  for (const ColumnMeaning& each : columns) intake.column(each.column, each.field);
  CsvSighting sightings(std::move(columns));
  const auto skip = [&](const std::string& why) {
    intake.broken(rows.offset(), "line " + std::to_string(rows.line()), why);
  };
  while (intake.goOn() && rows.next()) {
    if (!rows.wrong().empty()) {
      skip(rows.wrong());
    } else if (rows.isEmpty()) {
      continue;
    } else if (const FileSighting* sighting = sightings.of(rows.cells())) {
      if (const auto taken = intake.sighting(*sighting); !taken) return taken;
    } else {
      skip(sightings.wrong());
    }
  }
  if (window.failed()) return window.error();
  return {};
}

}  // namespace rheo::files
