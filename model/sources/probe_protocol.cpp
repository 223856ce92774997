// SPDX-License-Identifier: Apache-2.0
#include "model/sources/probe_protocol.h"

#include <algorithm>
#include <cstring>

#include "model/sources/wire/wire_event.h"

namespace rheo::sources {
namespace {

constexpr std::size_t kMostSessions = 4096;
constexpr std::size_t kMostConnections = 4096;
constexpr std::int64_t kResyncPause = 200 * kMillisecond;
constexpr std::int64_t kHelloAnswers = kSecond;  ///< a HELLO soon after RESYNC is its answer
constexpr std::int64_t kIgnore = kSecond;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr int kHolesAccepted =
    3;  ///< a hole that outlives so many HELLOs cannot be filled any more

std::string nameOf(const SessionInfo& info) {
  return "service '" + info.service + "' (pid " + std::to_string(info.pid) +
         (info.host.empty() ? "" : " on " + info.host) + ")";
}

/// Forgets what expired, and everything when strangers flood it.
void prune(std::unordered_map<std::string, TimeNs>& map, TimeNs nowNs) {
  std::erase_if(map, [nowNs](const auto& entry) { return entry.second <= nowNs; });
  if (map.size() > kMostConnections) map.clear();
}

}  // namespace

ProbeProtocol::ProbeProtocol(EventSink& sink, Restored restored, Hooks hooks, TimeNs nowNs)
    : m_sink(sink),
      m_hooks(std::move(hooks)),
      m_ringFull(sink.names().intern("ring full")),
      m_notDelivered(sink.names().intern("not delivered")),
      m_elsewhere(sink.names().intern("recorded elsewhere")),
      m_decoder(sink.names(), m_ringFull) {
  m_decoder.setOffsets(&m_clockOffsets);
  restore(std::move(restored), nowNs);
}

void ProbeProtocol::restore(Restored restored, TimeNs nowNs) {
  for (SessionInfo& info : restored.sessions) {
    // One that has just ended may not know it yet, and say its last words again.
    if (info.state == SessionState::Ended && nowNs - info.lastSeenNs > kMinute) continue;
    auto session = std::make_unique<ProbeSession>();
    session->heardNs = nowNs;
    session->service = m_sink.names().intern(info.service);
    session->instance = m_sink.names().intern(info.instance);
    session->info = std::move(info);
    // Nobody is live before it has spoken.
    session->expected = session->info.state == SessionState::Live;
    if (session->expected) session->info.state = SessionState::Vanished;
    if (session->expected) m_sink.announce(session->info);
    m_byRow[session->info.row] = session.get();
    m_sessions[session->info.id] = std::move(session);
  }
  for (const StreamPosition& at : restored.positions) {
    const auto found = m_byRow.find(at.session);
    if (found == m_byRow.end()) continue;
    ProbeStream& stream = found->second->streams[at.stream];
    stream.position = stream.committedPosition = stream.saidPosition = at.position;
    stream.seq = stream.committedSeq = stream.saidSeq = at.seq;
  }
}

void ProbeProtocol::take(const std::string& identity, const std::string& peer, std::string frame,
                         TimeNs nowNs, std::vector<EventBatch>& out) {
  if (const auto ignored = m_ignored.find(identity); ignored != m_ignored.end()) {
    if (nowNs < ignored->second) return;
    m_ignored.erase(ignored);
  }
  wire::FrameKind kind{};
  const char* reason = "";
  if (!wire::peek(frame, kind, reason)) return drop(identity, peer, reason, nullptr, nowNs);
  switch (kind) {
    case wire::FrameKind::Hello:
      return onHello(identity, peer, frame, nowNs, out);
    case wire::FrameKind::Batch:
      return onBatch(identity, peer, std::move(frame), nowNs, out);
    case wire::FrameKind::Heartbeat:
      return onHeartbeat(identity, peer, frame, false, nowNs, out);
    case wire::FrameKind::Bye:
      return onHeartbeat(identity, peer, frame, true, nowNs, out);
    case wire::FrameKind::Time:
      return onTime(identity, peer, frame, nowNs);
    case wire::FrameKind::InjectResult:
      return onInjectResult(identity, peer, frame, nowNs);
    case wire::FrameKind::Ack:
    case wire::FrameKind::Resync:
    case wire::FrameKind::Control:
    case wire::FrameKind::Inject:
      break;
  }
  drop(identity, peer, "a frame that only collectors send", nullptr, nowNs);
}

void ProbeProtocol::refuse(const std::string& identity, const std::string& peer, const char* reason,
                           TimeNs nowNs) {
  drop(identity, peer, reason, nullptr, nowNs);
}

/// Whoever sends nonsense is not listened to for a second; then it starts over with HELLO, and what
/// it could not tell meanwhile is still in its ring.
void ProbeProtocol::drop(const std::string& identity, const std::string& peer, const char* reason,
                         ProbeSession* session, TimeNs nowNs) {
  for (const auto& [key, known] : m_sessions) {
    if (session == nullptr && known->identity == identity) session = known.get();
  }
  if (session != nullptr) session->greeted = false;
  prune(m_ignored, nowNs);
  m_ignored[identity] = nowNs + kIgnore;
  std::string who = session != nullptr ? nameOf(session->info) : "unknown probe";
  if (!peer.empty()) who += " at " + peer;
  std::uint64_t suppressed = 0;
  if (!m_limiter.admit(session != nullptr ? session->info.service : peer, nowNs, suppressed))
    return;
  std::string text = "Refused what the " + who + " sent: " + reason;
  text += std::strncmp(reason, "protocol version", 16) == 0
              ? ". Build the service with the probe library of this release"
              : ". Its session is started over";
  if (suppressed > 0) text += " (" + std::to_string(suppressed) + " times more since)";
  say(JournalEntry::Level::Warning, std::move(text));
}

ProbeSession* ProbeProtocol::find(const wire::WireId& wireId) {
  const auto found = m_sessions.find(idOf(wireId));
  return found == m_sessions.end() ? nullptr : found->second.get();
}

ProbeSession* ProbeProtocol::adopt(const wire::Hello& hello) {
  ProbeSession* session = find(hello.session);
  if (session == nullptr) {
    if (m_sessions.size() >= kMostSessions) return nullptr;
    auto fresh = std::make_unique<ProbeSession>();
    session = fresh.get();
    m_sessions[idOf(hello.session)] = std::move(fresh);
  }
  SessionInfo& info = session->info;
  info.id = idOf(hello.session);
  info.service = hello.service;
  info.instance = hello.instance;
  info.version = hello.version;
  info.host = hello.host;
  info.pid = hello.pid;
  info.startedNs = hello.startedNs;
  info.state = SessionState::Live;
  info.injectables.clear();
  for (const wire::InjectableType& type : hello.injectables) {
    info.injectables.push_back({type.topic, type.type, type.example});
  }
  session->service = m_sink.names().intern(info.service);
  session->instance = m_sink.names().intern(info.instance);
  return session;
}

void ProbeProtocol::onHello(const std::string& identity, const std::string& peer,
                            const Frame& frame, TimeNs nowNs, std::vector<EventBatch>& out) {
  wire::Hello hello;
  const char* reason = "";
  if (!wire::decode(frame, hello, reason)) return drop(identity, peer, reason, nullptr, nowNs);
  if (idOf(hello.session).isNull() || hello.service.empty()) {
    return drop(identity, peer, "a HELLO without session or service", nullptr, nowNs);
  }
  const ProbeSession* before = find(hello.session);
  const bool isNew = before == nullptr || before->info.row == 0;
  const bool isBack = !isNew && before->info.state != SessionState::Live;
  ProbeSession* session = adopt(hello);
  if (session == nullptr) {
    return drop(identity, peer, "one session more than the 4096 allowed", nullptr, nowNs);
  }
  session->identity = identity;
  session->heardNs = nowNs;
  session->greeted = true;
  session->expected = false;
  session->byeNs = 0;
  ++session->epoch;
  announce(*session);
  m_byRow[session->info.row] = session;
  startFrom(*session, hello.streams, nowNs, out);
  giveUp(*session, hello.gone, nowNs, out);
  if (isNew) say(JournalEntry::Level::Info, "Connected: " + nameOf(session->info));
  if (isBack) say(JournalEntry::Level::Info, "Back again: " + nameOf(session->info));
  sendLimits(*session);
  // A HELLO that answers RESYNC must not be answered with another one.
  if (session->awaitingHello && nowNs - session->resyncNs < kHelloAnswers) {
    session->awaitingHello = false;
    sendAck(*session);
  } else {
    session->resyncNs = 0;
    requestResync(*session, nowNs);
  }
}

/// What another collector acknowledged is gone from the probe. A stream new to this recording
/// starts there; one that it knows has lost what lies between.
void ProbeProtocol::startFrom(ProbeSession& session,
                              const std::vector<wire::StreamState>& acknowledged, TimeNs nowNs,
                              std::vector<EventBatch>& out) {
  for (const wire::StreamState& at : acknowledged) {
    if (!isSane(at)) continue;
    const bool isKnown = session.streams.contains(at.stream);
    if (!isKnown && session.streams.size() >= kMostStreams) return;
    ProbeStream& stream = session.streams[at.stream];
    if (!isKnown) {
      stream.position = stream.committedPosition = stream.saidPosition = at.lastPosition;
      stream.seq = stream.committedSeq = stream.saidSeq = at.lastSeq;
    } else if (at.lastPosition > stream.position && at.lastSeq > stream.seq) {
      stream.saidPosition = std::max(stream.saidPosition, at.lastPosition);
      stream.saidSeq = std::max(stream.saidSeq, at.lastSeq);
      lose(session, at.stream, stream, at, m_elsewhere, nowNs, out);
    }
  }
}

/// What the probe overwrote before anybody acknowledged it.
void ProbeProtocol::giveUp(ProbeSession& session, const std::vector<wire::StreamState>& gone,
                           TimeNs nowNs, std::vector<EventBatch>& out) {
  for (const wire::StreamState& at : gone) {
    if (!isSane(at)) continue;
    if (!session.streams.contains(at.stream) && session.streams.size() >= kMostStreams) return;
    ProbeStream& stream = session.streams[at.stream];
    if (at.lastPosition <= stream.position || at.lastSeq <= stream.seq) continue;
    stream.saidPosition = std::max(stream.saidPosition, at.lastPosition);
    stream.saidSeq = std::max(stream.saidSeq, at.lastSeq);
    lose(session, at.stream, stream, at, m_ringFull, nowNs, out);
  }
}

/// The session that a frame speaks for, once it has introduced itself; else asks it to.
ProbeSession* ProbeProtocol::heard(const wire::WireId& wireId, const std::string& identity,
                                   TimeNs nowNs) {
  ProbeSession* session = find(wireId);
  if (session == nullptr) {
    askStranger(identity, wireId, nowNs);
    return nullptr;
  }
  session->identity = identity;
  session->heardNs = nowNs;
  if (!session->greeted) {
    requestResync(*session, nowNs);
    return nullptr;
  }
  if (session->info.state == SessionState::Vanished) {
    session->info.state = SessionState::Live;
    announce(*session);
    say(JournalEntry::Level::Info, "Back again: " + nameOf(session->info));
  }
  return session;
}

void ProbeProtocol::askStranger(const std::string& identity, const wire::WireId& wireId,
                                TimeNs nowNs) {
  if (const auto asked = m_strangers.find(identity);
      asked != m_strangers.end() && nowNs < asked->second) {
    return;
  }
  prune(m_strangers, nowNs);
  m_strangers[identity] = nowNs + kResyncPause;
  m_hooks.send(identity, wire::encode(wire::Resync{wireId, {}}));
}

/// Committed positions only: what still waits in the queue would be lost with this process.
void ProbeProtocol::requestResync(ProbeSession& session, TimeNs nowNs) {
  if (session.resyncNs != 0 && nowNs - session.resyncNs < kResyncPause) return;
  wire::Resync resync{wireIdOf(session.info.id), {}};
  for (const auto& [number, stream] : session.streams) {
    resync.streams.push_back({number, stream.committedPosition, stream.committedSeq});
  }
  session.resyncNs = nowNs;
  session.awaitingHello = true;
  m_hooks.send(session.identity, wire::encode(resync));
}

void ProbeProtocol::sendAck(const ProbeSession& session) {
  wire::Ack ack{wireIdOf(session.info.id), {}};
  for (const auto& [number, stream] : session.streams) {
    ack.streams.push_back({number, stream.committedPosition, stream.committedSeq});
  }
  m_hooks.send(session.identity, wire::encode(ack));
}

void ProbeProtocol::onBatch(const std::string& identity, const std::string& peer, Frame frame,
                            TimeNs nowNs, std::vector<EventBatch>& out) {
  EventBatch batch = m_sink.emptyBatch();
  batch.ingestedNs = nowNs;
  batch.bytes.push_back(std::move(frame));
  wire::BatchReader reader;
  const char* reason = "";
  if (!reader.open(batch.bytes.back(), reason)) {
    return drop(identity, peer, reason, nullptr, nowNs);
  }
  ProbeSession* session = heard(reader.head().session, identity, nowNs);
  if (session == nullptr) return;
  const auto stream = session->streams.find(reader.head().stream);
  if (stream == session->streams.end() && session->streams.size() >= kMostStreams) {
    return drop(identity, peer, "one thread stream more than allowed", session, nowNs);
  }
  const bool overHole = stream != session->streams.end() && stream->second.holes > kHolesAccepted;
  const BatchDecoder::Verdict verdict = m_decoder.decode(reader, *session, overHole, batch);
  if (verdict == BatchDecoder::Verdict::Taken) {
    out.push_back(std::move(batch));
  } else if (verdict == BatchDecoder::Verdict::Malformed) {
    drop(identity, peer, m_decoder.reason(), session, nowNs);
  } else {
    judge(verdict, *session, reader.head(), nowNs);
  }
}

/// A batch that is not taken but well formed: here already, or to be sent again.
void ProbeProtocol::judge(BatchDecoder::Verdict verdict, ProbeSession& session,
                          const wire::BatchHead& head, TimeNs nowNs) {
  ProbeStream& stream = session.streams[head.stream];
  if (verdict == BatchDecoder::Verdict::Known) {
    // The acknowledgement got lost with a connection: repeat it.
    m_hooks.send(
        session.identity,
        wire::encode(wire::Ack{head.session,
                               {{head.stream, stream.committedPosition, stream.committedSeq}}}));
    return;
  }
  if (verdict == BatchDecoder::Verdict::Hole && stream.holeEpoch != session.epoch) {
    stream.holeEpoch = session.epoch;
    if (++stream.holes > kHolesAccepted) {
      say(JournalEntry::Level::Warning,
          "The " + nameOf(session.info) + " cannot send the positions before " +
              std::to_string(head.firstPosition) + " any more: recording goes on from there");
    }
  }
  requestResync(session, nowNs);
}

void ProbeProtocol::onInjectResult(const std::string& identity, const std::string& peer,
                                   const Frame& frame, TimeNs nowNs) {
  wire::InjectResult result;
  const char* reason = "";
  if (!wire::decode(frame, result, reason)) return drop(identity, peer, reason, nullptr, nowNs);
  if (m_hooks.injectResult) m_hooks.injectResult(result);
}

bool ProbeProtocol::inject(std::uint32_t row, wire::Inject inject) {
  const auto found = m_byRow.find(row);
  if (found == m_byRow.end() || !found->second->greeted) return false;
  inject.session = wireIdOf(found->second->info.id);
  return m_hooks.send(found->second->identity, wire::encode(inject));
}

void ProbeProtocol::say(JournalEntry::Level level, std::string text) {
  journal(m_hooks.journal, level, std::move(text));
}

}  // namespace rheo::sources
