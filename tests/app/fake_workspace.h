// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>

#include "model/session/workspace.h"

namespace rheo::testing {

/// What the fakes answer; shared by all readers of one workspace. Set it before handing it out, or
/// change only the atomics.
struct FakeRecording {
  std::atomic<std::uint64_t> revision{1};
  std::atomic<int> readers{0};     ///< alive
  std::atomic<int> workspaces{0};  ///< alive
  std::atomic<bool> refuseReaders{false};
  TimeRange extent{1'000 * kSecond, 1'060 * kSecond};
  NameTable names;
  LiveStatus status;
  store::Summary summary;
  store::Throughput throughput;
  store::Topology topology;
  std::vector<store::ProblemMark> marks;
  std::vector<store::EventRow> events;
  std::vector<std::pair<std::string, ProbeLimits>> asked;  ///< GUI thread: limits asked for
};

/// Answers from the FakeRecording; everything not given there is empty.
class FakeReader : public store::StoreReader {
 public:
  explicit FakeReader(std::shared_ptr<FakeRecording> r) : m_r(std::move(r)) { ++m_r->readers; }
  ~FakeReader() override { --m_r->readers; }
  std::uint64_t revision() override { return m_r->revision; }
  Result<TimeRange> extent() override { return m_r->extent; }
  const NameTable& names() override { return m_r->names; }
  Result<store::Summary> summary(const store::Query&, CancelToken) override { return m_r->summary; }
  Result<store::Topology> topology(const store::Query&, CancelToken) override {
    return m_r->topology;
  }
  Result<store::Throughput> throughput(const store::Query&, store::GroupBy, std::int64_t,
                                       CancelToken) override {
    return m_r->throughput;
  }
  Result<store::Latency> latency(const store::Query&, store::LatencyPart, std::int64_t,
                                 CancelToken) override {
    return store::Latency{};
  }
  Result<void> find(const store::Query&, const FoundFn&, CancelToken) override { return {}; }
  Result<std::vector<std::uint64_t>> eventIds(const store::Query&, std::size_t,
                                              CancelToken) override {
    std::vector<std::uint64_t> ids;
    for (const auto& event : m_r->events) ids.push_back(event.row);
    return ids;
  }
  Result<std::vector<store::EventRow>> eventRows(std::span<const std::uint64_t> ids, bool,
                                                 CancelToken) override {
    std::vector<store::EventRow> rows;
    for (const auto id : ids) {
      for (const auto& event : m_r->events) {
        if (event.row == id) rows.push_back(event);
      }
    }
    return rows;
  }
  Result<std::vector<store::EventRow>> sightings(Id128, CancelToken) override {
    return m_r->events;
  }
  Result<std::vector<store::EventRow>> trace(Id128, CancelToken) override { return m_r->events; }
  Result<std::vector<store::EventRow>> effects(Id128, CancelToken) override {
    return std::vector<store::EventRow>{};
  }
  Result<std::vector<Saga>> sagas(const store::Query&, std::size_t, CancelToken) override {
    return std::vector<Saga>{};
  }
  Result<Saga> saga(std::int64_t, CancelToken) override { return Error{"no such saga", {}, {}}; }
  Result<std::vector<store::SagaVariant>> sagaVariants(const store::Query&, CancelToken) override {
    return std::vector<store::SagaVariant>{};
  }
  Result<std::vector<store::ProblemQueryRow>> problems(const store::Query&, CancelToken) override {
    return std::vector<store::ProblemQueryRow>{};
  }
  Result<std::vector<store::ProblemMark>> problemMarks(TimeRange, std::int64_t,
                                                       CancelToken) override {
    return m_r->marks;
  }
  Result<std::vector<store::GapBand>> gaps(TimeRange, CancelToken) override {
    return m_r->throughput.gaps;
  }
  Result<std::vector<SessionInfo>> sessions() override { return m_r->status.sessions; }
  Result<store::SqlTable> sql(const std::string&, std::size_t, CancelToken) override {
    return store::SqlTable{};
  }
  Result<void> scan(std::uint64_t, bool,
                    const std::function<bool(std::uint64_t, const TraceEvent&)>&,
                    CancelToken) override {
    return {};
  }
  std::uint64_t lastRow() override { return m_r->events.size(); }

 private:
  std::shared_ptr<FakeRecording> m_r;
};

class FakeWorkspace : public Workspace {
 public:
  explicit FakeWorkspace(std::shared_ptr<FakeRecording> r) : m_r(std::move(r)) {
    ++m_r->workspaces;
  }
  ~FakeWorkspace() override { --m_r->workspaces; }
  Result<std::unique_ptr<store::StoreReader>> reader() const override {
    if (m_r->refuseReaders) return Error{"the file is locked", "shop.rheo", "Close it elsewhere"};
    return std::unique_ptr<store::StoreReader>(std::make_unique<FakeReader>(m_r));
  }
  LiveStatus status() const override { return m_r->status; }
  control::Injector* injector() override { return nullptr; }
  Result<void> limit(const std::string& service, const ProbeLimits& limits) override {
    m_r->asked.emplace_back(service, limits);
    return {};
  }
  Result<void> audit(const store::AuditEntry&) override { return {}; }
  Result<void> stop() override { return {}; }

 private:
  std::shared_ptr<FakeRecording> m_r;
};

}  // namespace rheo::testing
