// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "model/event/trace_event.h"
#include "probes/wire/wire.hpp"

namespace rheo::sources {

/// What a probe may say of a sighting; the other flags are the analysis's to set.
constexpr std::uint16_t kProbeFlags = kInjected | kReplayed | kPayloadTruncated | kRedacted;

inline Id128 idOf(const wire::WireId& from) {
  return {from.hi, from.lo};
}
inline wire::WireId wireIdOf(const Id128& from) {
  return {from.hi, from.lo};
}

/// Takes over what means the same in every session: all but names, session and stream. The texts go
/// on pointing into the frame.
inline void takePlain(const wire::EventView& from, TraceEvent& to) {
  to.stage = static_cast<Stage>(from.stage);
  to.kind = static_cast<Kind>(from.kind);
  to.flags = from.flags & kProbeFlags;
  to.attempt = from.attempt;
  to.schemaVersion = from.schemaVersion;
  to.timeNs = from.timeNs;
  to.publishedNs = from.publishedNs;
  to.brokerNs = from.brokerNs;
  to.durationNs = from.durationNs;
  to.eventId = idOf(from.eventId);
  to.traceId = idOf(from.traceId);
  to.causationId = idOf(from.causationId);
  to.spanId = from.spanId;
  to.parentSpanId = from.parentSpanId;
  to.position = from.position;
  to.payloadSize = from.payloadSize;
  to.key = from.key;
  to.sagaKey = from.sagaKey;
  to.payload = from.payload;
  to.attributes = from.attributes;
}

}  // namespace rheo::sources
