// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/sources/files/importer.h"

namespace rheo {

struct FileImportOptions {
  std::vector<std::string> files;       ///< "-" is standard input
  std::string path;                     ///< recording to create; must not exist
  std::optional<files::Format> format;  ///< nothing = as each file's content says
  files::ImportOptions import;
};

struct FileImportOutcome {
  files::ImportCounts counts;
  std::vector<Error> troubles;  ///< files that could not be read, or not to their end
  bool cancelled = false;
};

/// Makes a recording out of files: what they hold goes the way of everything else, through the
/// analysis into the store. An Error when the recording cannot be written; it is then removed.
Result<FileImportOutcome> importFiles(const FileImportOptions& options);

}  // namespace rheo
