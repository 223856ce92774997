// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/event/event_batch.h"
#include "model/event/saga.h"
#include "model/event/session_info.h"
#include "model/query/filter.h"
#include "model/store/results.h"

namespace rheo::store {

/// What every view asks with: the same range and filter give the same answer everywhere.
struct Query {
  TimeRange range;
  query::Filter filter;
};

/// Reads one recording. One thread at a time: open one per thread. Every call sees one consistent
/// snapshot (a commit as a whole or not at all), polls `cancel`, and returns an Error when
/// cancelled or when the file is damaged. Ranges are exact to the nanosecond: whole rollup buckets
/// plus the events of the partial ones.
class StoreReader {
 public:
  virtual ~StoreReader() = default;

  /// Changes with every commit; cheap enough to poll.
  virtual std::uint64_t revision() = 0;
  /// First and last+1 time of anything in the recording: sightings, and problems, which may be
  /// found after the last of them. Empty if it holds nothing.
  virtual Result<TimeRange> extent() = 0;
  virtual const NameTable& names() = 0;

  virtual Result<Summary> summary(const Query& query, CancelToken cancel) = 0;
  virtual Result<Topology> topology(const Query& query, CancelToken cancel) = 0;
  /// bucketNs 0 = chosen by the store for about 300 buckets (1 s, 2 s, 5 s, 10 s, ... ; below 1 s
  /// when the range is short).
  virtual Result<Throughput> throughput(const Query& query, GroupBy groupBy, std::int64_t bucketNs,
                                        CancelToken cancel) = 0;
  virtual Result<Latency> latency(const Query& query, LatencyPart part, std::int64_t bucketNs,
                                  CancelToken cancel) = 0;
  /// Row ids of matching sightings in row order, at most `limit` (newest kept).
  virtual Result<std::vector<std::uint64_t>> eventIds(const Query& query, std::size_t limit,
                                                      CancelToken cancel) = 0;
  /// Told of hits as they are found, the newest first: row ids in descending order, and how much of
  /// what had to be looked at is done, 0 to 1. False ends the search.
  using FoundFn = std::function<bool(std::span<const std::uint64_t> rows, double done)>;
  /// The same as eventIds(), but for whoever wants to see the first hits of a long search at once:
  /// `found` is called after every chunk, with and without hits.
  virtual Result<void> find(const Query& query, const FoundFn& found, CancelToken cancel) = 0;
  /// The rows asked for, in the order asked for; ids that do not exist are left out.
  virtual Result<std::vector<EventRow>> eventRows(std::span<const std::uint64_t> ids,
                                                  bool withPayload, CancelToken cancel) = 0;
  /// All sightings of one event, by time.
  virtual Result<std::vector<EventRow>> sightings(Id128 eventId, CancelToken cancel) = 0;
  /// All sightings of one trace, by time, at most 10,000.
  virtual Result<std::vector<EventRow>> trace(Id128 traceId, CancelToken cancel) = 0;
  /// Published sightings of the events that this one caused.
  virtual Result<std::vector<EventRow>> effects(Id128 eventId, CancelToken cancel) = 0;

  /// Sagas that live in the range (started before its end, ended after its start), newest first;
  /// steps left empty. The filter applies to saga type, key, step and service fields through the
  /// saga's sightings.
  virtual Result<std::vector<Saga>> sagas(const Query& query, std::size_t limit,
                                          CancelToken cancel) = 0;
  virtual Result<Saga> saga(std::int64_t id, CancelToken cancel) = 0;
  virtual Result<std::vector<SagaVariant>> sagaVariants(const Query& query, CancelToken cancel) = 0;

  virtual Result<std::vector<ProblemQueryRow>> problems(const Query& query, CancelToken cancel) = 0;
  virtual Result<std::vector<ProblemMark>> problemMarks(TimeRange range, std::int64_t bucketNs,
                                                        CancelToken cancel) = 0;
  virtual Result<std::vector<GapBand>> gaps(TimeRange range, CancelToken cancel) = 0;
  virtual Result<std::vector<SessionInfo>> sessions() = 0;

  /// One read-only statement over event, hop, saga, saga_step, problem, gap.
  virtual Result<SqlTable> sql(const std::string& statement, std::size_t maxRows,
                               CancelToken cancel) = 0;

  /// Streams sightings from row `fromRow` on; the callback returns false to stop. Views die with
  /// the call.
  virtual Result<void> scan(std::uint64_t fromRow, bool withPayload,
                            const std::function<bool(std::uint64_t row, const TraceEvent&)>& each,
                            CancelToken cancel) = 0;
  /// Row id of the newest sighting; 0 if none.
  virtual std::uint64_t lastRow() = 0;
};

/// What one transaction holds besides the events.
struct Commit {
  std::span<EventBatch> batches;  ///< enriched by the analysis
  std::span<const Saga>
      sagas;  ///< changed since the last commit, by (type, key, startedNs); steps complete
  std::span<const Problem> problems;
  std::span<const SessionInfo> sessions;  ///< new or changed
};

/// Control actions kept for the record; hash-chained by the store.
struct AuditEntry {
  TimeNs timeNs = 0;
  std::string actor;
  std::string action;  ///< "inject", "replay"
  std::string detail;  ///< JSON
  std::string outcome;
};

/// Writes one recording; one thread. Everything of a Commit becomes durable together or not at all.
class StoreWriter {
 public:
  virtual ~StoreWriter() = default;

  /// Names of this recording; loaded on open, new ones persisted with the next commit.
  virtual NameTable& names() = 0;
  /// Sessions and stream positions as committed, to go on where a killed recorder stopped.
  virtual std::vector<SessionInfo> sessions() = 0;
  virtual std::vector<StreamPosition> positions() = 0;
  /// Sagas that were not terminal when the recording was closed or its recorder killed.
  virtual Result<std::vector<Saga>> openSagas() = 0;

  /// Positions and gaps are taken from the batches. On an Error nothing is stored and the call may
  /// be repeated (disk full).
  virtual Result<void> commit(const Commit& commit) = 0;
  virtual Result<void> audit(const AuditEntry& entry) = 0;
  [[nodiscard]] virtual std::uint64_t sizeBytes() const = 0;
  /// Checkpoints and closes.
  virtual Result<void> close() = 0;
};

struct OpenOptions {
  bool durable = false;  ///< synchronous=FULL: an acknowledged event survives a power cut
  /// A ring: the oldest sightings go once the recording is longer or larger; 0 = no bound. What
  /// went is counted in the summary.
  std::int64_t keepAgeNs = 0;
  std::uint64_t keepBytes = 0;
  /// A new file that nobody opens before close(), which stores it durably as a whole: until then
  /// nothing waits for the disk. After an Error the file is of no use.
  bool draft = false;
};

/// Creates the file, or goes on with an existing recording.
Result<std::unique_ptr<StoreWriter>> openWriter(const std::string& path,
                                                const OpenOptions& options);
/// Opens read-only and untrusted; works beside a live writer in this or another process.
Result<std::unique_ptr<StoreReader>> openReader(const std::string& path);

}  // namespace rheo::store
