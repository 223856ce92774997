// SPDX-License-Identifier: Apache-2.0
#include "probes/src/record.hpp"

#include <cstring>

namespace rheo::probe {
namespace {

template <typename T>
T take(const char*& at) noexcept {
  T value;
  std::memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

std::string_view text(const char*& at, std::uint32_t size) noexcept {
  const std::string_view view(at, size);
  at += size;
  return view;
}

wire::WireId toWire(const ProbeId& id) noexcept {
  return {id.hi, id.lo};
}

const char* readGroups(const char* at, std::uint8_t groups, wire::EventView& e,
                       TextSizes& sizes) noexcept {
  if (groups & kHasCause) {
    const auto cause = take<Cause>(at);
    e.causationId = toWire(cause.causationId);
    e.parentSpanId = cause.parentSpanId;
  }
  if (groups & kHasRoles) {
    const auto roles = take<Roles>(at);
    e.subscription = roles.subscription;
    e.errorType = roles.errorType;
    e.deadLetterTopic = roles.deadLetterTopic;
    e.sagaType = roles.sagaType;
    e.step = roles.step;
    e.undoes = roles.undoes;
  }
  if (groups & kHasTimes) {
    const auto times = take<Times>(at);
    e.durationNs = times.durationNs;
    e.publishedNs = times.publishedNs;
    e.brokerNs = times.brokerNs;
  }
  if (groups & kHasTexts) sizes = take<TextSizes>(at);
  return at;
}

}  // namespace

void readRecord(const char* record, wire::EventView& e) noexcept {
  const char* at = record;
  const auto head = take<RecordHead>(at);
  e = wire::EventView{};
  e.stage = static_cast<wire::Stage>(head.stage);
  e.kind = head.kind;
  e.flags = head.flags;
  e.attempt = head.attempt;
  e.schemaVersion = head.schemaVersion;
  e.topic = head.topic;
  e.type = head.type;
  e.seq = head.seq;
  e.timeNs = head.timeNs;
  e.eventId = toWire(head.eventId);
  e.traceId = toWire(head.traceId);
  e.spanId = head.spanId;
  TextSizes sizes{};
  at = readGroups(at, head.groups, e, sizes);
  PayloadSizes payload{};
  if (head.groups & kHasPayload) payload = take<PayloadSizes>(at);
  e.producer = text(at, sizes.producer);
  e.key = text(at, sizes.key);
  e.sagaKey = text(at, sizes.sagaKey);
  e.attributes = text(at, sizes.attributes);
  e.payload = text(at, payload.captured);
  e.payloadSize = payload.original;
}

}  // namespace rheo::probe
