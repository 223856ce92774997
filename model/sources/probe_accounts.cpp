// SPDX-License-Identifier: Apache-2.0
// The collector's books: heartbeats, losses at a stream's tail, ends and silences,
// acknowledgements.
#include <algorithm>
#include <cstdlib>

#include "model/sources/probe_protocol.h"
#include "model/sources/wire/wire_event.h"

namespace rheo::sources {
namespace {

constexpr std::int64_t kSilence = 3 * kSecond;
constexpr std::int64_t kAfterBye =
    1500 * kMillisecond;  ///< batches of an older connection may come
constexpr std::uint64_t kLargestCount = 1ull << 60;
constexpr std::int64_t kForget = 10 * kSecond;

}  // namespace

bool isSane(const wire::StreamState& state) {
  return state.lastSeq <= kLargestCount && state.lastPosition <= state.lastSeq;
}

void ProbeProtocol::onHeartbeat(const std::string& identity, const std::string& peer,
                                const Frame& frame, bool bye, TimeNs nowNs,
                                std::vector<EventBatch>& out) {
  wire::Heartbeat heartbeat;
  const char* reason = "";
  if (!wire::decode(frame, heartbeat, reason)) return drop(identity, peer, reason, nullptr, nowNs);
  ProbeSession* session = heard(heartbeat.session, identity, nowNs);
  if (session == nullptr) return;
  if (heartbeat.clockUncertaintyNs >= 0) {
    const bool same = std::abs(heartbeat.clockOffsetNs) <= heartbeat.clockUncertaintyNs;
    session->info.clockOffsetNs = same ? 0 : heartbeat.clockOffsetNs;
    session->info.clockUncertaintyNs = heartbeat.clockUncertaintyNs;
    m_clockOffsets[session->service] = session->info.clockOffsetNs;
  }
  session->info.leftOut = std::max(session->info.leftOut, heartbeat.leftOut);
  session->info.limits = limitsText(heartbeat.limits);
  for (const wire::StreamState& said : heartbeat.streams) account(*session, said, nowNs, out);
  session->info.emitted = session->info.dropped = 0;
  for (const auto& [number, stream] : session->streams) {
    session->info.emitted += stream.saidSeq;
    session->info.dropped += stream.saidSeq - std::min(stream.saidSeq, stream.saidPosition);
  }
  if (bye)
    session->byeNs = nowNs;
  else
    repeatLimits(*session, heartbeat.limits);
  announce(*session);
}

/// What a probe says of one stream: once every accepted emit is here, the rest was dropped.
void ProbeProtocol::account(ProbeSession& session, const wire::StreamState& said, TimeNs nowNs,
                            std::vector<EventBatch>& out) {
  if (!isSane(said)) return;
  if (!session.streams.contains(said.stream) && session.streams.size() >= kMostStreams) return;
  ProbeStream& stream = session.streams[said.stream];
  stream.saidPosition = std::max(stream.saidPosition, said.lastPosition);
  stream.saidSeq = std::max(stream.saidSeq, said.lastSeq);
  if (said.lastPosition == stream.position && said.lastSeq > stream.seq) {
    lose(session, said.stream, stream, said, m_ringFull, nowNs, out);
  }
}

/// Counts what is not accounted for up to there as lost.
void ProbeProtocol::lose(ProbeSession& session, std::uint32_t number, ProbeStream& stream,
                         const wire::StreamState& upTo, Name reason, TimeNs nowNs,
                         std::vector<EventBatch>& out) {
  EventBatch batch;
  batch.ingestedNs = nowNs;
  batch.session = session.info.row;
  batch.stream = number;
  const TimeNs from = stream.lastTimeNs != 0 ? std::min(stream.lastTimeNs, nowNs) : nowNs;
  batch.gaps.push_back({session.info.row, number, session.service, from, nowNs, stream.seq + 1,
                        upTo.lastSeq - stream.seq, reason});
  stream.position = std::max(stream.position, upTo.lastPosition);
  stream.seq = upTo.lastSeq;
  batch.lastPosition = stream.position;
  batch.lastSeq = stream.seq;
  out.push_back(std::move(batch));
}

/// The probe is gone and said how far it had come: what is not here will not come any more.
void ProbeProtocol::finish(ProbeSession& session, TimeNs nowNs, std::vector<EventBatch>& out) {
  std::uint64_t lost = 0;
  for (auto& [number, stream] : session.streams) {
    if (stream.saidSeq <= stream.seq) continue;
    lost += stream.saidSeq - stream.seq;
    lose(session, number, stream, {number, stream.saidPosition, stream.saidSeq}, m_notDelivered,
         nowNs, out);
  }
  if (lost == 0) return;
  say(JournalEntry::Level::Warning, "Service '" + session.info.service +
                                        "' ended before it could " + "deliver " +
                                        std::to_string(lost) + " events: counted as " +
                                        "lost. A longer exit deadline in its probe helps");
}

bool ProbeProtocol::complete(const ProbeSession& session) const {
  return std::all_of(session.streams.begin(), session.streams.end(), [](const auto& entry) {
    const ProbeStream& stream = entry.second;
    return stream.committedPosition >= stream.saidPosition && stream.committedSeq >= stream.saidSeq;
  });
}

void ProbeProtocol::tick(TimeNs nowNs, bool heard, std::vector<EventBatch>& out) {
  for (auto& [key, session] : m_sessions) {
    if (!heard) {
      // Frames were not read, so silence says nothing.
      session->heardNs = nowNs;
      if (session->byeNs != 0) session->byeNs = nowNs;
    }
    tickSession(*session, nowNs, out);
  }
  std::erase_if(m_sessions, [this, nowNs](const auto& entry) {
    const ProbeSession& session = *entry.second;
    const bool over =
        session.info.state == SessionState::Ended && nowNs - session.heardNs > kForget;
    if (over) m_byRow.erase(session.info.row);
    return over;
  });
}

void ProbeProtocol::tickSession(ProbeSession& session, TimeNs nowNs, std::vector<EventBatch>& out) {
  if (session.info.state == SessionState::Ended) return;
  if (session.byeNs != 0) {
    if (nowNs - session.byeNs > kAfterBye) finish(session, nowNs, out);
    if (!complete(session)) return;
    session.info.state = SessionState::Ended;
    session.info.lastSeenNs = session.heardNs;
    announce(session);
    say(JournalEntry::Level::Info, "Ended: service '" + session.info.service + "' (pid " +
                                       std::to_string(session.info.pid) + "), " +
                                       std::to_string(session.info.emitted) + " events emitted");
    return;
  }
  const bool isMissed = session.info.state == SessionState::Live || session.expected;
  if (!isMissed || nowNs - session.heardNs <= kSilence) return;
  session.expected = false;
  session.info.state = SessionState::Vanished;
  announce(session);
  say(JournalEntry::Level::Warning,
      "Service '" + session.info.service + "' (pid " + std::to_string(session.info.pid) +
          ") vanished: nothing heard for 3 s. What it had not sent yet is lost if it is dead, and "
          "comes when it is back");
}

void ProbeProtocol::acknowledge(const std::vector<StreamPosition>& positions) {
  std::unordered_map<std::uint32_t, wire::Ack> acks;
  for (const StreamPosition& at : positions) {
    const auto found = m_byRow.find(at.session);
    if (found == m_byRow.end()) continue;
    ProbeStream& stream = found->second->streams[at.stream];
    stream.committedPosition = std::max(stream.committedPosition, at.position);
    stream.committedSeq = std::max(stream.committedSeq, at.seq);
    wire::Ack& ack = acks[at.session];
    ack.session = wireIdOf(found->second->info.id);
    ack.streams.push_back({at.stream, stream.committedPosition, stream.committedSeq});
  }
  for (const auto& [row, ack] : acks) m_hooks.send(m_byRow[row]->identity, wire::encode(ack));
}

void ProbeProtocol::onTime(const std::string& identity, const std::string& peer, const Frame& frame,
                           TimeNs nowNs) {
  wire::Time time;
  const char* reason = "";
  if (!wire::decode(frame, time, reason)) return drop(identity, peer, reason, nullptr, nowNs);
  time.t2Ns = nowNs;
  time.t3Ns = nowNs;
  m_hooks.send(identity, wire::encode(time));
}

void ProbeProtocol::announce(ProbeSession& session) {
  session.info.lastSeenNs = session.heardNs;
  session.info.row = m_sink.announce(session.info);
}

}  // namespace rheo::sources
