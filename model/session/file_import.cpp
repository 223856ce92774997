// SPDX-License-Identifier: Apache-2.0
#include "model/session/file_import.h"

#include <filesystem>

#include "model/session/import_receiver.h"
#include "model/session/recording_lock.h"

namespace rheo {
namespace {

void removeRecording(const std::string& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix, ignored);
}

Result<FileImportOutcome> run(store::StoreWriter& writer, const FileImportOptions& options) {
  AnalysisEnricher enricher(writer.names());
  ImportReceiver receiver(writer, enricher);
  files::Importer importer(receiver, options.import);
  FileImportOutcome outcome;
  for (const std::string& file : options.files) {
    if (options.import.cancel.cancelled()) break;
    const Result<void> added = importer.add(file, options.format);
    if (!added) outcome.troubles.push_back(added.error());
  }
  const Result<void> handed = importer.finish();
  const Result<void> stored = receiver.finish();
  if (!stored) return stored.error();
  if (!handed) return handed.error();
  outcome.counts = importer.counts();
  outcome.cancelled = options.import.cancel.cancelled();
  return outcome;
}

}  // namespace

Result<FileImportOutcome> importFiles(const FileImportOptions& options) {
  std::error_code unknown;
  if (std::filesystem::exists(options.path, unknown)) {
    return Error{"The file exists already", options.path, "Choose another name, or remove it"};
  }
  RecordingLock lock;
  if (const auto locked = lock.take(options.path); !locked) return locked.error();
  auto writer = store::openWriter(options.path, {});
  if (!writer) return writer.error();
  Result<FileImportOutcome> outcome = run(**writer, options);
  const Result<void> closed = (*writer)->close();
  if (outcome && !closed) outcome = closed.error();
  const bool isEmpty = outcome && outcome->counts.sightings == 0 && !outcome->troubles.empty();
  if (!outcome || isEmpty) removeRecording(options.path);
  return outcome;
}

}  // namespace rheo
