// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "probes/wire/wire.hpp"

/// One filled-in message of every kind; the golden vectors are made of these.
namespace rheo::wire::samples {

inline constexpr WireId kSession{0x0011223344556677, 0x8899aabbccddeeff};

inline EventView smallEvent() {
  EventView e;
  e.topic = 1;
  e.type = 2;
  e.seq = 7;
  e.timeNs = 1'700'000'000'000'000'000;
  return e;
}

inline EventView fullEvent() {
  EventView e;
  e.stage = Stage::DeadLettered;
  e.kind = 1;
  e.flags = kInjected | kPayloadTruncated;
  e.attempt = 3;
  e.schemaVersion = 2;
  e.topic = 1;
  e.type = 2;
  e.subscription = 3;
  e.errorType = 300;
  e.deadLetterTopic = 5;
  e.sagaType = 6;
  e.step = 7;
  e.undoes = 8;
  e.seq = 12;  // four emits were dropped before it
  e.timeNs = 1'700'000'000'000'000'500;
  e.durationNs = 250'000;
  e.publishedNs = 1'699'999'999'999'000'000;
  e.brokerNs = 1'699'999'999'999'500'000;
  e.eventId = {1, 2};
  e.traceId = {3, 4};
  e.causationId = {5, 6};
  e.spanId = 7;
  e.parentSpanId = 8;
  e.payloadSize = 1000;
  e.producer = "orders";
  e.key = "c-42";
  e.sagaKey = "o-1";
  e.payload = "{\"total\":";
  e.attributes = "{\"region\":\"eu\"}";
  return e;
}

inline std::string batch() {
  BatchWriter writer;
  writer.begin(kSession, 4, 6);
  writer.define(1, "orders.placed");
  writer.define(300, "card_declined");
  EventView small = smallEvent();
  writer.add(small);
  writer.add(fullEvent());
  return writer.finish();
}

inline Hello hello() {
  Hello m;
  m.session = kSession;
  m.service = "payments";
  m.instance = "host:42";
  m.version = "1.2.3";
  m.host = "host";
  m.pid = 42;
  m.startedNs = 1'700'000'000'000'000'000;
  m.injectables = {{"orders.placed", "OrderPlaced", "{\"id\":1}"}};
  m.streams = {{1, 10, 12}};
  return m;
}

inline Heartbeat heartbeat() {
  return {kSession, 1'700'000'000'000'000'000, -250, 40, {{1, 10, 12}, {2, 0, 3}}, 0, {}};
}

inline Limits limits() {
  return {true, 1024, 0.25, {{"orders.placed", 0.5}, {"audit", 0}}};
}

inline Heartbeat limitedHeartbeat() {
  Heartbeat m = heartbeat();
  m.leftOut = 70'000;
  m.limits = limits();
  return m;
}

/// Beginnings of samples that are whole frames, as older probes and collectors wrote them.
inline std::vector<std::string> older() {
  Heartbeat noTopics = limitedHeartbeat();
  noTopics.limits.topics.clear();
  return {encode(heartbeat()), encode(noTopics), encode(Control{kSession, noTopics.limits})};
}

inline std::vector<std::pair<const char*, std::string>> all() {
  Inject inject{kSession, 9, "orders.placed", "OrderPlaced", "k", "{}", "{\"a\":1}", true, {7, 8}};
  InjectResult result{kSession, 9, InjectOutcome::Refused, {1, 2}, {3, 4}, "busy"};
  Control control{kSession, {true, 1024, 0.25, {}}};
  return {{"hello", encode(hello())},
          {"batch", batch()},
          {"heartbeat", encode(heartbeat())},
          {"heartbeat_limited", encode(limitedHeartbeat())},
          {"bye", encode(heartbeat(), FrameKind::Bye)},
          {"ack", encode(Ack{kSession, {{1, 10, 12}}})},
          {"resync", encode(Resync{kSession, {{1, 10, 12}}})},
          {"time", encode(Time{kSession, 1, 2, 3})},
          {"control", encode(control)},
          {"control_topics", encode(Control{kSession, limits()})},
          {"inject", encode(inject)},
          {"inject_result", encode(result)}};
}

/// Decodes a frame as what its head says; true if it is well formed to the last event.
inline bool decodeAny(std::string_view frame, const char*& reason) {
  FrameKind kind{};
  if (!peek(frame, kind, reason)) return false;
  const auto as = [&](auto message) { return decode(frame, message, reason); };
  switch (kind) {
    case FrameKind::Hello:
      return as(Hello{});
    case FrameKind::Heartbeat:
    case FrameKind::Bye:
      return as(Heartbeat{});
    case FrameKind::Ack:
      return as(Ack{});
    case FrameKind::Resync:
      return as(Resync{});
    case FrameKind::Time:
      return as(Time{});
    case FrameKind::Control:
      return as(Control{});
    case FrameKind::Inject:
      return as(Inject{});
    case FrameKind::InjectResult:
      return as(InjectResult{});
    case FrameKind::Batch:
      break;
  }
  BatchReader reader;
  if (!reader.open(frame, reason)) return false;
  EventView event;
  while (reader.next(event)) {
  }
  reason = reader.reason();
  return !reader.failed();
}

}  // namespace rheo::wire::samples
