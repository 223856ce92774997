// SPDX-License-Identifier: Apache-2.0
#include "format_sample.h"

#include "model/store/try.h"

namespace rheo::test {
namespace {

constexpr TimeNs kOrigin = 1'750'000'000 * kSecond;
constexpr std::size_t kPerCommit = 450;  // a full chunk, then pieces

Name named(NameTable& names, const char* what, std::size_t i) {
  return names.intern(std::string(what) + std::to_string(i));
}

Saga sampleSaga(std::size_t i) {
  Saga saga;
  saga.type = "Order";
  saga.key = "o-" + std::to_string(i);
  saga.state = i % 3 == 0 ? SagaState::Running : SagaState::Completed;
  saga.startedNs = saga.updatedNs = kOrigin + static_cast<TimeNs>(i) * kSecond;
  saga.endedNs = i % 3 == 0 ? 0 : saga.startedNs + 5 * kMillisecond;
  saga.variant = "reserve>pay";
  saga.eventCount = 4;
  SagaStep step;
  step.name = "reserve";
  step.service = "service1";
  step.startedNs = saga.startedNs;
  saga.steps.push_back(step);
  return saga;
}

Problem sampleProblem(std::size_t i) {
  Problem problem;
  problem.kind = ProblemKind::Failure;
  problem.severity = Severity::Error;
  problem.timeNs = kOrigin + static_cast<TimeNs>(i) * kSecond;
  problem.count = i + 1;
  problem.service = "service1";
  problem.detail = "timeout";
  return problem;
}

}  // namespace

TraceEvent sampleEvent(std::size_t i, NameTable& names, EventBatch& batch) {
  TraceEvent e;
  e.stage = static_cast<Stage>(i % 3 + (i % 3 == 2 && i % 50 == 2 ? 1 : 0));
  e.service = named(names, "service", i % 4);
  e.instance = named(names, "instance", i % 2);
  e.topic = named(names, "topic", i % 5);
  e.type = named(names, "type", i % 7);
  e.subscription = i % 3 == 0 ? 0 : named(names, "group", i % 4);
  e.errorType = e.stage == Stage::Failed ? names.intern("timeout") : 0;
  e.timeNs = kOrigin + static_cast<TimeNs>(i) * 31 * kMillisecond - (i % 11 == 0 ? 70'000 : 0);
  e.publishedNs = i % 3 == 0 ? 0 : e.timeNs - static_cast<TimeNs>(i % 900) * 10'000 - 5000;
  e.brokerNs = i % 6 == 2 ? e.publishedNs + 2000 : 0;
  e.durationNs = i % 3 == 2 ? static_cast<std::int64_t>(i % 90) * 1000 : 0;
  e.flags = i % 40 == 1 ? kDuplicate : 0;
  e.schemaVersion = static_cast<std::uint16_t>(i % 2);
  e.eventId = {0xE0, i / 3 + 1};
  e.traceId = {0x7A, i / 12 + 1};
  e.spanId = i + 1;
  e.session = 1;
  e.stream = 1;
  e.position = i + 1;
  e.key = batch.keep("key-" + std::to_string(i % 100));
  e.payload = batch.keep("{\"total\":" + std::to_string(i % 500) + "}");
  e.payloadSize = static_cast<std::uint32_t>(e.payload.size());
  return e;
}

Result<void> writeFormatSample(const std::string& path) {
  auto writer = store::openWriter(path, {});
  if (!writer) return writer.error();
  SessionInfo session;
  session.row = 1;
  session.id = {1, 2};
  session.service = "service1";
  session.startedNs = kOrigin;
  session.injectables = {{"topic1", "type1", "{}"}};
  for (std::size_t done = 0; done < kSampleEvents;) {
    EventBatch batch;
    batch.session = batch.stream = 1;
    for (std::size_t n = 0; n < kPerCommit && done < kSampleEvents; ++n, ++done) {
      batch.events.push_back(sampleEvent(done, (*writer)->names(), batch));
    }
    batch.lastPosition = batch.lastSeq = done;
    if (done == kPerCommit) {
      Gap gap;
      gap.session = gap.stream = 1;
      gap.count = 17;
      gap.fromNs = kOrigin;
      gap.toNs = kOrigin + kSecond;
      gap.service = (*writer)->names().intern("service1");
      gap.reason = (*writer)->names().intern("ring full");
      batch.gaps.push_back(gap);
    }
    const Saga saga = sampleSaga(done);
    const Problem problem = sampleProblem(done);
    RHEO_TRY((*writer)->commit({{&batch, 1}, {&saga, 1}, {&problem, 1}, {&session, 1}}));
  }
  RHEO_TRY((*writer)->audit({kOrigin, "me", "inject", "{}", "done"}));
  return (*writer)->close();
}

}  // namespace rheo::test
