// SPDX-License-Identifier: Apache-2.0
#include "model/analysis/saga_tracker.h"

#include <algorithm>

namespace rheo::analysis {
namespace {

/// How long a saga that began with something else than sagaStarted waits for it before its start is
/// taken from what was seen.
constexpr std::int64_t kStartGraceNs = kSecond;
/// How long sightings that came before their saga are remembered for it.
constexpr std::int64_t kEarlyNs = 5 * kSecond;

SagaState endState(Stage stage) {
  switch (stage) {
    case Stage::SagaCompleted:
      return SagaState::Completed;
    case Stage::SagaCompensated:
      return SagaState::Compensated;
    case Stage::SagaFailed:
      return SagaState::Failed;
    default:
      return SagaState::TimedOut;
  }
}

bool endsSaga(Stage stage) {
  return stage >= Stage::SagaCompleted;
}

bool isCompensating(const Saga& saga) {
  return std::any_of(saga.steps.begin(), saga.steps.end(),
                     [](const SagaStep& step) { return !step.undoes.empty(); });
}

std::string nameOf(const Saga& saga) {
  return saga.type + ' ' + saga.key;
}

Digest digestOfSaga(Name type, std::string_view key) {
  return mix(digestOf(key), type);
}

}  // namespace

SagaTracker::SagaTracker(const NameTable& names, const Limits& limits, ProblemLog& problems,
                         DeliveryWatch& deliveries)
    : m_names(names),
      m_limits(limits),
      m_problems(problems),
      m_deliveries(deliveries),
      m_early(limits.openSagas),
      m_ended(limits.openSagas) {}

void SagaTracker::restore(std::vector<Saga> openSagas) {
  for (Saga& saga : openSagas) {
    const Digest digest = digestOfSaga(m_names.find(saga.type), saga.key);
    if (m_index.find(digest) != nullptr) continue;
    const std::uint32_t slot = create(digest);
    Entry& entry = m_entries[slot];
    entry.saga = std::move(saga);
    entry.started = true;  // its start is in the recording, and names it there
    if (isTerminal(entry.saga.state)) {
      ended(slot);
    } else if (entry.saga.state != SagaState::Stuck) {
      watch(slot);
    }
  }
}

void SagaTracker::relearn(const TraceEvent& event) {
  if (event.sagaType == 0 || event.sagaKey.empty() || !endsSaga(event.stage)) return;
  const Digest digest = digestOfSaga(event.sagaType, event.sagaKey);
  if (m_index.find(digest) == nullptr) *m_ended.obtain(digest).first = event.timeNs;
}

void SagaTracker::fold(const TraceEvent& event, TimeNs nowNs) {
  if (event.sagaType == 0 || event.sagaKey.empty()) return;
  const Digest digest = digestOfSaga(event.sagaType, event.sagaKey);
  if (!isSagaStage(event.stage)) return count(digest, event, nowNs);
  const bool begins = event.stage == Stage::SagaStarted;
  if (begins) {
    // The same key again after an end is a new saga.
    const std::uint32_t* known = m_index.find(digest);
    const bool again = known != nullptr && isTerminal(m_entries[*known].saga.state) &&
                       event.timeNs > m_entries[*known].saga.endedNs;
    if (again) forget(*known);
  } else if (const TimeNs* ended = m_ended.find(digest);
             ended != nullptr && m_index.find(digest) == nullptr) {
    return;  // a straggler of a saga that has ended and left
  }
  const std::uint32_t slot = obtain(digest, event, nowNs);
  Entry& entry = m_entries[slot];
  ++entry.saga.eventCount;
  if (begins) {
    begin(entry, event, nowNs);
  } else if (endsSaga(event.stage)) {
    finish(slot, event);
  } else {
    step(entry, event);
  }
  entry.saga.updatedNs = std::max(entry.saga.updatedNs, event.timeNs);
  touch(slot);
  if (!isTerminal(entry.saga.state)) watch(slot);
}

/// A sighting of an event that carries the saga.
void SagaTracker::count(Digest digest, const TraceEvent& event, TimeNs nowNs) {
  if (const std::uint32_t* slot = m_index.find(digest)) {
    Entry& entry = m_entries[*slot];
    ++entry.saga.eventCount;
    if (entry.saga.traceId.isNull()) entry.saga.traceId = event.traceId;
    if (event.stage == Stage::Failed && !event.eventId.isNull()) {
      failHandling(entry.saga, event.eventId, m_names.text(event.service),
                   m_names.text(event.errorType), event.timeNs);
    }
    touch(*slot);
    return;
  }
  if (m_ended.find(digest) != nullptr) return;
  Early& early = *m_early.obtain(digest).first;
  if (nowNs - early.lastNs > kEarlyNs) early.count = 0;
  ++early.count;
  early.lastNs = nowNs;
}

std::uint32_t SagaTracker::obtain(Digest digest, const TraceEvent& event, TimeNs nowNs) {
  if (const std::uint32_t* slot = m_index.find(digest)) return *slot;
  const std::uint32_t slot = create(digest);
  Entry& entry = m_entries[slot];
  entry.firstSeenNs = nowNs;
  entry.saga.type = m_names.text(event.sagaType);
  entry.saga.key = event.sagaKey;
  entry.saga.startedNs = event.timeNs;
  entry.saga.traceId = event.traceId;
  Early* early = m_early.find(digest);
  if (early != nullptr && nowNs - early->lastNs <= kEarlyNs) {
    entry.saga.eventCount = early->count;
    early->count = 0;
  }
  return slot;
}

std::uint32_t SagaTracker::create(Digest digest) {
  while (m_index.size() >= std::max<std::size_t>(1, m_limits.openSagas)) forgetOldest(m_byAge);
  prune();
  std::uint32_t slot = 0;
  if (m_free.empty()) {
    slot = static_cast<std::uint32_t>(m_entries.size());
    m_entries.emplace_back();
  } else {
    slot = m_free.back();
    m_free.pop_back();
  }
  Entry& entry = m_entries[slot];
  const std::uint32_t generation = entry.generation + 1;
  entry = {};
  entry.digest = digest;
  entry.generation = generation;
  entry.live = true;
  *m_index.obtain(digest).first = slot;
  m_byAge.push_back({slot, generation});
  return slot;
}

bool SagaTracker::isCurrent(const Ref& ref) const {
  return m_entries[ref.slot].live && m_entries[ref.slot].generation == ref.generation;
}

void SagaTracker::forgetOldest(std::deque<Ref>& ages) {
  while (!ages.empty()) {
    const Ref oldest = ages.front();
    ages.pop_front();
    if (isCurrent(oldest)) return forget(oldest.slot);
  }
}

/// Drops what points to forgotten sagas, once that is more than half.
void SagaTracker::prune() {
  const std::size_t most = 2 * m_index.size() + 64;
  const auto stale = [this](const Ref& ref) { return !isCurrent(ref); };
  if (m_byAge.size() > most) std::erase_if(m_byAge, stale);
  if (m_endedByAge.size() > most) std::erase_if(m_endedByAge, stale);
  if (m_checks.size() <= most) return;
  std::erase_if(m_checks, [this](const Check& check) {
    return !isCurrent(check) || m_entries[check.slot].queuedNs != check.dueNs;
  });
  std::make_heap(m_checks.begin(), m_checks.end(), std::greater<>());
}

void SagaTracker::forget(std::uint32_t slot) {
  Entry& entry = m_entries[slot];
  if (isTerminal(entry.saga.state)) {
    --m_endedCount;
    *m_ended.obtain(entry.digest).first = entry.saga.endedNs;
  }
  m_index.erase(entry.digest);
  if (entry.changed) m_leaving.push_back(std::move(entry.saga));
  entry.saga = {};
  entry.changed = false;
  entry.live = false;
  m_free.push_back(slot);
}

void SagaTracker::begin(Entry& entry, const TraceEvent& event, TimeNs nowNs) {
  Saga& saga = entry.saga;
  // The start is part of the saga's name in the recording: once it was told it stays.
  if (!entry.started && nowNs - entry.firstSeenNs <= kStartGraceNs) saga.startedNs = event.timeNs;
  entry.started = true;
  if (event.durationNs > 0 && saga.deadlineNs == 0)
    saga.deadlineNs = event.timeNs + event.durationNs;
}

void SagaTracker::step(Entry& entry, const TraceEvent& event) {
  StepSighting seen;
  seen.stage = event.stage;
  seen.step = m_names.text(event.step);
  seen.undoes = m_names.text(event.undoes);
  const bool compensation = event.stage == Stage::Compensating || event.stage == Stage::Compensated;
  if (compensation && seen.undoes.empty()) seen.undoes = seen.step;
  seen.service = m_names.text(event.service);
  seen.errorType = m_names.text(event.errorType);
  seen.attempt = event.attempt;
  seen.timeNs = event.timeNs;
  seen.eventId = event.eventId;
  seen.waitingSinceNs =
      event.publishedNs != 0 ? event.publishedNs : m_deliveries.publishedNs(event.eventId);
  if (seen.waitingSinceNs == 0) seen.waitingSinceNs = m_deliveries.publishedNs(event.causationId);
  applyStep(entry.saga, seen);
  if (isTerminal(entry.saga.state)) return;
  entry.saga.stuckAt.clear();
  entry.saga.state = isCompensating(entry.saga) ? SagaState::Compensating : SagaState::Running;
}

void SagaTracker::finish(std::uint32_t slot, const TraceEvent& event) {
  Entry& entry = m_entries[slot];
  Saga& saga = entry.saga;
  const bool first = !isTerminal(saga.state);
  if (!first && event.timeNs < saga.endedNs) return;
  const SagaState before = saga.state;
  saga.state = endState(event.stage);
  saga.endedNs = event.timeNs;
  saga.stuckAt.clear();
  const bool failed = saga.state == SagaState::Failed || saga.state == SagaState::TimedOut;
  if (failed && before != saga.state)
    m_problems.add(ProblemKind::SagaFailed, event.timeNs, {event.service, 0, 0, 0}, nameOf(saga),
                   event.eventId);
  if (first) ended(slot);
}

/// Keeps the ended saga for its stragglers, and lets an older one go for it.
void SagaTracker::ended(std::uint32_t slot) {
  m_endedByAge.push_back({slot, m_entries[slot].generation});
  ++m_endedCount;
  while (m_endedCount > std::max<std::size_t>(1, m_limits.openSagas / 10))
    forgetOldest(m_endedByAge);
}

void SagaTracker::touch(std::uint32_t slot) {
  Entry& entry = m_entries[slot];
  if (entry.changed) return;
  entry.changed = true;
  m_changed.push_back({slot, entry.generation});
}

/// A declared deadline counts until there was progress past it; then only progress counts.
TimeNs SagaTracker::dueOf(const Saga& saga) const {
  return saga.deadlineNs > saga.updatedNs ? saga.deadlineNs
                                          : saga.updatedNs + m_limits.stuckAfterNs;
}

/// One check is queued per saga, at or before its due time; it asks again when it comes up.
void SagaTracker::watch(std::uint32_t slot) {
  Entry& entry = m_entries[slot];
  const TimeNs dueNs = dueOf(entry.saga);
  if (entry.queuedNs != 0 && entry.queuedNs <= dueNs) return;
  entry.queuedNs = dueNs;
  m_checks.push_back({{slot, entry.generation}, dueNs});
  std::push_heap(m_checks.begin(), m_checks.end(), std::greater<>());
}

void SagaTracker::ripen(TimeNs nowNs) {
  while (!m_checks.empty() && m_checks.front().dueNs < nowNs) {
    const Check top = m_checks.front();
    std::pop_heap(m_checks.begin(), m_checks.end(), std::greater<>());
    m_checks.pop_back();
    if (!isCurrent(top) || m_entries[top.slot].queuedNs != top.dueNs) continue;
    m_entries[top.slot].queuedNs = 0;
    check(top.slot, nowNs);
  }
}

void SagaTracker::check(std::uint32_t slot, TimeNs nowNs) {
  Saga& saga = m_entries[slot].saga;
  if (isTerminal(saga.state) || saga.state == SagaState::Stuck) return;
  const TimeNs dueNs = dueOf(saga);
  if (dueNs >= nowNs) return watch(slot);
  const SagaStep* last = lastStep(saga);
  saga.state = SagaState::Stuck;
  saga.stuckAt = last == nullptr ? std::string() : last->name;
  touch(slot);
  const Name service = last == nullptr ? 0 : m_names.find(last->service);
  m_problems.add(ProblemKind::StuckSaga, dueNs, {service, 0, 0, 0}, nameOf(saga),
                 last == nullptr ? Id128{} : last->eventId);
}

std::vector<Saga> SagaTracker::take(TimeNs nowNs) {
  std::vector<Saga> out = std::exchange(m_leaving, {});
  std::vector<Ref> held;
  for (const Ref& ref : m_changed) {
    if (!isCurrent(ref)) continue;
    Entry& entry = m_entries[ref.slot];
    if (!entry.started && nowNs - entry.firstSeenNs <= kStartGraceNs) {
      held.push_back(ref);
      continue;
    }
    entry.changed = false;
    out.push_back(entry.saga);
  }
  m_changed = std::move(held);
  for (Saga& saga : out) {
    orderSteps(saga);
    saga.variant = variantOf(saga);
  }
  return out;
}

}  // namespace rheo::analysis
