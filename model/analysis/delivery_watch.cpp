// SPDX-License-Identifier: Apache-2.0
#include "model/analysis/delivery_watch.h"

#include <algorithm>

#include "model/base/fetch_soon.h"

namespace rheo::analysis {
namespace {

/// Who takes events: the subscription, or the service where none is told.
std::uint64_t placeKey(const TraceEvent& event) {
  const Name taker = event.subscription != 0 ? event.subscription : event.service;
  return std::uint64_t{event.topic} << 32 | taker;
}

Digest deliveryOf(const TraceEvent& event) {
  return mix(digestOf(event.eventId), placeKey(event));
}

Digest orderOf(const TraceEvent& event) {
  return mix(digestOf(event.key), placeKey(event));
}

bool isPublishKnown(const TraceEvent& event) {
  return event.publishedNs != 0 && event.producer != 0;
}

}  // namespace

DeliveryWatch::DeliveryWatch(const NameTable& names, const Limits& limits, ProblemLog& problems)
    : m_names(names),
      m_limits(limits),
      m_problems(problems),
      m_published(limits.inFlight),
      m_deliveries(limits.inFlight),
      m_newest(limits.inFlight) {}

void DeliveryWatch::fold(TraceEvent& event) {
  switch (event.stage) {
    case Stage::Published:
      publish(event);
      break;
    case Stage::Received:
      enrich(event);
      receive(event);
      break;
    case Stage::Processed:
    case Stage::Failed:
      enrich(event);
      finish(event);
      break;
    case Stage::DeadLettered:
      enrich(event);
      report(ProblemKind::DeadLetter, event, event.errorType);
      break;
    case Stage::Expired:
      enrich(event);
      m_problems.add(
          ProblemKind::Failure, event.timeNs, placeOf(event),
          event.errorType == 0 ? std::string_view("expired") : m_names.text(event.errorType),
          event.eventId);
      break;
    case Stage::Retried:
      enrich(event);
      break;
    default:
      break;
  }
}

/// Texts lie in the frame, which was read a while ago.
void DeliveryWatch::expectFar(const TraceEvent& event) {
  if (event.stage == Stage::Received) fetchSoon(event.key.data());
}

void DeliveryWatch::expectNear(const TraceEvent& event) const {
  if (isSagaStage(event.stage)) return;
  if (event.stage == Stage::Published || !isPublishKnown(event))
    m_published.prefetch(digestOf(event.eventId));
  if (event.stage == Stage::Published) return;
  m_deliveries.prefetch(deliveryOf(event));
  if (event.stage == Stage::Received && !event.key.empty()) m_newest.prefetch(orderOf(event));
}

TimeNs DeliveryWatch::publishedNs(const Id128& eventId) {
  if (eventId.isNull()) return 0;
  const Published* known = m_published.find(digestOf(eventId));
  return known == nullptr ? 0 : known->timeNs;
}

void DeliveryWatch::report(ProblemKind kind, const TraceEvent& event, Name detail) {
  m_problems.add(kind, event.timeNs, placeOf(event), m_names.text(detail), event.eventId);
}

void DeliveryWatch::publish(TraceEvent& event) {
  if (event.producer == 0) event.producer = event.service;
  if (event.publishedNs == 0) event.publishedNs = event.timeNs;
  if (event.eventId.isNull()) return;
  const auto [known, made] = m_published.obtain(digestOf(event.eventId));
  // Published twice with one id: the first counts, its copies are found where they are received.
  if (made) *known = {event.publishedNs, event.producer};
}

void DeliveryWatch::enrich(TraceEvent& event) {
  if (isPublishKnown(event) || event.eventId.isNull()) return;
  const Published* known = m_published.find(digestOf(event.eventId));
  if (known == nullptr) return;
  if (event.publishedNs == 0) event.publishedNs = known->timeNs;
  if (event.producer == 0) event.producer = known->producer;
}

void DeliveryWatch::receive(TraceEvent& event) {
  bool duplicate = false;
  if (!event.eventId.isNull()) {
    Delivery& delivery = *m_deliveries.obtain(deliveryOf(event)).first;
    duplicate = delivery.received && event.attempt <= delivery.attempt;
    if (event.attempt > delivery.attempt) delivery = {event.attempt, 0, true};
    delivery.received = true;
  }
  if (duplicate) {
    event.flags |= kDuplicate;
    report(ProblemKind::Duplicate, event, 0);
  } else if (event.attempt <= 1) {
    checkOrder(event);
  }
  if (event.publishedNs != 0 && event.timeNs < event.publishedNs - m_limits.clockSkewNs)
    report(ProblemKind::ClockSkew, event, event.producer);
}

/// Retries and duplicates come late by nature; only first deliveries show the broker's order.
void DeliveryWatch::checkOrder(TraceEvent& event) {
  if (event.key.empty() || event.publishedNs == 0) return;
  const auto [newest, made] = m_newest.obtain(orderOf(event));
  if (!made && event.publishedNs < *newest) {
    event.flags |= kOutOfOrder;
    report(ProblemKind::OutOfOrder, event, 0);
    return;
  }
  *newest = event.publishedNs;
}

void DeliveryWatch::finish(TraceEvent& event) {
  if (!event.eventId.isNull()) {
    Delivery& delivery = *m_deliveries.obtain(deliveryOf(event)).first;
    if (event.attempt > delivery.attempt) delivery = {event.attempt, 0, delivery.received};
    // An attempt is ended once; a second end belongs to a second delivery of it.
    if (event.attempt == delivery.attempt) {
      if (delivery.handled > 0) event.flags |= kDuplicate;
      delivery.handled = static_cast<std::uint8_t>(std::min(delivery.handled + 1, 2));
    }
  }
  checkSlow(event);
  if (event.stage != Stage::Failed) return;
  const std::string_view error = m_names.text(event.errorType);
  const bool schema = error.find("schema") != std::string_view::npos;
  report(schema ? ProblemKind::SchemaViolation : ProblemKind::Failure, event, event.errorType);
}

/// A retry waits on purpose, so only first attempts tell how far a consumer is behind.
void DeliveryWatch::checkSlow(const TraceEvent& event) {
  if (event.attempt > 1 || event.publishedNs == 0) return;
  if (hopParts(event).waitNs > m_limits.slowWaitNs) report(ProblemKind::SlowConsumer, event, 0);
}

}  // namespace rheo::analysis
