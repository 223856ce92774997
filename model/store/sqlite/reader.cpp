// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/sqlite/row_scan.h"
#include "model/store/sqlite/sql_query.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::size_t kMaxTrace = 10'000;
constexpr std::size_t kMaxSightings = 10'000;

class SqliteReader final : public StoreReader {
 public:
  Result<void> open(const std::string& path) {
    RHEO_TRY(m_archive.open(path));
    return m_sql.attach(m_archive);
  }

  std::uint64_t revision() override {
    const auto revision = m_archive.storedRevision();
    return revision ? *revision : 0;
  }
  Result<TimeRange> extent() override {
    return within([&] { return answerExtent(m_archive); });
  }
  const NameTable& names() override { return m_archive.names(); }

  Result<Summary> summary(const Query& query, CancelToken cancel) override {
    return within([&] { return answerSummary(m_archive, query, cancel); });
  }
  Result<Topology> topology(const Query& query, CancelToken cancel) override {
    return within([&] { return answerTopology(m_archive, query, cancel); });
  }
  Result<Throughput> throughput(const Query& query, GroupBy groupBy, std::int64_t bucketNs,
                                CancelToken cancel) override {
    return within([&] { return answerThroughput(m_archive, query, groupBy, bucketNs, cancel); });
  }
  Result<Latency> latency(const Query& query, LatencyPart part, std::int64_t bucketNs,
                          CancelToken cancel) override {
    return within([&] { return answerLatency(m_archive, query, part, bucketNs, cancel); });
  }
  Result<std::vector<std::uint64_t>> eventIds(const Query& query, std::size_t limit,
                                              CancelToken cancel) override {
    return within([&] { return answerEventIds(m_archive, query, limit, cancel); });
  }
  Result<void> find(const Query& query, const FoundFn& found, CancelToken cancel) override {
    return within(
        [&] { return RowScan(m_archive, query.filter).find(query.range, found, cancel); });
  }
  Result<std::vector<EventRow>> eventRows(std::span<const std::uint64_t> ids, bool withPayload,
                                          CancelToken cancel) override {
    return within([&] { return answerEventRows(m_archive, ids, withPayload, cancel); });
  }
  Result<std::vector<EventRow>> sightings(Id128 eventId, CancelToken cancel) override {
    return byId(eventId, IdRole::Event, kMaxSightings, cancel);
  }
  Result<std::vector<EventRow>> trace(Id128 traceId, CancelToken cancel) override {
    return byId(traceId, IdRole::Trace, kMaxTrace, cancel);
  }
  Result<std::vector<EventRow>> effects(Id128 eventId, CancelToken cancel) override {
    return byId(eventId, IdRole::Cause, kMaxSightings, cancel);
  }

  Result<std::vector<Saga>> sagas(const Query& query, std::size_t limit,
                                  CancelToken cancel) override {
    return within([&] { return answerSagas(m_archive, query, limit, cancel); });
  }
  Result<Saga> saga(std::int64_t id, CancelToken) override {
    return within([&] { return answerSaga(m_archive, id); });
  }
  Result<std::vector<SagaVariant>> sagaVariants(const Query& query, CancelToken cancel) override {
    return within([&] { return answerSagaVariants(m_archive, query, cancel); });
  }
  Result<std::vector<ProblemQueryRow>> problems(const Query& query, CancelToken cancel) override {
    return within([&] { return answerProblems(m_archive, query, cancel); });
  }
  Result<std::vector<ProblemMark>> problemMarks(TimeRange range, std::int64_t bucketNs,
                                                CancelToken cancel) override {
    return within([&] { return answerProblemMarks(m_archive, range, bucketNs, cancel); });
  }
  Result<std::vector<GapBand>> gaps(TimeRange range, CancelToken cancel) override {
    return within([&] { return answerGaps(m_archive, range, cancel); });
  }
  Result<std::vector<SessionInfo>> sessions() override {
    return within([&] { return readSessions(m_archive.db()); });
  }

  Result<SqlTable> sql(const std::string& statement, std::size_t maxRows,
                       CancelToken cancel) override {
    return within([&] { return m_sql.run(statement, maxRows, cancel); });
  }
  Result<void> scan(std::uint64_t fromRow, bool withPayload,
                    const std::function<bool(std::uint64_t row, const TraceEvent&)>& each,
                    CancelToken cancel) override {
    return within([&] { return scanRows(fromRow, withPayload, each, cancel); });
  }
  std::uint64_t lastRow() override {
    const Snapshot snapshot(m_archive);
    return snapshot.status() ? m_archive.lastRow() : 0;
  }

 private:
  /// Runs a question in one snapshot.
  template <class Ask>
  auto within(Ask ask) -> decltype(ask()) {
    const Snapshot snapshot(m_archive);
    if (!snapshot.status()) return snapshot.status().error();
    return ask();
  }
  Result<std::vector<EventRow>> byId(Id128 id, IdRole role, std::size_t limit,
                                     const CancelToken& cancel) {
    return within([&] { return answerById(m_archive, id, role, limit, cancel); });
  }
  Result<void> scanRows(std::uint64_t fromRow, bool withPayload,
                        const std::function<bool(std::uint64_t row, const TraceEvent&)>& each,
                        const CancelToken& cancel);

  Archive m_archive;
  SqlQuery m_sql;
};

Result<void> SqliteReader::scanRows(
    std::uint64_t fromRow, bool withPayload,
    const std::function<bool(std::uint64_t row, const TraceEvent&)>& each,
    const CancelToken& cancel) {
  const unsigned groups = kHot | kIds | kText | (withPayload ? unsigned{kPayload} : 0u);
  for (const ChunkInfo& chunk : m_archive.chunks()) {
    if (chunk.firstRow + chunk.count <= fromRow) continue;
    if (cancel.cancelled()) return cancelledError();
    auto columns = m_archive.columns(chunk, groups);
    if (!columns) return columns.error();
    const std::size_t first = fromRow > chunk.firstRow ? fromRow - chunk.firstRow : 0;
    for (std::size_t i = first; i < chunk.count; ++i) {
      if (!each(chunk.firstRow + i, (*columns)->at(i, m_archive.cells()))) return {};
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<StoreReader>> openReader(const std::string& path) {
  auto reader = std::make_unique<SqliteReader>();
  RHEO_TRY(reader->open(path));
  return std::unique_ptr<StoreReader>(std::move(reader));
}

}  // namespace rheo::store
