// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/store/store.h"

namespace rheo::test {

/// Answers only what a replay asks: ids that match, and rows.
class FakeStoreReader : public store::StoreReader {
 public:
  std::vector<store::EventRow> rows;  ///< row n at index n - 1

  Result<void> find(const store::Query&, const FoundFn&, CancelToken) override { return {}; }
  Result<std::vector<std::uint64_t>> eventIds(const store::Query& query, std::size_t limit,
                                              CancelToken) override {
    asked = query.filter.text();
    std::vector<std::uint64_t> ids;
    for (const store::EventRow& row : rows) {
      const bool matches = row.stage == Stage::Published && query.range.contains(row.timeNs);
      if (matches && ids.size() < limit) ids.push_back(row.row);
    }
    return ids;
  }
  Result<std::vector<store::EventRow>> eventRows(std::span<const std::uint64_t> ids,
                                                 bool withPayload, CancelToken) override {
    std::vector<store::EventRow> found;
    for (const std::uint64_t id : ids) {
      found.push_back(rows.at(id - 1));
      if (!withPayload) found.back().payload.clear();
    }
    return found;
  }
  std::string asked;

  std::uint64_t revision() override { return 1; }
  Result<TimeRange> extent() override { return TimeRange{}; }
  const NameTable& names() override { return m_names; }
  Result<store::Summary> summary(const store::Query&, CancelToken) override { return no(); }
  Result<store::Topology> topology(const store::Query&, CancelToken) override { return no(); }
  Result<store::Throughput> throughput(const store::Query&, store::GroupBy, std::int64_t,
                                       CancelToken) override {
    return no();
  }
  Result<store::Latency> latency(const store::Query&, store::LatencyPart, std::int64_t,
                                 CancelToken) override {
    return no();
  }
  Result<std::vector<store::EventRow>> sightings(Id128, CancelToken) override { return no(); }
  Result<std::vector<store::EventRow>> trace(Id128, CancelToken) override { return no(); }
  Result<std::vector<store::EventRow>> effects(Id128, CancelToken) override { return no(); }
  Result<std::vector<Saga>> sagas(const store::Query&, std::size_t, CancelToken) override {
    return no();
  }
  Result<Saga> saga(std::int64_t, CancelToken) override { return no(); }
  Result<std::vector<store::SagaVariant>> sagaVariants(const store::Query&, CancelToken) override {
    return no();
  }
  Result<std::vector<store::ProblemQueryRow>> problems(const store::Query&, CancelToken) override {
    return no();
  }
  Result<std::vector<store::ProblemMark>> problemMarks(TimeRange, std::int64_t,
                                                       CancelToken) override {
    return no();
  }
  Result<std::vector<store::GapBand>> gaps(TimeRange, CancelToken) override { return no(); }
  Result<std::vector<SessionInfo>> sessions() override { return no(); }
  Result<store::SqlTable> sql(const std::string&, std::size_t, CancelToken) override {
    return no();
  }
  Result<void> scan(std::uint64_t, bool,
                    const std::function<bool(std::uint64_t, const TraceEvent&)>&,
                    CancelToken) override {
    return no();
  }
  std::uint64_t lastRow() override { return rows.size(); }

 private:
  static Error no() { return {"not in this fake", "", ""}; }
  NameTable m_names;
};

}  // namespace rheo::test
