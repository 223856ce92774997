// SPDX-License-Identifier: Apache-2.0
#include "probes/wire/bytes.hpp"

namespace rheo::wire {
namespace {

/// A frame being written: grows a string, so that control frames need no size arithmetic.
class Frame {
 public:
  /// The buffer lends its memory.
  explicit Frame(FrameKind kind, std::string buffer = {}) : m_bytes(std::move(buffer)) {
    char head[kFrameHeadBytes];
    Put put(head);
    putHead(put, kind);
    m_bytes.assign(head, sizeof head);
  }
  template <typename T>
  Frame& fixed(T value) {
    char bytes[sizeof value];
    Put(bytes).fixed(value);
    m_bytes.append(bytes, sizeof bytes);
    return *this;
  }
  Frame& id(const WireId& value) { return fixed(value.hi).fixed(value.lo); }
  Frame& count(std::size_t value) { return fixed(static_cast<std::uint32_t>(value)); }
  Frame& text(std::string_view value) {
    char bytes[10];
    Put put(bytes);
    put.varint(value.size());
    m_bytes.append(bytes, static_cast<std::size_t>(put.at() - bytes)).append(value);
    return *this;
  }
  Frame& streams(const std::vector<StreamState>& list) {
    count(list.size());
    for (const auto& s : list) fixed(s.stream).fixed(s.lastPosition).fixed(s.lastSeq);
    return *this;
  }
  Frame& limits(const Limits& l) {
    fixed(static_cast<std::uint8_t>(l.pause)).fixed(l.maxPayloadBytes).fixed(l.sampling);
    if (l.topics.empty()) return *this;
    count(l.topics.size());
    for (const auto& t : l.topics) text(t.topic).fixed(t.rate);
    return *this;
  }
  std::string finish() { return std::move(m_bytes); }

 private:
  std::string m_bytes;
};

constexpr std::size_t kStreamStateBytes = 4 + 8 + 8;
static_assert(streamsBytes(1) - streamsBytes(0) == kStreamStateBytes);

void takeStreams(Take& take, std::vector<StreamState>& out) {
  const auto count = take.fixed<std::uint32_t>();
  if (count > kMaxStreams || count > take.rest().size() / kStreamStateBytes) take.fail();
  out.clear();
  for (std::uint32_t i = 0; i < count && take.ok(); ++i) {
    StreamState s;
    s.stream = take.fixed<std::uint32_t>();
    s.lastPosition = take.fixed<std::uint64_t>();
    s.lastSeq = take.fixed<std::uint64_t>();
    out.push_back(s);
  }
}

void takeInjectables(Take& take, std::vector<InjectableType>& out) {
  const auto count = take.fixed<std::uint32_t>();
  if (count > kMaxInjectables || count > take.rest().size() / 3) take.fail();
  out.clear();
  for (std::uint32_t i = 0; i < count && take.ok(); ++i) {
    InjectableType& type = out.emplace_back();
    type.topic = take.text();
    type.type = take.text();
    type.example = take.text();
  }
}

void takeTopics(Take& take, std::vector<TopicRate>& out) {
  const auto count = take.fixed<std::uint32_t>();
  if (count > kMaxSampledTopics || count > take.rest().size() / 9) take.fail();
  out.clear();
  for (std::uint32_t i = 0; i < count && take.ok(); ++i) {
    TopicRate& rate = out.emplace_back();
    rate.topic = take.text();
    rate.rate = take.fixed<double>();
    if (!(rate.rate >= 0.0 && rate.rate <= 1.0)) take.fail();  // NaN too
  }
}

/// Topics were not there at first: absent means none.
void takeLimits(Take& take, Limits& out) {
  out.pause = take.fixed<std::uint8_t>() != 0;
  out.maxPayloadBytes = take.fixed<std::uint32_t>();
  out.sampling = take.fixed<double>();
  if (!(out.sampling >= 0.0 && out.sampling <= 1.0)) take.fail();  // NaN too
  out.topics.clear();
  if (take.ok() && !take.rest().empty()) takeTopics(take, out.topics);
}

bool done(const Take& take, const char*& reason, const char* otherwise) {
  // Bytes after the known fields belong to a later minor revision and are ignored.
  if (!take.ok()) reason = otherwise;
  return take.ok();
}

}  // namespace

bool peek(std::string_view frame, FrameKind& kind, const char*& reason) {
  reason = nullptr;
  if (frame.size() < kFrameHeadBytes)
    reason = "short frame";
  else if (frame.size() > kMaxFrameBytes)
    reason = "frame larger than 4 MiB";
  else if (std::memcmp(frame.data(), kMagic, sizeof kMagic) != 0)
    reason = "not a rheo frame";
  if (reason) return false;
  static const std::vector<std::string> otherVersions = [] {
    std::vector<std::string> texts;
    for (int v = 0; v < 256; ++v)
      texts.push_back("protocol version " + std::to_string(v) + ", expected " +
                      std::to_string(kVersion));
    return texts;
  }();
  const auto version = static_cast<std::uint8_t>(frame[4]);
  if (version != kVersion) {
    reason = otherVersions[version].c_str();
    return false;
  }
  const auto value = static_cast<std::uint8_t>(frame[5]);
  if (value < 1 || value > 10) {
    reason = "unknown frame kind";
    return false;
  }
  kind = static_cast<FrameKind>(value);
  return true;
}

bool openFrame(std::string_view frame, FrameKind expected, const char*& reason) {
  FrameKind kind{};
  if (!peek(frame, kind, reason)) return false;
  if (kind != expected) reason = "frame of another kind";
  return kind == expected;
}

std::string encode(const Hello& m) {
  std::string bytes;
  encode(m, bytes);
  return bytes;
}

void encode(const Hello& m, std::string& into) {
  Frame frame(FrameKind::Hello, std::move(into));
  frame.id(m.session).text(m.service).text(m.instance).text(m.version).text(m.host);
  frame.fixed(m.pid).fixed(m.startedNs).count(m.injectables.size());
  for (const auto& i : m.injectables) frame.text(i.topic).text(i.type).text(i.example);
  frame.streams(m.streams);
  if (!m.gone.empty()) frame.streams(m.gone);
  into = frame.finish();
}

bool decode(std::string_view frame, Hello& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::Hello, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  m.service = take.text();
  m.instance = take.text();
  m.version = take.text();
  m.host = take.text();
  m.pid = take.fixed<std::uint64_t>();
  m.startedNs = take.fixed<std::int64_t>();
  takeInjectables(take, m.injectables);
  takeStreams(take, m.streams);
  m.gone.clear();
  if (take.ok() && !take.rest().empty()) takeStreams(take, m.gone);
  return done(take, reason, "malformed HELLO");
}

std::string encode(const Heartbeat& m, FrameKind kind) {
  std::string bytes;
  encode(m, kind, bytes);
  return bytes;
}

void encode(const Heartbeat& m, FrameKind kind, std::string& into) {
  Frame frame(kind, std::move(into));
  frame.id(m.session).fixed(m.timeNs).fixed(m.clockOffsetNs).fixed(m.clockUncertaintyNs);
  frame.streams(m.streams);
  if (m.leftOut != 0 || m.limits != Limits{}) frame.fixed(m.leftOut).limits(m.limits);
  into = frame.finish();
}

bool decode(std::string_view frame, Heartbeat& m, const char*& reason) {
  FrameKind kind{};
  if (!peek(frame, kind, reason)) return false;
  // HEARTBEAT and BYE share their body.
  if (kind != FrameKind::Bye && !openFrame(frame, FrameKind::Heartbeat, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  m.timeNs = take.fixed<std::int64_t>();
  m.clockOffsetNs = take.fixed<std::int64_t>();
  m.clockUncertaintyNs = take.fixed<std::int64_t>();
  takeStreams(take, m.streams);
  m.leftOut = 0;
  m.limits = {};
  if (take.ok() && !take.rest().empty()) {
    m.leftOut = take.fixed<std::uint64_t>();
    takeLimits(take, m.limits);
  }
  return done(take, reason, "malformed HEARTBEAT or BYE");
}

std::string encode(const Ack& m) {
  return Frame(FrameKind::Ack).id(m.session).streams(m.streams).finish();
}

bool decode(std::string_view frame, Ack& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::Ack, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  takeStreams(take, m.streams);
  return done(take, reason, "malformed ACK");
}

std::string encode(const Resync& m) {
  return Frame(FrameKind::Resync).id(m.session).streams(m.streams).finish();
}

bool decode(std::string_view frame, Resync& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::Resync, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  takeStreams(take, m.streams);
  return done(take, reason, "malformed RESYNC");
}

std::string encode(const Time& m) {
  return Frame(FrameKind::Time).id(m.session).fixed(m.t1Ns).fixed(m.t2Ns).fixed(m.t3Ns).finish();
}

bool decode(std::string_view frame, Time& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::Time, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  m.t1Ns = take.fixed<std::int64_t>();
  m.t2Ns = take.fixed<std::int64_t>();
  m.t3Ns = take.fixed<std::int64_t>();
  return done(take, reason, "malformed TIME");
}

std::string encode(const Control& m) {
  return Frame(FrameKind::Control).id(m.session).limits(m).finish();
}

bool decode(std::string_view frame, Control& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::Control, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  takeLimits(take, m);
  return done(take, reason, "malformed CONTROL");
}

std::string encode(const Inject& m) {
  Frame frame(FrameKind::Inject);
  frame.id(m.session).fixed(m.id).text(m.topic).text(m.type).text(m.key).text(m.payload);
  return frame.text(m.attributes)
      .fixed(static_cast<std::uint8_t>(m.replay))
      .id(m.replayOf)
      .finish();
}

bool decode(std::string_view frame, Inject& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::Inject, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  m.id = take.fixed<std::uint64_t>();
  m.topic = take.text();
  m.type = take.text();
  m.key = take.text();
  m.payload = take.text();
  m.attributes = take.text();
  m.replay = take.fixed<std::uint8_t>() != 0;
  m.replayOf = take.id();
  return done(take, reason, "malformed INJECT");
}

std::string encode(const InjectResult& m) {
  return Frame(FrameKind::InjectResult)
      .id(m.session)
      .fixed(m.id)
      .fixed(static_cast<std::uint8_t>(m.outcome))
      .id(m.eventId)
      .id(m.traceId)
      .text(m.reason)
      .finish();
}

bool decode(std::string_view frame, InjectResult& m, const char*& reason) {
  if (!openFrame(frame, FrameKind::InjectResult, reason)) return false;
  Take take(frame.substr(kFrameHeadBytes));
  m.session = take.id();
  m.id = take.fixed<std::uint64_t>();
  const auto outcome = take.fixed<std::uint8_t>();
  if (outcome < 1 || outcome > 2) take.fail();
  m.outcome = static_cast<InjectOutcome>(outcome);
  m.eventId = take.id();
  m.traceId = take.id();
  m.reason = take.text();
  return done(take, reason, "malformed INJECT_RESULT");
}

}  // namespace rheo::wire
