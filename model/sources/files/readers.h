// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/sources/files/intake.h"
#include "model/sources/files/text_window.h"

/// One reader for each format: takes the whole file from the window, hands over what it finds,
/// tells what it must skip. An Error only when nothing more can be read, or the intake refuses.
namespace rheo::files {

struct ReadOptions {
  bool lines = false;  ///< a JSON document is a line
  /// Of CSV: what columns are, for those that their names do not tell.
  const std::vector<ColumnMeaning>* columns = nullptr;
};

Result<void> readOtlpJson(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readOtlpProto(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readJaegerJson(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readZipkinJson(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readZipkin1Json(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readChromeJson(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readCloudEvents(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readSightings(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readCsv(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readXes(TextWindow& window, Intake& intake, const ReadOptions& options);
Result<void> readProbeDump(TextWindow& window, Intake& intake, const ReadOptions& options);

}  // namespace rheo::files
