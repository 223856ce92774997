// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/event/trace_format.h"
#include "model/store/store.h"

namespace rheo::exports {

using Format = TraceFormat;
std::span<const Format> writtenFormats();

/// Writes sightings in one format. Each call appends to `out`.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void begin(std::string&) {}
  /// False when the format has no place for it (CloudEvents tell what was published only).
  virtual bool sighting(std::string& out, const store::EventRow& row) = 0;
  /// After about a thousand sightings: what a format keeps back may go out.
  virtual void pause(std::string&) {}
  virtual void end(std::string&) {}
  /// True if it wants the sightings of a trace one after the other.
  [[nodiscard]] virtual bool byTrace() const { return false; }
};
/// Null for a format that is only read.
std::unique_ptr<Writer> writerFor(Format format);

struct ExportCounts {
  std::uint64_t written = 0;
  std::uint64_t passedOver = 0;  ///< matched, but the format has no place for them
};

/// Takes bytes; an Error ends the export.
using ByteSink = std::function<Result<void>(std::string_view)>;

/// Streams what matches, in the order of the recording (or by trace), in bounded memory: 24 bytes a
/// sighting for formats by trace.
Result<ExportCounts> exportRecording(store::StoreReader& reader, const store::Query& query,
                                     Format format, const ByteSink& sink, CancelToken cancel);

}  // namespace rheo::exports
