// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/csv_head.h"

#include <algorithm>

#include "model/sources/files/byte_source.h"
#include "model/sources/files/csv_rows.h"
#include "model/sources/files/csv_sighting.h"
#include "model/sources/files/format.h"

namespace rheo::files {

Result<std::optional<CsvHead>> readCsvHead(const std::string& path, std::size_t mostRows) {
  auto source = openFile(path);
  if (!source) return source.error();
  TextWindow window(**source);
  const std::string_view bytes = window.head();
  if (window.failed()) return Error{window.error().what, path, window.error().hint};
  if (recognise(bytes) != Format::Csv) return std::optional<CsvHead>();
  CsvRows rows(window);
  CsvHead head;
  head.separator = rows.separator();
  if (rows.next()) head.columns = meaningsOf(rows.cells(), {});
  while (head.rows.size() < mostRows && rows.next()) {
    if (!rows.isEmpty()) head.rows.push_back({rows.line(), rows.cells(), rows.wrong()});
  }
  return std::optional(std::move(head));
}

CsvTrial tryColumns(const CsvHead& head, const std::vector<ColumnMeaning>& columns) {
  CsvTrial trial;
  trial.clash = clashOf(columns);
  CsvSighting sightings(columns);
  for (const CsvRow& row : head.rows) {
    std::vector<std::string> cells = row.cells;
    const FileSighting* sighting = row.wrong.empty() ? sightings.of(cells) : nullptr;
    trial.faults.push_back(row.wrong.empty() ? sightings.wrong() : row.wrong);
    if (sighting == nullptr) continue;
    const TimeNs time = sighting->event.timeNs;
    if (time == 0) {
      ++trial.untimed;
      continue;
    }
    trial.firstNs = trial.firstNs == 0 ? time : std::min(trial.firstNs, time);
    trial.lastNs = std::max(trial.lastNs, time);
  }
  return trial;
}

}  // namespace rheo::files
