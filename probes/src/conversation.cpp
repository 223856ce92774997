// SPDX-License-Identifier: Apache-2.0
#include "probes/src/conversation.hpp"

#include <algorithm>

#include "probes/src/introduction.hpp"
#include "probes/src/names.hpp"

namespace rheo::probe {
namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kLongAgo = INT64_MIN / 2;
constexpr std::int64_t kHelloEvery = 500 * kMs;
constexpr std::int64_t kBeatEvery = 500 * kMs;
constexpr std::int64_t kTellDropsEvery = 50 * kMs;
constexpr std::int64_t kSilence = 1000 * kMs;
constexpr std::int64_t kMaxSilence = 8000 * kMs;
constexpr std::int64_t kDeaf = 5000 * kMs;
constexpr int kFramesAStep = 256;
constexpr std::int64_t kClockWait = 50 * kMs;

}  // namespace

Conversation::Conversation(Core& core)
    : m_core(core),
      m_session(core.session),
      m_helloNs(kLongAgo),
      m_beatNs(kLongAgo),
      m_timeNs(kLongAgo),
      m_heardNs(kLongAgo),
      m_progressNs(monotonicNs()),
      m_patienceNs(kSilence),
      m_redaction(core.allowed.get()) {}

int Conversation::step(Transport& transport, std::int64_t nowNs) {
  m_nowNs = nowNs;
  noticeConnection(transport);
  receiveAll(transport);
  if (isDeaf() && m_limits != wire::Limits{}) undoControl();
  if (!m_connected) return 250;  // a connection wakes us
  const bool news = m_introduce || m_core.injections.declared() != m_declared;
  if ((!m_answered && nowNs - m_helloNs >= kHelloEvery) || news) greet(transport);
  if (!m_answered) return 50;
  if (isClockDue()) return 1;
  // What is told of the clock, and of the limits, comes before the events that it is true of.
  if (m_beatNs == kLongAgo) beat(transport);
  const bool all = sendEvents(transport);
  sendAnswers(transport);
  const std::int64_t beatEvery = dropsUntold() ? kTellDropsEvery : kBeatEvery;
  if (nowNs - m_beatNs >= beatEvery) beat(transport);
  const std::int64_t timeEvery = m_timesAsked < 5 ? 100 * kMs : 2000 * kMs;
  if (nowNs - m_timeNs >= timeEvery) askTime(transport);
  noticeSilence();
  m_core.connected.store(m_answered && !isDeaf(), std::memory_order_relaxed);
  if (m_more) return all ? 0 : 1;
  const int interval = static_cast<int>(std::clamp(m_core.config.flushIntervalMs, 1u, 1000u));
  return m_core.pool.available() < m_core.pool.count() / 2 ? 1 : interval;
}

void Conversation::noticeConnection(Transport& transport) {
  const std::uint32_t connection = transport.connections();
  const bool connected = transport.connected();
  if (connection != m_connection && connected) {
    m_connection = connection;
    undoControl();
    m_clockUncertaintyNs = -1;  // its clock may be another one
    m_timesAsked = 0;
    startOver();  // another peer, or the same without its memory
  }
  if (m_connected && !connected) {
    m_answered = false;
    m_core.connected.store(false, std::memory_order_relaxed);
    undoControl();
    // Nothing is on its way any more: a flight recorder may overwrite it.
    m_core.eachStream([&](Stream& s) { rewind(s, 0); });
  }
  m_connected = connected;
}

/// A collector that lives answers TIME at the least. Of one that does not, the connection may still
/// look alive for minutes.
bool Conversation::isDeaf() const {
  return m_nowNs - m_heardNs >= kDeaf;
}

/// The collector tells times of ours right once it knows how far our clock is off: events wait a
/// moment for that.
bool Conversation::isClockDue() const {
  return m_clockUncertaintyNs < 0 && m_nowNs - m_greetedNs < kClockWait;
}

void Conversation::startOver() {
  m_answered = false;
  m_named = 0;
  m_timesAsked = 0;
  m_helloNs = kLongAgo;
  m_progressNs = m_nowNs;
  m_core.eachStream([&](Stream& s) { rewind(s, 0); });
}

void Conversation::rewind(Stream& stream, std::uint64_t position) {
  stream.lock();
  const std::uint64_t before = stream.readPosition();
  stream.rewind(position);
  m_core.resent.fetch_add(before - stream.readPosition(), std::memory_order_relaxed);
  stream.unlock();
}

void Conversation::greet(Transport& transport) {
  wire::Hello hello = introduction(m_core);
  const std::uint32_t declared = m_core.injections.declared();
  hello.injectables = m_core.injections.types();
  std::size_t bytes = 0;
  for (const auto& type : hello.injectables) bytes += type.example.size();
  if (bytes > wire::kMaxFrameBytes / 2)
    for (auto& type : hello.injectables) type.example.clear();
  m_core.eachStream([&](Stream& s) {
    s.lock();
    addStream(s, hello);
    s.unlock();
  });
  m_helloNs = m_nowNs;
  if (!transport.send(wire::encode(hello))) return;
  m_declared = declared;
  m_introduce = false;
  if (m_clockUncertaintyNs >= 0) return;
  if (m_timesAsked == 0) m_greetedNs = m_nowNs;
  askTime(transport);
}

wire::Heartbeat Conversation::heartbeat() const {
  wire::Heartbeat message;
  message.session = m_session;
  message.timeNs = Clock::instance().nowNs();
  message.clockOffsetNs = m_clockOffsetNs;
  message.clockUncertaintyNs = m_clockUncertaintyNs;
  addHomeless(m_core, message);
  m_core.eachStream([&](const Stream& s) {
    message.streams.push_back(s.state());
    message.leftOut += s.leftOut();
  });
  message.limits = m_limits;
  return message;
}

void Conversation::beat(Transport& transport) {
  m_beatNs = m_nowNs;
  transport.send(wire::encode(heartbeat()));
}

void Conversation::bye(Transport& transport) {
  transport.send(wire::encode(heartbeat(), wire::FrameKind::Bye));
}

void Conversation::askTime(Transport& transport) {
  m_timeNs = m_nowNs;
  ++m_timesAsked;
  transport.send(wire::encode(wire::Time{m_session, Clock::instance().nowNs(), 0, 0}));
}

void Conversation::sendAnswers(Transport& transport) {
  wire::InjectResult result;
  while (m_core.injections.peekAnswer(result)) {
    result.session = m_session;
    if (!transport.send(wire::encode(result))) return;
    m_core.injections.popAnswer();
  }
}

bool Conversation::dropsUntold() const {
  bool untold = m_core.homeless.load(std::memory_order_relaxed) > m_homelessAcked;
  m_core.eachStream([&](const Stream& s) {
    const auto state = s.state();
    untold = untold || (state.lastPosition == s.ackedPosition() && state.lastSeq > s.ackedSeq());
  });
  return untold;
}

bool Conversation::settled() const {
  bool all = m_core.homeless.load(std::memory_order_relaxed) <= m_homelessAcked;
  m_core.eachStream([&](const Stream& s) {
    const auto state = s.state();
    all = all && state.lastPosition == s.ackedPosition() && state.lastSeq <= s.ackedSeq();
  });
  return all && !m_core.injections.hasAnswer();
}

void Conversation::noticeSilence() {
  bool waiting = dropsUntold();  // their acknowledgement may have got lost
  m_core.eachStream(
      [&](const Stream& s) { waiting = waiting || s.readPosition() > s.ackedPosition(); });
  if (!waiting) {
    m_progressNs = m_nowNs;
  } else if (m_nowNs - m_progressNs > m_patienceNs) {
    // Greet first: whoever is there says where to go on. A collector that is merely slow is asked
    // less and less often.
    m_patienceNs = std::min(m_patienceNs * 2, kMaxSilence);
    startOver();
  }
}

void Conversation::receiveAll(Transport& transport) {
  for (int i = 0; i < kFramesAStep && transport.receive(m_frame); ++i) handle(m_frame);
}

}  // namespace rheo::probe
