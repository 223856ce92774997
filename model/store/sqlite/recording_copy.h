// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/store/care.h"
#include "model/store/sqlite/archive.h"
#include "model/store/sqlite/event_cursor.h"

namespace rheo::store {

/// Carries what matches a query from recordings into a new one, through the same door as live
/// events. One snapshot of each source. One thread.
class RecordingCopy {
 public:
  RecordingCopy(const Query& query, const CancelToken& cancel);
  ~RecordingCopy();
  RecordingCopy(const RecordingCopy&) = delete;
  RecordingCopy& operator=(const RecordingCopy&) = delete;

  Result<void> addSource(const std::string& path);
  /// `withPositions`: the copy can be gone on with by the probes that the source knows.
  Result<Copied> run(StoreWriter& out, bool withPositions);

 private:
  struct Source;

  Result<void> start(Source& source);
  Result<void> settle(Source& source);
  Result<void> copySessions(StoreWriter& out, bool withPositions);
  Result<void> copyEvents(StoreWriter& out);
  Result<void> copyGaps(StoreWriter& out);
  Result<void> copySagas(StoreWriter& out);
  Result<void> copyProblems(StoreWriter& out);
  Result<void> copyAudit(StoreWriter& out);
  void take(Source& source, StoreWriter& out, EventBatch& batch);

  const Query& m_query;
  const CancelToken& m_cancel;
  std::vector<std::unique_ptr<Source>> m_sources;
  Copied m_copied;
};

}  // namespace rheo::store
