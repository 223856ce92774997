// SPDX-License-Identifier: Apache-2.0
#include "model/session/file_import.h"

#include "model/session/import_receiver.h"
#include "model/session/recording_lock.h"
#include "model/store/draft.h"

namespace rheo {
namespace {

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
  RecordingLock lock;
  if (const auto locked = lock.take(options.path); !locked) return locked.error();
  if (const auto free = store::Draft::checkFree(options.path); !free) return free.error();
  store::Draft draft(options.path);
  auto writer = store::openWriter(draft.path(), {.draft = true});
  if (!writer) return writer.error();
  Result<FileImportOutcome> outcome = run(**writer, options);
  if (!outcome) return outcome;
  if (const auto closed = (*writer)->close(); !closed) return closed.error();
  const bool isEmpty = outcome->counts.sightings == 0 && !outcome->troubles.empty();
  if (isEmpty) return outcome;
  if (const auto moved = draft.moveToPlace(); !moved) return moved.error();
  return outcome;
}

}  // namespace rheo
