// SPDX-License-Identifier: Apache-2.0
#include "stream.h"

namespace rheo::test {

TraceEvent Stream::make(Stage stage, std::int64_t ms, std::uint64_t id, std::string_view service,
                        std::string_view topic, std::string_view subscription) {
  TraceEvent event;
  event.stage = stage;
  event.timeNs = kStart + ms * kMillisecond;
  event.service = names.intern(service);
  event.topic = names.intern(topic);
  event.subscription = names.intern(subscription);
  event.type = names.intern("OrderPlaced");
  if (id != 0) event.eventId = {0x0123456789abcdef * id, id};
  return event;
}

TraceEvent Stream::saga(Stage stage, std::int64_t ms, std::string_view key, std::string_view step,
                        std::string_view service) {
  TraceEvent event = make(stage, ms, 0, service, {});
  event.sagaType = names.intern("Order");
  event.sagaKey = key;
  event.step = names.intern(step);
  return event;
}

TraceEvent Stream::fold(TraceEvent event) {
  EventBatch batch;
  batch.events.push_back(event);
  analysis.fold(batch);
  return batch.events.front();
}

void Stream::take() {
  analysis::Output out = analysis.take();
  for (auto& problem : out.problems) problems.push_back(std::move(problem));
  for (auto& saga : out.sagas) sagas.push_back(std::move(saga));
}

std::uint64_t Stream::count(ProblemKind kind) const {
  std::uint64_t sum = 0;
  for (const auto& problem : problems) sum += problem.kind == kind ? problem.count : 0;
  return sum;
}

const Problem* Stream::first(ProblemKind kind) const {
  for (const auto& problem : problems) {
    if (problem.kind == kind) return &problem;
  }
  return nullptr;
}

const Saga* Stream::sagaOf(std::string_view key) const {
  for (auto saga = sagas.rbegin(); saga != sagas.rend(); ++saga) {
    if (saga->key == key) return &*saga;
  }
  return nullptr;
}

}  // namespace rheo::test
