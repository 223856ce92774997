// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "probes/src/conversation.hpp"

/// What the collector says to us. Anything malformed, or meant for another session, is ignored.
namespace rheo::probe {
namespace {

constexpr std::int64_t kClockStale = 30'000'000'000;
constexpr std::int64_t kAnswerTime = 200'000'000;

template <typename Message>
bool read(std::string_view frame, Message& message, const wire::WireId& session) {
  const char* reason = nullptr;
  return wire::decode(frame, message, reason) && message.session.hi == session.hi &&
         message.session.lo == session.lo;
}

}  // namespace

void Conversation::handle(std::string_view frame) {
  wire::FrameKind kind{};
  const char* reason = nullptr;
  if (!wire::peek(frame, kind, reason)) return;
  m_heardNs = m_nowNs;
  if (kind == wire::FrameKind::Ack) {
    if (wire::Ack ack; read(frame, ack, m_session)) onAck(ack);
  } else if (kind == wire::FrameKind::Resync) {
    if (wire::Resync resync; read(frame, resync, m_session)) onResync(resync);
  } else if (kind == wire::FrameKind::Time) {
    if (wire::Time time; read(frame, time, m_session)) onTime(time);
  } else if (kind == wire::FrameKind::Control) {
    if (wire::Control control; read(frame, control, m_session)) onControl(control);
  } else if (kind == wire::FrameKind::Inject) {
    wire::Inject request;
    if (read(frame, request, m_session)) m_core.injections.offer(std::move(request));
  }
}

Stream* Conversation::find(std::uint32_t id) {
  if (id == 0 || id > m_core.streamCount.load(std::memory_order_acquire)) return nullptr;
  if (id >= m_byId.size() || m_byId[id] == nullptr) {
    m_core.eachStream([&](Stream& s) {
      if (s.id() >= m_byId.size()) m_byId.resize(s.id() + 1, nullptr);
      m_byId[s.id()] = &s;
    });
  }
  return id < m_byId.size() ? m_byId[id] : nullptr;
}

void Conversation::acknowledge(Stream& stream, const wire::StreamState& state) {
  stream.lock();
  const std::uint64_t before = stream.ackedPosition();
  const std::uint64_t seqBefore = stream.ackedSeq();
  stream.acknowledge(state.lastPosition, state.lastSeq);
  const bool progress = stream.ackedPosition() != before || stream.ackedSeq() != seqBefore;
  stream.unlock();
  if (progress) noticeProgress();
}

void Conversation::noticeProgress() {
  m_progressNs = m_nowNs;
  m_patienceNs = 1'000'000'000;
}

void Conversation::onAck(const wire::Ack& ack) {
  m_answered = true;
  for (const auto& state : ack.streams) {
    if (state.stream == 0 && state.lastSeq > m_homelessAcked) {
      m_homelessAcked = state.lastSeq;
      noticeProgress();
    }
    if (Stream* stream = find(state.stream)) acknowledge(*stream, state);
  }
  // Under the lock, so that a flush() between its check and its wait cannot miss it.
  const std::lock_guard lock(m_core.progressMutex);
  m_core.progress.notify_all();
}

void Conversation::onResync(const wire::Resync& resync) {
  // Soon after our HELLO it is the answer to it; otherwise the collector does not know us.
  if (m_nowNs - m_helloNs > kAnswerTime) m_introduce = true;
  m_named = 0;
  onAck({resync.session, resync.streams});  // what it names is committed
  m_core.eachStream([&](Stream& s) { rewind(s, s.ackedPosition()); });
}

void Conversation::onTime(const wire::Time& time) {
  m_answered = true;
  const std::int64_t t4 = Clock::instance().nowNs();
  // Differences in unsigned arithmetic: the peer may send anything.
  const auto minus = [](std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
  };
  const std::int64_t there = minus(time.t2Ns, time.t1Ns);
  const std::int64_t back = minus(time.t3Ns, t4);
  const std::int64_t roundTrip = minus(minus(t4, time.t1Ns), minus(time.t3Ns, time.t2Ns));
  if (roundTrip < 0) return;
  const bool better = m_clockUncertaintyNs < 0 || roundTrip / 2 <= m_clockUncertaintyNs;
  if (!better && m_nowNs - m_clockMeasuredNs < kClockStale) return;
  if (m_clockUncertaintyNs < 0) m_beatNs = INT64_MIN / 2;  // say so before the first events
  m_clockOffsetNs = there / 2 + back / 2;
  m_clockUncertaintyNs = roundTrip / 2;
  m_clockMeasuredNs = m_nowNs;
}

void Conversation::onControl(const wire::Control& control) {
  m_limits = control;
  m_core.limit(m_limits);
  m_beatNs = INT64_MIN / 2;  // say at once what is in force
}

void Conversation::undoControl() {
  m_limits = {};
  m_core.limit(m_limits);
}

}  // namespace rheo::probe
