// SPDX-License-Identifier: Apache-2.0
#include "model/sources/batch_decoder.h"

#include <algorithm>

#include "model/sources/wire/wire_event.h"

namespace rheo::sources {
namespace {

constexpr std::uint32_t kMostCodes = 1u << 18;
constexpr std::size_t kMostProducers = 4096;
constexpr std::size_t kLongestName = 255;
constexpr std::uint64_t kLargestCount = 1ull << 60;

/// The wire's enum is a copy, so that probes need nothing of the model; this keeps them equal.
constexpr bool same(wire::Stage a, Stage b) {
  return static_cast<int>(a) == static_cast<int>(b);
}
static_assert(same(wire::Stage::Published, Stage::Published));
static_assert(same(wire::Stage::Received, Stage::Received));
static_assert(same(wire::Stage::Processed, Stage::Processed));
static_assert(same(wire::Stage::Failed, Stage::Failed));
static_assert(same(wire::Stage::Retried, Stage::Retried));
static_assert(same(wire::Stage::DeadLettered, Stage::DeadLettered));
static_assert(same(wire::Stage::Expired, Stage::Expired));
static_assert(same(wire::Stage::SagaStarted, Stage::SagaStarted));
static_assert(same(wire::Stage::StepStarted, Stage::StepStarted));
static_assert(same(wire::Stage::StepDone, Stage::StepDone));
static_assert(same(wire::Stage::StepFailed, Stage::StepFailed));
static_assert(same(wire::Stage::Compensating, Stage::Compensating));
static_assert(same(wire::Stage::Compensated, Stage::Compensated));
static_assert(same(wire::Stage::SagaCompleted, Stage::SagaCompleted));
static_assert(same(wire::Stage::SagaCompensated, Stage::SagaCompensated));
static_assert(same(wire::Stage::SagaFailed, Stage::SagaFailed));
static_assert(same(wire::Stage::SagaTimedOut, Stage::SagaTimedOut));
static_assert(static_cast<int>(wire::kInjected) == kInjected);
static_assert(static_cast<int>(wire::kReplayed) == kReplayed);
static_assert(static_cast<int>(wire::kPayloadTruncated) == kPayloadTruncated);
static_assert(static_cast<int>(wire::kRedacted) == kRedacted);

/// Both come from outside: wraps instead of overflowing.
TimeNs later(TimeNs time, std::int64_t ns) {
  return static_cast<TimeNs>(static_cast<std::uint64_t>(time) + static_cast<std::uint64_t>(ns));
}

}  // namespace

bool BatchDecoder::define(const wire::BatchHead& head, ProbeSession& session) {
  for (const auto& [code, text] : head.dictionary) {
    if (code == 0 || code >= kMostCodes) {
      m_reason = "a dictionary code out of bounds";
      return false;
    }
    if (code >= session.dictionary.size()) session.dictionary.resize(code + 1, kUndefinedName);
    session.dictionary[code] = m_names.intern(text.substr(0, kLongestName));
  }
  return true;
}

BatchDecoder::Verdict BatchDecoder::decode(wire::BatchReader& reader, ProbeSession& session,
                                           bool overHole, EventBatch& out) {
  const wire::BatchHead& head = reader.head();
  if (head.firstPosition == 0 || head.firstPosition > kLargestCount) {
    m_reason = "a position out of bounds";
    return Verdict::Malformed;
  }
  if (!define(head, session)) return Verdict::Malformed;
  ProbeStream& stream = session.streams[head.stream];
  if (head.firstPosition + head.count <= stream.position + 1) return Verdict::Known;
  ProbeStream next = stream;
  if (head.firstPosition > stream.position + 1) {
    if (!overHole) return Verdict::Hole;
    next.position = head.firstPosition - 1;
  }
  const Verdict verdict = decodeEvents(reader, session, next, out);
  if (verdict == Verdict::Taken) {
    next.holes = 0;
    stream = next;
  }
  return verdict;
}

BatchDecoder::Verdict BatchDecoder::decodeEvents(wire::BatchReader& reader, ProbeSession& session,
                                                 ProbeStream& stream, EventBatch& out) {
  out.events.reserve(reader.head().count);
  wire::EventView view;
  while (reader.next(view)) {
    if (view.position <= stream.position) continue;
    TraceEvent& event = out.events.emplace_back();
    if (view.seq > kLargestCount) {
      m_reason = "a sequence number out of bounds";
      return Verdict::Malformed;
    }
    if (view.kind > static_cast<std::uint8_t>(Kind::Reply)) {
      m_reason = "an unknown kind";
      return Verdict::Malformed;
    }
    if (!translate(view, session, event)) return Verdict::UnknownCode;
    tellByOneClock(session, event);
    if (event.timeNs <= 0) event.timeNs = out.ingestedNs;
    event.stream = reader.head().stream;
    if (view.seq > stream.seq + 1) {
      const TimeNs from = stream.lastTimeNs != 0 ? stream.lastTimeNs : event.timeNs;
      out.gaps.push_back({session.info.row, event.stream, session.service,
                          std::min(from, event.timeNs), event.timeNs, stream.seq + 1,
                          view.seq - stream.seq - 1, m_lossReason});
    }
    stream.seq = std::max(stream.seq, view.seq);
    stream.position = view.position;
    stream.lastTimeNs = event.timeNs;
  }
  if (reader.failed()) {
    m_reason = reader.reason();
    return Verdict::Malformed;
  }
  out.session = session.info.row;
  out.stream = reader.head().stream;
  out.lastPosition = stream.position;
  out.lastSeq = stream.seq;
  return Verdict::Taken;
}

bool BatchDecoder::translate(const wire::EventView& from, ProbeSession& session, TraceEvent& to) {
  bool known = true;
  const auto name = [&session, &known](std::uint32_t code) -> Name {
    if (code == 0) return 0;
    const Name found = code < session.dictionary.size() ? session.dictionary[code] : kUndefinedName;
    known = known && found != kUndefinedName;
    return found;
  };
  takePlain(from, to);
  to.service = session.service;
  to.instance = session.instance;
  to.topic = name(from.topic);
  to.type = name(from.type);
  to.subscription = name(from.subscription);
  to.producer = from.producer.empty() ? 0 : producer(session, from.producer);
  to.errorType = name(from.errorType);
  to.deadLetterTopic = name(from.deadLetterTopic);
  to.sagaType = name(from.sagaType);
  to.step = name(from.step);
  to.undoes = name(from.undoes);
  to.session = session.info.row;
  return known;
}

/// Everybody's times become the collector's: when it happened here by the offset of this probe,
/// when it was published by that of the producer. What a broker said stays, as nobody measured it.
void BatchDecoder::tellByOneClock(const ProbeSession& session, TraceEvent& event) const {
  event.timeNs = later(event.timeNs, session.info.clockOffsetNs);
  if (event.publishedNs == 0 || m_offsets == nullptr) return;
  const auto offset = m_offsets->find(event.producer);
  if (offset != m_offsets->end()) event.publishedNs = later(event.publishedNs, offset->second);
}

/// Producers come with the messages, so anyone may have written them: a cache that is bounded, and
/// beyond it only names that the recording has anyway.
Name BatchDecoder::producer(ProbeSession& session, std::string_view text) {
  text = text.substr(0, kLongestName);
  if (text == session.lastProducer) return session.lastProducerName;
  auto& known = session.producers;
  auto found = known.find(std::string(text));
  if (found == known.end()) {
    if (known.size() >= kMostProducers) return m_names.find(text);
    found = known.emplace(text, m_names.intern(text)).first;
  }
  session.lastProducer = text;
  return session.lastProducerName = found->second;
}

}  // namespace rheo::sources
