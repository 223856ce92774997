// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Wire v1: the one contract between probe and collector. DEALER (probe) <-> ROUTER (collector),
/// one payload frame a message, little endian: magic "RHEO", u8 version, u8 kind, u16 reserved,
/// body. Byte layout: README.md here. Every decode is bounded, never throws, and returns false with
/// a static reason on malformed bytes.
namespace rheo::wire {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxFrameBytes = 4u << 20;
constexpr std::uint32_t kMaxBatchEvents = 1u << 16;
constexpr std::uint32_t kMaxDictionaryEntries = 1u << 16;
constexpr std::uint32_t kMaxStreams = 1u << 14;
constexpr std::uint32_t kMaxInjectables = 1u << 12;
constexpr std::uint32_t kMaxSampledTopics = 64;
/// What a dump begins with: see README.md.
constexpr std::string_view kDumpMagic = "RHEODUMP";

enum class FrameKind : std::uint8_t {
  Hello = 1,
  Batch = 2,
  Heartbeat = 3,
  Ack = 4,
  Resync = 5,
  Time = 6,
  Control = 7,
  Inject = 8,
  InjectResult = 9,
  Bye = 10
};

/// The same values as rheo::Stage; static_assert'ed where both are known. A reader refuses others.
enum class Stage : std::uint8_t {
  Published = 1,
  Received = 2,
  Processed = 3,
  Failed = 4,
  Retried = 5,
  DeadLettered = 6,
  Expired = 7,
  SagaStarted = 16,
  StepStarted = 17,
  StepDone = 18,
  StepFailed = 19,
  Compensating = 20,
  Compensated = 21,
  SagaCompleted = 22,
  SagaCompensated = 23,
  SagaFailed = 24,
  SagaTimedOut = 25
};

enum EventFlag : std::uint16_t {
  kInjected = 1,
  kReplayed = 2,
  kPayloadTruncated = 4,
  kRedacted = 8
};

struct WireId {
  std::uint64_t hi = 0;
  std::uint64_t lo = 0;
};

/// One sighting, decoded. Names are codes of the session's dictionary (0 = none); views point into
/// the frame.
struct EventView {
  Stage stage = Stage::Published;
  std::uint8_t kind = 0;
  std::uint16_t flags = 0;
  std::uint16_t attempt = 1;
  std::uint16_t schemaVersion = 0;
  std::uint32_t topic = 0, type = 0, subscription = 0, errorType = 0, deadLetterTopic = 0;
  std::uint32_t sagaType = 0, step = 0, undoes = 0;
  std::uint64_t seq = 0;       ///< emit attempts of the stream, dropped ones included; from 1
  std::uint64_t position = 0;  ///< accepted emits of the stream; from 1, no holes
  std::int64_t timeNs = 0;     ///< Unix ns, probe's clock
  std::int64_t durationNs = 0, publishedNs = 0, brokerNs = 0;
  WireId eventId, traceId, causationId;
  std::uint64_t spanId = 0, parentSpanId = 0;
  std::uint32_t payloadSize = 0;
  std::string_view producer, key, sagaKey, payload, attributes;
};

/// One stream as a heartbeat tells it: lastSeq - lastPosition emits were dropped so far.
struct StreamState {
  std::uint32_t stream = 0;
  std::uint64_t lastPosition = 0;
  std::uint64_t lastSeq = 0;
};

struct InjectableType {
  std::string topic, type, example;
};

struct Hello {
  WireId session;
  std::string service, instance, version, host;
  std::uint64_t pid = 0;
  std::int64_t startedNs = 0;
  std::vector<InjectableType> injectables;
  /// What some collector acknowledged before: the probe holds only what comes after. A collector
  /// that does not know the session starts counting from here; streams not listed start at 0.
  std::vector<StreamState> streams;
  /// Beyond those: what the probe overwrote before anybody acknowledged it. A collector that has
  /// not come so far counts what lies between as lost.
  std::vector<StreamState> gone;
};

/// Head of a batch: one thread stream, contiguous positions firstPosition .. firstPosition + count
/// - 1. Dictionary entries new to the collector come first.
struct BatchHead {
  WireId session;
  std::uint32_t stream = 0;
  std::uint64_t firstPosition = 0;
  std::uint32_t count = 0;
  std::vector<std::pair<std::uint32_t, std::string_view>> dictionary;
};

/// How much of a topic a collector wants: 0 nothing .. 1 all traces.
struct TopicRate {
  std::string topic;
  double rate = 1.0;
  bool operator==(const TopicRate&) const = default;
};

/// What a collector asks of a probe while it is there; the defaults ask for everything.
struct Limits {
  bool pause = false;
  std::uint32_t maxPayloadBytes = 0;  ///< 0 = the probe's own limit
  double sampling = 1.0;              ///< of topics not listed
  std::vector<TopicRate> topics;      ///< at most kMaxSampledTopics
  bool operator==(const Limits&) const = default;
};

struct Heartbeat {
  WireId session;
  std::int64_t timeNs = 0;
  std::int64_t clockOffsetNs = 0;        ///< collector clock - probe clock, from TIME exchanges
  std::int64_t clockUncertaintyNs = -1;  ///< half the round trip of that exchange; -1 = not known
  /// All streams, so that drops at a stream's tail are counted too. lastSeq is a lower bound while
  /// the stream is being written (an event may carry a higher one), exact once it rests.
  std::vector<StreamState> streams;
  /// Emits that a collector did not want: in no seq, told apart from what was dropped.
  std::uint64_t leftOut = 0;
  Limits limits;  ///< what is in force
};

/// Sent also at orderly exit (kind Bye): the last word on every stream.
using Bye = Heartbeat;

/// Committed up to and including `position`; `seq` accounted for.
struct Ack {
  WireId session;
  std::vector<StreamState> streams;
};

/// Collector -> probe, the answer to HELLO or asking for one: send the whole dictionary, and every
/// stream from the given positions + 1. The positions are committed, as in ACK. Streams not listed:
/// everything unacknowledged.
struct Resync {
  WireId session;
  std::vector<StreamState> streams;
};

/// NTP-like exchange: probe sends t1; the collector answers with t1, t2 (received), t3 (sent).
struct Time {
  WireId session;
  std::int64_t t1Ns = 0, t2Ns = 0, t3Ns = 0;
};

/// In force until the connection ends or another one comes.
struct Control : Limits {
  Control() = default;
  Control(const WireId& to, Limits limits) : Limits(std::move(limits)), session(to) {}
  WireId session;
};

struct Inject {
  WireId session;
  std::uint64_t id = 0;
  std::string topic, type, key, payload, attributes;
  bool replay = false;
  WireId replayOf;
};

enum class InjectOutcome : std::uint8_t { Accepted = 1, Refused = 2 };

struct InjectResult {
  WireId session;
  std::uint64_t id = 0;
  InjectOutcome outcome = InjectOutcome::Accepted;
  WireId eventId, traceId;
  std::string reason;
};

/// Reads magic, version and kind. `reason` (static) says why not: "short frame", "not a rheo
/// frame", "protocol version 2, expected 1".
bool peek(std::string_view frame, FrameKind& kind, const char*& reason);

std::string encode(const Hello& message);
std::string encode(const Heartbeat& message, FrameKind kind = FrameKind::Heartbeat);
/// The same into a string; no memory is allocated if it has room.
void encode(const Hello& message, std::string& into);
void encode(const Heartbeat& message, FrameKind kind, std::string& into);
/// What a list of streams takes in a frame.
constexpr std::size_t streamsBytes(std::size_t count) {
  return 4 + count * 20;
}
std::string encode(const Ack& message);
std::string encode(const Resync& message);
std::string encode(const Time& message);
std::string encode(const Control& message);
std::string encode(const Inject& message);
std::string encode(const InjectResult& message);

bool decode(std::string_view frame, Hello& out, const char*& reason);
bool decode(std::string_view frame, Heartbeat& out, const char*& reason);
bool decode(std::string_view frame, Ack& out, const char*& reason);
bool decode(std::string_view frame, Resync& out, const char*& reason);
bool decode(std::string_view frame, Time& out, const char*& reason);
bool decode(std::string_view frame, Control& out, const char*& reason);
bool decode(std::string_view frame, Inject& out, const char*& reason);
bool decode(std::string_view frame, InjectResult& out, const char*& reason);

/// Reads a BATCH frame event by event: head first, then next() until it returns false.
class BatchReader {
 public:
  bool open(std::string_view frame, const char*& reason);
  [[nodiscard]] const BatchHead& head() const { return m_head; }
  /// False at the end or on malformed bytes (then failed() says so).
  bool next(EventView& event);
  [[nodiscard]] bool failed() const { return m_reason != nullptr; }
  [[nodiscard]] const char* reason() const { return m_reason; }

 private:
  bool fail(const char* reason);

  BatchHead m_head;
  std::string_view m_rest;
  std::uint32_t m_left = 0;
  std::uint64_t m_nextPosition = 0;
  std::uint64_t m_lastSeq = 0;
  std::int64_t m_lastTimeNs = 0;
  const char* m_reason = nullptr;
};

/// Builds a BATCH frame; the twin of BatchReader, for the probe and for tests. `event.position` is
/// implied; an `event.seq` below the next possible one (0, say) means the next. Not thread-safe;
/// keeps its memory from frame to frame.
class BatchWriter {
 public:
  /// Makes room for frames of so many bytes, so that they allocate nothing.
  void reserve(std::size_t bytes) { m_bytes.resize(std::max(m_bytes.size(), bytes)); }
  void begin(const WireId& session, std::uint32_t stream, std::uint64_t firstPosition);
  void define(std::uint32_t code, std::string_view text);  ///< before the first add()
  void add(const EventView& event);
  /// Bytes of the frame so far.
  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] std::uint32_t count() const { return m_count; }
  /// The finished frame; valid until the next begin().
  std::string_view frame();
  /// The same as a copy.
  std::string finish() { return std::string(frame()); }

 private:
  char* room(std::size_t bytes);

  std::string m_bytes;  ///< always at its full size; m_size says how much is used
  std::size_t m_size = 0;
  std::uint32_t m_defined = 0;
  std::uint32_t m_count = 0;
  std::uint64_t m_lastSeq = 0;
  std::int64_t m_lastTimeNs = 0;
};

}  // namespace rheo::wire
