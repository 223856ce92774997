// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/span_meaning.h"

#include <algorithm>

#include "model/sources/files/stable_id.h"

namespace rheo::files {
namespace {

constexpr std::string_view kInferred = R"({"rheo.inferred":true})";

std::int64_t durationOf(const SpanNote& note) {
  return std::max<std::int64_t>(0, note.endNs - note.startNs);
}

}  // namespace

void SpanMeaning::tell(const SpanNote& note, std::vector<TraceEvent>& to) {
  inspect(note);
  switch (note.role) {
    case Role::Publish:
      return publish(note, to);
    case Role::Receive:
    case Role::Process:
      return consume(note, to);
    case Role::Client:
      return call(note, to);
    case Role::Server:
      return answer(note, to);
    case Role::Local:
      return local(note, to);
  }
}

TraceEvent SpanMeaning::sighting(const SpanNote& note, Stage stage, TimeNs timeNs) const {
  TraceEvent event;
  event.stage = stage;
  event.timeNs = timeNs;
  event.attempt = note.attempt;
  event.service = note.service;
  event.instance = note.instance;
  event.topic = note.topic;
  event.type = note.type;
  event.traceId = note.traceId;
  event.spanId = note.spanId;
  event.parentSpanId = note.parentSpanId;
  event.session = note.session;
  event.payloadSize = note.size;
  event.key = note.key;
  return event;
}

/// Makes it the end of the span: outcome, duration, tags.
void SpanMeaning::end(TraceEvent& event, const SpanNote& note) const {
  event.durationNs = durationOf(note);
  event.timeNs = note.startNs + event.durationNs;
  event.errorType = note.errorType;
  if (note.errorType != 0) event.stage = Stage::Failed;
  event.attributes = note.attributes;
}

void SpanMeaning::publish(const SpanNote& note, std::vector<TraceEvent>& to) {
  TraceEvent event = sighting(note, Stage::Published, note.startNs);
  event.eventId = eventOfSpan(note.traceId, note.spanId);
  event.causationId = cause(note);
  event.durationNs = durationOf(note);
  event.errorType = note.errorType;
  event.attributes = note.attributes;
  to.push_back(event);
}

void SpanMeaning::consume(const SpanNote& note, std::vector<TraceEvent>& to) {
  if (note.links.empty()) return consumeOne(note, published(note), to);
  const std::size_t count = std::min(note.links.size(), kMostLinks);
  for (std::size_t i = 0; i < count; ++i) consumeOne(note, note.links[i], to);
  if (count < note.links.size()) complain(note, "more than 1024 links", Severity::Warning);
}

void SpanMeaning::consumeOne(const SpanNote& note, const SpanLink& from,
                             std::vector<TraceEvent>& to) {
  TraceEvent event = sighting(note, Stage::Received, note.startNs);
  event.eventId = eventOfSpan(from.traceId, from.spanId);
  event.subscription = note.subscription;
  const IndexedSpan* publisher = m_index.find(from.traceId, from.spanId);
  if (publisher != nullptr && publisher->role == Role::Publish) {
    event.publishedNs = publisher->startNs;
    event.producer = publisher->service;
    event.type = publisher->type;
    m_clocks.observe({publisher->service, note.service, publisher->startNs,
                      note.role == Role::Receive ? note.endNs : note.startNs, 0, 0, event.eventId});
    // Some instrumentation knows only the broker where it consumes.
    if (event.topic == 0) event.topic = publisher->topic;
  }
  if (note.role == Role::Receive) {
    // A poll ends when the message is there.
    event.timeNs = note.startNs + durationOf(note);
    event.attributes = note.attributes;
    event.errorType = note.errorType;
    to.push_back(event);
    return;
  }
  if (!isProcessedAlready(note)) to.push_back(event);
  event.stage = Stage::Processed;
  end(event, note);
  to.push_back(event);
}

/// True when a receiving span above has told that the message arrived.
bool SpanMeaning::isProcessedAlready(const SpanNote& note) {
  const IndexedSpan* parent = m_index.find(note.traceId, note.parentSpanId);
  return parent != nullptr && parent->role == Role::Receive && parent->service == note.service;
}

void SpanMeaning::call(const SpanNote& note, std::vector<TraceEvent>& to) {
  const IndexedSpan* server = m_index.find(note.traceId, note.spanId ^ kAnswerMark);
  TraceEvent event = sighting(note, Stage::Published, note.startNs);
  event.kind = Kind::Query;
  event.eventId = eventOfSpan(note.traceId, note.spanId);
  event.causationId = cause(note);
  event.durationNs = durationOf(note);
  event.attributes = note.attributes;
  if (server != nullptr) {
    event.topic = server->topic;
    event.type = server->type;
    event.errorType = note.errorType;
    to.push_back(event);
    return;
  }
  // Nobody traced the other end: what the caller saw of it stands for it, and says so.
  const Name peer = note.peer == 0 ? m_names.code("unknown") : note.peer;
  event.topic = m_names.calls(peer);
  to.push_back(event);
  TraceEvent answered = event;
  answered.stage = Stage::Processed;
  answered.service = peer;
  answered.instance = 0;
  answered.session = 0;
  answered.subscription = answered.service;
  answered.producer = note.service;
  answered.publishedNs = note.startNs;
  answered.causationId = {};
  end(answered, note);
  answered.attributes = kInferred;
  to.push_back(answered);
}

void SpanMeaning::answer(const SpanNote& note, std::vector<TraceEvent>& to) {
  TraceEvent event = sighting(note, Stage::Received, note.startNs);
  event.kind = Kind::Query;
  event.subscription = note.service;
  const IndexedSpan* caller = m_index.find(note.traceId, note.parentSpanId);
  const bool called = note.parentSpanId != 0 && (caller == nullptr || caller->role == Role::Client);
  event.eventId = eventOfSpan(note.traceId, called ? note.parentSpanId : note.spanId);
  if (caller != nullptr && called) {
    event.publishedNs = caller->startNs;
    event.producer = caller->service;
    m_clocks.observe({caller->service, note.service, caller->startNs, note.startNs, note.endNs,
                      caller->endNs, event.eventId});
  }
  to.push_back(event);
  event.stage = Stage::Processed;
  end(event, note);
  to.push_back(event);
}

void SpanMeaning::local(const SpanNote& note, std::vector<TraceEvent>& to) {
  TraceEvent event = sighting(note, Stage::Processed, note.startNs);
  event.kind = Kind::Query;
  event.eventId = eventOfSpan(note.traceId, note.spanId);
  event.causationId = cause(note);
  end(event, note);
  to.push_back(event);
}

}  // namespace rheo::files
