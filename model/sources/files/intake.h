// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/event/event_batch.h"
#include "model/event/problem.h"
#include "model/event/saga.h"
#include "model/event/session_info.h"
#include "model/sources/files/csv_columns.h"
#include "model/sources/files/span.h"

namespace rheo::files {

/// Where imports go: the recording being made. One thread.
class Receiver {
 public:
  virtual ~Receiver() = default;
  virtual NameTable& names() = 0;
  /// A new session; returns its row, for TraceEvent::session.
  virtual std::uint32_t announce(const SessionInfo& session) = 0;
  /// An empty batch, with room where memory is kept of those that were taken.
  virtual EventBatch emptyBatch() { return {}; }
  /// Sightings in order of time, and what is wrong with the traces they came from.
  virtual Result<void> take(EventBatch&& batch, std::vector<Problem>&& problems) = 0;
};

/// A record that was skipped.
struct Broken {
  std::string file;
  std::uint64_t byte = 0;  ///< offset in the unpacked file
  std::string path;        ///< "resourceSpans[0].scopeSpans[2].spans[17]", "line 12"
  std::string what;
};

/// What came of an import, so far.
struct ImportCounts {
  static constexpr std::size_t kMostExamples = 20;

  std::uint64_t bytesRead = 0;   ///< of the files as stored
  std::uint64_t bytesTotal = 0;  ///< 0 = unknown
  std::uint64_t spans = 0;
  std::uint64_t sightings = 0;
  std::uint64_t broken = 0;
  std::uint64_t orphans = 0;           ///< spans whose parent is in none of the files
  std::uint64_t cycles = 0;            ///< spans that are their own ancestors
  std::uint64_t duplicates = 0;        ///< spans with the id of another one
  std::uint64_t backwards = 0;         ///< spans that end before they start
  std::uint64_t untimed = 0;           ///< spans and sightings without a time
  std::uint64_t timeless = 0;          ///< spans that end when they start
  std::uint64_t otherRoots = 0;        ///< roots of traces that have one already
  std::uint64_t cutTags = 0;           ///< tags and links left out: more than 64 KiB or 1024 a span
  std::uint64_t otherNames = 0;        ///< names that became "(other)": a file had too many
  std::uint64_t skewed = 0;            ///< pairs of services whose clocks disagree
  std::vector<Broken> examples;        ///< the first broken records
  std::vector<ColumnMeaning> columns;  ///< of CSV files, as they were understood

  /// Adds what is counted of spans and sightings once they are understood.
  ImportCounts& operator+=(const ImportCounts& understood);
};

/// One sighting as a file tells it; texts are valid during the call. Names are in words.
struct FileSighting {
  TraceEvent event;  ///< numbers, ids, key, payload, attributes; names are filled in from below
  std::string_view service, instance, topic, type, subscription, producer, errorType,
      deadLetterTopic, sagaType, step, undoes;
};

/// Emits of a probe that were counted as lost.
struct FileLoss {
  std::uint32_t stream = 0;
  TimeNs fromNs = 0, toNs = 0;
  std::uint64_t fromSeq = 0, count = 0;
};

/// What readers of formats hand their records to.
class Intake {
 public:
  virtual ~Intake() = default;
  virtual Result<void> span(const Span& span) = 0;
  virtual Result<void> sighting(const FileSighting& sighting) = 0;
  /// What is known of the run of a probe, before its sightings; again when more is known.
  virtual void session(const SessionInfo& info) = 0;
  virtual Result<void> lost(const SessionInfo& by, const FileLoss& loss) = 0;
  virtual void broken(std::uint64_t byte, std::string path, std::string what) = 0;
  /// A column of the file and how it is understood.
  virtual void column(std::string name, std::string field) = 0;
  /// False when somebody cancelled: stop reading.
  virtual bool goOn() = 0;
};

}  // namespace rheo::files
