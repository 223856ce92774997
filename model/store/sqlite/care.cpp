// SPDX-License-Identifier: Apache-2.0
#include "model/store/care.h"

#include <filesystem>
#include <system_error>

#include "model/store/draft.h"
#include "model/store/sqlite/recording_copy.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

namespace fs = std::filesystem;

std::uint64_t sizeOf(const std::string& path) {
  std::error_code error;
  std::uint64_t size = 0;
  for (const char* suffix : {"", "-wal"}) {
    const auto part = fs::file_size(path + suffix, error);
    if (!error) size += part;
  }
  return size;
}

Result<Copied> copyTo(const std::vector<std::string>& from, const Query& query, Draft& draft,
                      bool withPositions, const CancelToken& cancel) {
  RecordingCopy copy(query, cancel);
  std::uint64_t before = 0;
  for (const std::string& path : from) {
    before += sizeOf(path);
    RHEO_TRY(copy.addSource(path));
  }
  auto writer = openWriter(draft.path(), {.draft = true});
  if (!writer) return writer.error();
  auto copied = copy.run(**writer, withPositions);
  if (!copied) return copied.error();
  RHEO_TRY((*writer)->close());
  copied->bytesBefore = before;
  copied->bytesAfter = sizeOf(draft.path());
  return copied;
}

/// Takes the log into the file. It can only go when nobody else has the recording open.
Result<void> settleLog(const std::string& path) {
  auto writer = openWriter(path, {});
  if (!writer) return writer.error();
  RHEO_TRY((*writer)->close());
  std::error_code error;
  if (!fs::exists(path + "-wal", error)) return {};
  return Error{"the recording is open in another program", path, "Close it there first"};
}

/// A ring goes on counting what it has let go.
Result<void> keepRemoved(const std::string& from, const std::string& to) {
  auto old = Database::open(from, Database::Mode::ReadOnly);
  if (!old) return old.error();
  const auto removed = old->integer("SELECT value FROM meta WHERE key = 'removed'");
  if (!removed) return removed.error();
  if (*removed == 0) return {};
  auto fresh = Database::open(to, Database::Mode::ReadWrite);
  if (!fresh) return fresh.error();
  return fresh->exec("INSERT INTO meta VALUES('removed', " + std::to_string(*removed) + ")");
}

}  // namespace

Result<Copied> cutRecording(const std::string& from, const Query& query, const std::string& to,
                            const CancelToken& cancel) {
  RHEO_TRY(Draft::checkFree(to));
  Draft draft(to);
  auto copied = copyTo({from}, query, draft, false, cancel);
  if (copied) RHEO_TRY(draft.moveToPlace());
  return copied;
}

Result<Copied> mergeRecordings(const std::vector<std::string>& from, const std::string& to,
                               const CancelToken& cancel) {
  RHEO_TRY(Draft::checkFree(to));
  Draft draft(to);
  auto copied = copyTo(from, {}, draft, false, cancel);
  if (copied) RHEO_TRY(draft.moveToPlace());
  return copied;
}

Result<Copied> compactRecording(const std::string& path, const CancelToken& cancel) {
  std::error_code error;
  if (!fs::exists(path, error)) return Error{"there is no such file", path, "Check the path"};
  RHEO_TRY(settleLog(path));
  Draft draft(path);
  auto copied = copyTo({path}, {}, draft, true, cancel);
  if (!copied) return copied;
  RHEO_TRY(keepRemoved(path, draft.path()));
  // Whoever has opened it meanwhile would see the new file with the old log.
  RHEO_TRY(settleLog(path));
  RHEO_TRY(draft.replace());
  return copied;
}

}  // namespace rheo::store
