// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "probes/wire/bytes.hpp"

namespace rheo::wire {
namespace {

/// Presence mask of an event: a field is on the wire only if its bit is set. Order = order on the
/// wire.
enum Has : std::uint32_t {
  kFlags = 1u << 0,
  kAttempt = 1u << 1,
  kSchema = 1u << 2,
  kTopic = 1u << 3,
  kType = 1u << 4,
  kSubscription = 1u << 5,
  kError = 1u << 6,
  kDeadLetter = 1u << 7,
  kSagaType = 1u << 8,
  kStep = 1u << 9,
  kUndoes = 1u << 10,
  kSeqJump = 1u << 11,
  kDuration = 1u << 12,
  kPublishedNs = 1u << 13,
  kBrokerNs = 1u << 14,
  kEventId = 1u << 15,
  kTraceId = 1u << 16,
  kCausation = 1u << 17,
  kSpan = 1u << 18,
  kParentSpan = 1u << 19,
  kPayloadSize = 1u << 20,
  kProducer = 1u << 21,
  kKey = 1u << 22,
  kSagaKey = 1u << 23,
  kPayload = 1u << 24,
  kAttributes = 1u << 25,
  kAllFields = (1u << 26) - 1
};

// Head of a BATCH body after the frame head: session, stream, firstPosition, count, entries.
constexpr std::size_t kCountAt = kFrameHeadBytes + 16 + 4 + 8;
constexpr std::size_t kDefinedAt = kCountAt + 4;
constexpr std::size_t kBatchHeadBytes = kDefinedAt + 4;
constexpr std::size_t kMaxVarint = 10;
constexpr std::size_t kMaxFixedEventBytes = 6 + 6 + 18 * kMaxVarint + 3 * 16 + 2 * 8;
constexpr std::size_t kMinEventBytes = 4 + 2 + 1;  // mask, stage and kind, time

bool has(const WireId& id) {
  return (id.hi | id.lo) != 0;
}
std::uint32_t bit(bool present, Has field) {
  return present ? static_cast<std::uint32_t>(field) : 0u;
}

std::uint32_t maskOf(const EventView& e, bool seqJump) {
  return bit((e.flags & 0xFF) != 0, kFlags) | bit(e.attempt != 1, kAttempt) |
         bit(e.schemaVersion != 0, kSchema) | bit(e.topic != 0, kTopic) | bit(e.type != 0, kType) |
         bit(e.subscription != 0, kSubscription) | bit(e.errorType != 0, kError) |
         bit(e.deadLetterTopic != 0, kDeadLetter) | bit(e.sagaType != 0, kSagaType) |
         bit(e.step != 0, kStep) | bit(e.undoes != 0, kUndoes) | bit(seqJump, kSeqJump) |
         bit(e.durationNs != 0, kDuration) | bit(e.publishedNs != 0, kPublishedNs) |
         bit(e.brokerNs != 0, kBrokerNs) | bit(has(e.eventId), kEventId) |
         bit(has(e.traceId), kTraceId) | bit(has(e.causationId), kCausation) |
         bit(e.spanId != 0, kSpan) | bit(e.parentSpanId != 0, kParentSpan) |
         bit(e.payloadSize != e.payload.size(), kPayloadSize) |
         bit(!e.producer.empty(), kProducer) | bit(!e.key.empty(), kKey) |
         bit(!e.sagaKey.empty(), kSagaKey) | bit(!e.payload.empty(), kPayload) |
         bit(!e.attributes.empty(), kAttributes);
}

void putNames(Put& put, const EventView& e, std::uint32_t mask) {
  if (mask & kTopic) put.varint(e.topic);
  if (mask & kType) put.varint(e.type);
  if (mask & kSubscription) put.varint(e.subscription);
  if (mask & kError) put.varint(e.errorType);
  if (mask & kDeadLetter) put.varint(e.deadLetterTopic);
  if (mask & kSagaType) put.varint(e.sagaType);
  if (mask & kStep) put.varint(e.step);
  if (mask & kUndoes) put.varint(e.undoes);
}

void putIds(Put& put, const EventView& e, std::uint32_t mask) {
  if (mask & kEventId) put.id(e.eventId);
  if (mask & kTraceId) put.id(e.traceId);
  if (mask & kCausation) put.id(e.causationId);
  if (mask & kSpan) put.fixed(e.spanId);
  if (mask & kParentSpan) put.fixed(e.parentSpanId);
}

void putTexts(Put& put, const EventView& e, std::uint32_t mask) {
  if (mask & kPayloadSize) put.varint(e.payloadSize);
  if (mask & kProducer) put.text(e.producer);
  if (mask & kKey) put.text(e.key);
  if (mask & kSagaKey) put.text(e.sagaKey);
  if (mask & kPayload) put.text(e.payload);
  if (mask & kAttributes) put.text(e.attributes);
}

void takeNames(Take& take, EventView& e, std::uint32_t mask) {
  if (mask & kTopic) e.topic = take.code();
  if (mask & kType) e.type = take.code();
  if (mask & kSubscription) e.subscription = take.code();
  if (mask & kError) e.errorType = take.code();
  if (mask & kDeadLetter) e.deadLetterTopic = take.code();
  if (mask & kSagaType) e.sagaType = take.code();
  if (mask & kStep) e.step = take.code();
  if (mask & kUndoes) e.undoes = take.code();
}

void takeIds(Take& take, EventView& e, std::uint32_t mask) {
  if (mask & kEventId) e.eventId = take.id();
  if (mask & kTraceId) e.traceId = take.id();
  if (mask & kCausation) e.causationId = take.id();
  if (mask & kSpan) e.spanId = take.fixed<std::uint64_t>();
  if (mask & kParentSpan) e.parentSpanId = take.fixed<std::uint64_t>();
}

void takeTexts(Take& take, EventView& e, std::uint32_t mask) {
  const bool cut = (mask & kPayloadSize) != 0;
  if (cut) e.payloadSize = take.code();
  if (mask & kProducer) e.producer = take.text();
  if (mask & kKey) e.key = take.text();
  if (mask & kSagaKey) e.sagaKey = take.text();
  if (mask & kPayload) e.payload = take.text();
  if (mask & kAttributes) e.attributes = take.text();
  if (!cut) e.payloadSize = static_cast<std::uint32_t>(e.payload.size());
}

bool knownStage(std::uint8_t stage) {
  return (stage >= 1 && stage <= 7) || (stage >= 16 && stage <= 25);
}

}  // namespace

char* BatchWriter::room(std::size_t bytes) {
  if (m_size + bytes > m_bytes.size())
    m_bytes.resize(std::max(m_bytes.size() * 2, m_size + bytes + 4096));
  return m_bytes.data() + m_size;
}

void BatchWriter::begin(const WireId& session, std::uint32_t stream, std::uint64_t firstPosition) {
  m_size = 0;
  m_defined = m_count = 0;
  m_lastSeq = firstPosition - 1;
  m_lastTimeNs = 0;
  Put put(room(kBatchHeadBytes));
  putHead(put, FrameKind::Batch);
  put.id(session);
  put.fixed(stream);
  put.fixed(firstPosition);
  put.fixed(std::uint32_t{0});
  put.fixed(std::uint32_t{0});
  m_size = kBatchHeadBytes;
}

void BatchWriter::define(std::uint32_t code, std::string_view text) {
  Put put(room(2 * kMaxVarint + text.size()));
  put.varint(code);
  put.text(text);
  m_size = static_cast<std::size_t>(put.at() - m_bytes.data());
  ++m_defined;
}

void BatchWriter::add(const EventView& e) {
  Put put(room(kMaxFixedEventBytes + e.producer.size() + e.key.size() + e.sagaKey.size() +
               e.payload.size() + e.attributes.size()));
  const std::uint64_t seq = std::max(e.seq, m_lastSeq + 1);
  const std::uint32_t mask = maskOf(e, seq != m_lastSeq + 1);
  put.fixed(mask);
  put.fixed(static_cast<std::uint8_t>(e.stage));
  put.fixed(e.kind);
  if (mask & kFlags) put.fixed(static_cast<std::uint8_t>(e.flags));
  if (mask & kAttempt) put.fixed(e.attempt);
  if (mask & kSchema) put.fixed(e.schemaVersion);
  putNames(put, e, mask);
  if (mask & kSeqJump) put.varint(seq - m_lastSeq - 1);
  put.varint(zigzag(minus(e.timeNs, m_lastTimeNs)));
  if (mask & kDuration) put.varint(zigzag(e.durationNs));
  if (mask & kPublishedNs) put.varint(zigzag(minus(e.publishedNs, e.timeNs)));
  if (mask & kBrokerNs) put.varint(zigzag(minus(e.brokerNs, e.timeNs)));
  putIds(put, e, mask);
  putTexts(put, e, mask);
  m_size = static_cast<std::size_t>(put.at() - m_bytes.data());
  m_lastSeq = seq;
  m_lastTimeNs = e.timeNs;
  ++m_count;
}

std::string_view BatchWriter::frame() {
  std::memcpy(m_bytes.data() + kCountAt, &m_count, sizeof m_count);
  std::memcpy(m_bytes.data() + kDefinedAt, &m_defined, sizeof m_defined);
  return {m_bytes.data(), m_size};
}

bool BatchReader::fail(const char* reason) {
  m_reason = reason;
  m_left = 0;
  return false;
}

bool BatchReader::open(std::string_view frame, const char*& reason) {
  *this = BatchReader{};
  if (!openFrame(frame, FrameKind::Batch, reason)) return fail(reason);
  Take take(frame.substr(kFrameHeadBytes));
  m_head.session = take.id();
  m_head.stream = take.fixed<std::uint32_t>();
  m_head.firstPosition = take.fixed<std::uint64_t>();
  m_head.count = take.fixed<std::uint32_t>();
  const auto entries = take.fixed<std::uint32_t>();
  const std::size_t rest = take.rest().size();
  if (!take.ok())
    reason = "batch head cut short";
  else if (m_head.firstPosition == 0 || m_head.firstPosition + m_head.count < m_head.firstPosition)
    reason = "batch position out of range";
  else if (m_head.count > kMaxBatchEvents || m_head.count > rest / kMinEventBytes)
    reason = "batch claims more events than fit";
  else if (entries > kMaxDictionaryEntries || entries > rest / 2)
    reason = "batch claims more names than fit";
  if (reason) return fail(reason);
  m_head.dictionary.reserve(entries);
  for (std::uint32_t i = 0; i < entries && take.ok(); ++i) {
    const std::uint32_t code = take.code();
    const std::string_view text = take.text();
    if (code == 0) take.fail();  // 0 means "no name"
    m_head.dictionary.emplace_back(code, text);
  }
  if (!take.ok()) return fail(reason = "malformed dictionary");
  m_rest = take.rest();
  m_left = m_head.count;
  m_nextPosition = m_head.firstPosition;
  m_lastSeq = m_head.firstPosition - 1;
  return true;
}

bool BatchReader::next(EventView& e) {
  if (m_left == 0) {
    if (!m_reason && !m_rest.empty()) fail("bytes after the last event");
    return false;
  }
  e = EventView{};
  Take take(m_rest);
  const auto mask = take.fixed<std::uint32_t>();
  const auto stage = take.fixed<std::uint8_t>();
  e.kind = take.fixed<std::uint8_t>();
  if (!take.ok()) return fail("event cut short");
  if ((mask & ~std::uint32_t{kAllFields}) != 0) return fail("unknown event field");
  if (!knownStage(stage)) return fail("unknown stage");
  if (e.kind > 3) return fail("unknown event kind");
  e.stage = static_cast<Stage>(stage);
  if (mask & kFlags) e.flags = take.fixed<std::uint8_t>();
  if (mask & kAttempt) e.attempt = take.fixed<std::uint16_t>();
  if (mask & kSchema) e.schemaVersion = take.fixed<std::uint16_t>();
  takeNames(take, e, mask);
  const std::uint64_t jump = (mask & kSeqJump) ? take.varint() : 0;
  if (jump > UINT64_MAX - m_lastSeq - 1) return fail("emit sequence out of range");
  e.timeNs = plus(m_lastTimeNs, unzigzag(take.varint()));
  if (mask & kDuration) e.durationNs = unzigzag(take.varint());
  if (mask & kPublishedNs) e.publishedNs = plus(e.timeNs, unzigzag(take.varint()));
  if (mask & kBrokerNs) e.brokerNs = plus(e.timeNs, unzigzag(take.varint()));
  takeIds(take, e, mask);
  takeTexts(take, e, mask);
  if (!take.ok()) return fail("event cut short");
  e.seq = m_lastSeq = m_lastSeq + 1 + jump;
  e.position = m_nextPosition++;
  m_lastTimeNs = e.timeNs;
  m_rest = take.rest();
  --m_left;
  return true;
}

}  // namespace rheo::wire
