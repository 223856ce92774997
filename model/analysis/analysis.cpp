// SPDX-License-Identifier: Apache-2.0
#include "model/analysis/analysis.h"

#include <algorithm>

#include "model/analysis/delivery_watch.h"
#include "model/analysis/problem_log.h"
#include "model/analysis/saga_tracker.h"
#include "model/analysis/topic_watch.h"

namespace rheo::analysis {
namespace {

/// A probe whose clock is ahead must not make everything else look late.
constexpr std::int64_t kMaxAheadNs = kSecond;
// So many ahead are fetched: texts, then what is remembered of the event.
constexpr std::size_t kFar = 12, kNear = 6;

}  // namespace

struct Analysis::Impl {
  Impl(NameTable& table, const Limits& limits)
      : names(table),
        problems(table),
        deliveries(table, limits, problems),
        topics(limits.unconsumedAfterNs, problems),
        sagas(table, limits, problems, deliveries) {}

  /// Time as the stream tells it: the newest sighting so far.
  void advance(TimeNs timeNs) {
    if (timeNs <= nowNs) return;
    nowNs = timeNs;
    topics.ripen(nowNs);
    sagas.ripen(nowNs);
  }

  void gap(const Gap& lost) {
    problems.add(ProblemKind::Gap, lost.fromNs != 0 ? lost.fromNs : lost.toNs,
                 {lost.service, 0, 0, 0}, names.text(lost.reason), {}, lost.count);
  }

  NameTable& names;
  ProblemLog problems;
  DeliveryWatch deliveries;
  TopicWatch topics;
  SagaTracker sagas;
  TimeNs nowNs = 0;
};

Analysis::Analysis(NameTable& names, Limits limits)
    : m_impl(std::make_unique<Impl>(names, limits)) {}
Analysis::~Analysis() = default;

void Analysis::restore(std::vector<Saga> openSagas) {
  m_impl->sagas.restore(std::move(openSagas));
}

void Analysis::relearn(const TraceEvent& event) {
  TraceEvent copy = event;
  m_impl->problems.mute(true);
  m_impl->nowNs = std::max(m_impl->nowNs, event.timeNs);
  m_impl->topics.ripen(m_impl->nowNs);
  m_impl->deliveries.fold(copy);
  m_impl->topics.fold(copy);
  m_impl->sagas.relearn(copy);
  m_impl->problems.mute(false);
}

void Analysis::fold(EventBatch& batch) {
  Impl& impl = *m_impl;
  const TimeNs newest =
      batch.ingestedNs == 0 ? std::numeric_limits<TimeNs>::max() : batch.ingestedNs + kMaxAheadNs;
  auto& events = batch.events;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (i + kFar < events.size()) DeliveryWatch::expectFar(events[i + kFar]);
    if (i + kNear < events.size()) impl.deliveries.expectNear(events[i + kNear]);
    TraceEvent& event = events[i];
    impl.advance(std::min(event.timeNs, newest));
    impl.deliveries.fold(event);
    impl.topics.fold(event);
    impl.sagas.fold(event, impl.nowNs);
  }
  for (const Gap& gap : batch.gaps) impl.gap(gap);
}

void Analysis::tick(TimeNs nowNs) {
  m_impl->advance(nowNs);
}

Output Analysis::take() {
  return {m_impl->sagas.take(m_impl->nowNs), m_impl->problems.take()};
}

}  // namespace rheo::analysis
