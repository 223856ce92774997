// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/fake_collector.h"

#include <algorithm>

namespace rheo::demo::test {

std::uint64_t Seen::countOf(std::string_view beginning) const {
  std::uint64_t total = 0;
  for (const auto& [what, number] : counts) total += what.starts_with(beginning) ? number : 0;
  return total;
}

FakeCollector::FakeCollector(std::string endpoint)
    : m_endpoint(std::move(endpoint)), m_router(m_transport) {
  const std::string why = m_router.bind(m_endpoint);
  if (!why.empty()) trouble("bind: " + why);
  m_thread = std::thread([this] { run(); });
}

FakeCollector::~FakeCollector() {
  m_stop = true;
  m_thread.join();
}

Seen FakeCollector::seen() const {
  const std::scoped_lock lock(m_mutex);
  return m_seen;
}

bool FakeCollector::inject(const std::string& topic, const std::string& type,
                           const std::string& payload, std::uint64_t id) {
  const std::scoped_lock lock(m_mutex);
  for (const Session& session : m_sessions) {
    for (const wire::InjectableType& injectable : session.injectables) {
      if (injectable.topic != topic || injectable.type != type) continue;
      wire::Inject request;
      request.session = session.id;
      request.id = id;
      request.topic = topic;
      request.type = type;
      request.payload = payload.empty() ? injectable.example : payload;
      m_pending.emplace_back(session.identity, wire::encode(request));
      return true;
    }
  }
  return false;
}

void FakeCollector::run() {
  std::string identity, frame;
  while (!m_stop) {
    m_router.wait(5);
    const std::scoped_lock lock(m_mutex);
    while (m_router.receive(identity, frame)) take(identity, frame);
    sendPending();
  }
}

void FakeCollector::sendPending() {
  for (const auto& [identity, frame] : m_pending) m_router.send(identity, frame);
  m_pending.clear();
}

void FakeCollector::take(const std::string& identity, const std::string& frame) {
  wire::FrameKind kind{};
  const char* reason = nullptr;
  if (!wire::peek(frame, kind, reason)) return trouble(reason);
  if (kind == wire::FrameKind::Hello) takeHello(identity, frame);
  if (kind == wire::FrameKind::Batch) takeBatch(frame);
  if (kind == wire::FrameKind::Heartbeat || kind == wire::FrameKind::Bye) takeStreams(frame);
  if (kind == wire::FrameKind::InjectResult) {
    wire::InjectResult result;
    if (!wire::decode(frame, result, reason)) return trouble(reason);
    m_seen.results.push_back(result);
  }
}

void FakeCollector::takeHello(const std::string& identity, const std::string& frame) {
  wire::Hello hello;
  const char* reason = nullptr;
  if (!wire::decode(frame, hello, reason)) return trouble(reason);
  Session* session = sessionOf(hello.session);
  if (session == nullptr) {
    m_sessions.emplace_back();
    session = &m_sessions.back();
  }
  session->identity = identity;
  session->id = hello.session;
  session->injectables = hello.injectables;
  m_seen.services.insert(hello.instance);
  wire::Resync resync;
  resync.session = hello.session;
  for (const auto& [number, stream] : session->streams) {
    resync.streams.push_back({number, stream.position, stream.seq});
  }
  m_router.send(identity, wire::encode(resync));
}

void FakeCollector::takeBatch(const std::string& frame) {
  wire::BatchReader reader;
  const char* reason = nullptr;
  if (!reader.open(frame, reason)) return trouble(reason);
  Session* session = sessionOf(reader.head().session);
  if (session == nullptr) return;
  for (const auto& [code, text] : reader.head().dictionary) session->names[code] = text;
  Stream& stream = session->streams[reader.head().stream];
  for (wire::EventView event; reader.next(event);) {
    if (event.position <= stream.position) continue;
    if (event.position != stream.position + 1) break;
    m_seen.lost += event.seq - stream.seq - 1;
    stream.position = event.position;
    stream.seq = event.seq;
    note(*session, event);
  }
  if (reader.failed()) return trouble(reader.reason());
  wire::Ack ack;
  ack.session = session->id;
  ack.streams = {{reader.head().stream, stream.position, stream.seq}};
  m_router.send(session->identity, wire::encode(ack));
}

void FakeCollector::takeStreams(const std::string& frame) {
  wire::Heartbeat heartbeat;
  const char* reason = nullptr;
  if (!wire::decode(frame, heartbeat, reason)) return trouble(reason);
  Session* session = sessionOf(heartbeat.session);
  if (session == nullptr) return;
  for (const wire::StreamState& told : heartbeat.streams) {
    Stream& stream = session->streams[told.stream];
    if (told.lastPosition != stream.position || told.lastSeq <= stream.seq) continue;
    m_seen.lost += told.lastSeq - stream.seq;
    stream.seq = told.lastSeq;
  }
}

void FakeCollector::note(Session& session, const wire::EventView& event) {
  ++m_seen.sightings;
  const auto name = [&](std::uint32_t code) { return code == 0 ? "-" : session.names[code]; };
  const int stage = static_cast<int>(event.stage);
  ++m_seen.counts[std::to_string(stage) + ' ' + name(event.topic) + ' ' + name(event.errorType) +
                  ' ' + name(event.step)];
  if (stage >= static_cast<int>(wire::Stage::SagaStarted)) {
    m_seen.sagaStages[std::string(event.sagaKey)].insert(stage);
  }
  if (event.stage == wire::Stage::Published) ++m_seen.topicCounts[name(event.topic)];
  if (event.stage == wire::Stage::Received && event.attempt == 1) noteReceived(session, event);
}

void FakeCollector::noteReceived(Session& session, const wire::EventView& event) {
  const std::string& subscription = session.names[event.subscription];
  m_seen.consumed.insert(session.names[event.topic]);
  std::int64_t& longest = m_seen.longestWaitNs[subscription];
  longest = std::max(longest, event.timeNs - event.brokerNs);
  const std::string id = subscription + '/' + std::to_string(event.eventId.hi) + '.' +
                         std::to_string(event.eventId.lo);
  if (!m_received.insert(id).second) {
    ++m_seen.duplicates;
    return;
  }
  if (event.key.empty()) return;
  std::int64_t& last =
      m_lastKey[session.names[event.topic] + '/' + subscription + '/' + std::string(event.key)];
  if (event.publishedNs < last) ++m_seen.outOfOrder;
  last = std::max(last, event.publishedNs);
}

FakeCollector::Session* FakeCollector::sessionOf(const wire::WireId& id) {
  for (Session& session : m_sessions) {
    if (session.id.hi == id.hi && session.id.lo == id.lo) return &session;
  }
  return nullptr;
}

void FakeCollector::trouble(const std::string& text) {
  m_seen.troubles.push_back(text);
}

}  // namespace rheo::demo::test
