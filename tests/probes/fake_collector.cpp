// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/fake_collector.h"

#include <zmq.h>

#include <chrono>
#include <stdexcept>

using namespace rheo::wire;

FakeCollector::FakeCollector(std::string endpoint, Keep keep)
    : m_endpoint(std::move(endpoint)), m_keep(keep) {
  open();
}

void FakeCollector::open() {
  m_context = zmq_ctx_new();
  m_router = zmq_socket(m_context, ZMQ_ROUTER);
  const int zero = 0;
  zmq_setsockopt(m_router, ZMQ_LINGER, &zero, sizeof zero);
  // A socket just closed may hold the address for a moment.
  for (int i = 0; zmq_bind(m_router, m_endpoint.c_str()) != 0; ++i) {
    if (i == 200) throw std::runtime_error("cannot bind " + m_endpoint);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  m_stop = false;
  m_thread = std::thread([this] { run(); });
}

void FakeCollector::close() {
  if (!m_thread.joinable()) return;
  m_stop = true;
  m_thread.join();
  zmq_close(m_router);
  zmq_ctx_term(m_context);
  // As after a kill: what was not committed is gone.
  const std::lock_guard lock(m_mutex);
  m_peers.clear();
  m_pending.clear();
  m_pendingLost.clear();
  m_received = m_committed;
}

void FakeCollector::run() {
  while (!m_stop) {
    {
      const std::lock_guard lock(m_mutex);
      for (const auto& [identity, parts] : m_outgoing) {
        zmq_send(m_router, identity.data(), identity.size(), ZMQ_SNDMORE);
        for (std::size_t i = 0; i < parts.size(); ++i)
          zmq_send(m_router, parts[i].data(), parts[i].size(),
                   i + 1 < parts.size() ? ZMQ_SNDMORE : 0);
      }
      m_outgoing.clear();
    }
    zmq_pollitem_t item{m_router, 0, ZMQ_POLLIN, 0};
    zmq_poll(&item, 1, 5);
    for (int i = 0; reading && i < 64; ++i) {
      zmq_msg_t message;
      zmq_msg_init(&message);
      std::vector<std::string> parts;
      while (zmq_msg_recv(&message, m_router, ZMQ_DONTWAIT) >= 0) {
        parts.emplace_back(static_cast<char*>(zmq_msg_data(&message)), zmq_msg_size(&message));
        if (zmq_msg_more(&message) == 0) break;
      }
      zmq_msg_close(&message);
      if (parts.empty()) break;
      const std::lock_guard lock(m_mutex);
      if (parts.size() != 2) m_trouble = "not a single frame";
      if (parts.size() == 2) handle(parts[0], parts[1]);
    }
    if (acking) commit();
  }
}

void FakeCollector::reply(const std::string& identity, const std::string& frame) {
  zmq_send(m_router, identity.data(), identity.size(), ZMQ_SNDMORE);
  zmq_send(m_router, frame.data(), frame.size(), 0);
}

void FakeCollector::handle(const std::string& identity, const std::string& frame) {
  FrameKind kind{};
  const char* reason = nullptr;
  if (!peek(frame, kind, reason)) {
    m_trouble = reason;
    return;
  }
  Peer& peer = m_peers[identity];
  if (kind == FrameKind::Hello) {
    Hello hello;
    if (!decode(frame, hello, reason)) m_trouble = reason;
    peer.identity = identity;
    peer.session = hello.session;
    m_hellos.push_back(hello);
    Resync resync{hello.session, {}};
    for (const auto& [key, at] : m_committed)
      if (key.first == hello.session.hi)
        resync.streams.push_back({key.second, at.position, at.seq});
    for (auto& [key, at] : m_received)
      if (key.first == hello.session.hi) at = m_committed[key];
    std::erase_if(m_pending, [&](const auto& e) { return e.session == hello.session.hi; });
    m_pendingLost.erase(hello.session.hi);
    reply(identity, encode(resync));
    return;
  }
  if (peer.identity.empty()) return;  // has to introduce itself first
  if (kind == FrameKind::Batch) onBatch(peer, frame);
  if (kind == FrameKind::Heartbeat || kind == FrameKind::Bye) onHeartbeat(peer, frame);
  if (kind == FrameKind::Time) {
    Time time;
    if (!decode(frame, time, reason)) m_trouble = reason;
    time.t2Ns = time.t3Ns = time.t1Ns + 1'000'000'000;  // a second ahead
    reply(identity, encode(time));
  }
  if (kind == FrameKind::InjectResult) {
    if (!decode(frame, m_results.emplace_back(), reason)) m_trouble = reason;
  }
}

void FakeCollector::onBatch(Peer& peer, const std::string& frame) {
  BatchReader reader;
  const char* reason = nullptr;
  if (!reader.open(frame, reason)) {
    m_trouble = reason;
    return;
  }
  for (const auto& [code, text] : reader.head().dictionary) peer.names[code] = text;
  Position& at = m_received[{peer.session.hi, reader.head().stream}];
  for (Event e; reader.next(e.view);) {
    if (e.view.position <= at.position) continue;
    if (e.view.position != at.position + 1) m_trouble = "a hole in the positions";
    m_pendingLost[peer.session.hi] += e.view.seq - at.seq - 1;
    at = {e.view.position, e.view.seq};
    if (m_keep == Keep::Nothing) continue;
    e.session = peer.session.hi;
    e.stream = reader.head().stream;
    const auto name = [&](std::uint32_t code) {
      if (code != 0 && peer.names[code].empty()) m_trouble = "a name was not defined";
      return code == 0 ? std::string() : peer.names[code];
    };
    e.topic = name(e.view.topic);
    e.type = name(e.view.type);
    e.subscription = name(e.view.subscription);
    e.errorType = name(e.view.errorType);
    e.deadLetterTopic = name(e.view.deadLetterTopic);
    e.sagaType = name(e.view.sagaType);
    e.step = name(e.view.step);
    e.undoes = name(e.view.undoes);
    e.producer = e.view.producer;
    e.key = e.view.key;
    e.sagaKey = e.view.sagaKey;
    e.payload = e.view.payload;
    e.attributes = e.view.attributes;
    m_pending.push_back(e);
  }
  if (reader.failed()) m_trouble = reader.reason();
}

void FakeCollector::onHeartbeat(Peer& peer, const std::string& frame) {
  const char* reason = nullptr;
  FrameKind kind{};
  if (!peek(frame, kind, reason) || !decode(frame, m_beat, reason)) {
    m_trouble = reason;
    return;
  }
  for (const auto& state : m_beat.streams) {
    Position& at = m_received[{peer.session.hi, state.stream}];
    if (state.lastPosition != at.position || state.lastSeq <= at.seq) continue;
    m_pendingLost[peer.session.hi] += state.lastSeq - at.seq;
    at.seq = state.lastSeq;
  }
  if (kind == FrameKind::Bye) m_bye = true;
}

void FakeCollector::commit() {
  const std::lock_guard lock(m_mutex);
  m_events.insert(m_events.end(), m_pending.begin(), m_pending.end());
  m_pending.clear();
  for (const auto& [session, count] : m_pendingLost) m_lost += count;
  m_pendingLost.clear();
  for (const auto& [identity, peer] : m_peers) {
    Ack ack{peer.session, {}};
    for (const auto& [key, at] : m_received) {
      Position& before = m_committed[key];
      if (key.first != peer.session.hi || (before.seq == at.seq && before.position == at.position))
        continue;
      before = at;
      ack.streams.push_back({key.second, at.position, at.seq});
    }
    if (!ack.streams.empty()) reply(identity, encode(ack));
  }
}

void FakeCollector::send(const std::function<std::string(const WireId&)>& frame) {
  const std::lock_guard lock(m_mutex);
  for (const auto& [identity, peer] : m_peers)
    m_outgoing.push_back({identity, {frame(peer.session)}});
}

void FakeCollector::sendRaw(const std::vector<std::string>& parts) {
  const std::lock_guard lock(m_mutex);
  for (const auto& [identity, peer] : m_peers) m_outgoing.push_back({identity, parts});
}

std::vector<FakeCollector::Event> FakeCollector::events() const {
  const std::lock_guard lock(m_mutex);
  return m_events;
}
std::size_t FakeCollector::count() const {
  const std::lock_guard lock(m_mutex);
  return m_events.size();
}
std::uint64_t FakeCollector::lost() const {
  const std::lock_guard lock(m_mutex);
  return m_lost;
}
std::vector<Hello> FakeCollector::hellos() const {
  const std::lock_guard lock(m_mutex);
  return m_hellos;
}
std::vector<InjectResult> FakeCollector::results() const {
  const std::lock_guard lock(m_mutex);
  return m_results;
}
Heartbeat FakeCollector::lastBeat() const {
  const std::lock_guard lock(m_mutex);
  return m_beat;
}
std::string FakeCollector::trouble() const {
  const std::lock_guard lock(m_mutex);
  return m_trouble;
}
