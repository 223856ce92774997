// SPDX-License-Identifier: Apache-2.0
#include "model/store/columns.h"

#include <algorithm>

namespace rheo::store {
namespace {

// Keeps every text column addressable with 32 bits and every block below kMaxBlockBytes.
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxPayloadBytes = std::size_t{64} << 20;

}  // namespace

std::size_t Columns::memoryBytes() const {
  const std::size_t ids = event.size() * (3 * sizeof(Id128) + 32);
  const std::size_t ends = (key.ends.size() * 3 + payload.ends.size()) * 4;
  return sizeof(*this) + size() * 76 + ids + ends + textBytes();
}

void Columns::append(const TraceEvent& e, std::uint32_t cellId) {
  cell.push_back(cellId);
  time.push_back(e.timeNs);
  published.push_back(e.publishedNs);
  broker.push_back(e.brokerNs);
  duration.push_back(e.durationNs);
  kind.push_back(static_cast<std::uint8_t>(e.kind));
  const bool cut = e.payload.size() > kMaxPayloadBytes;
  flags.push_back(static_cast<std::uint16_t>(e.flags | (cut ? kPayloadTruncated : 0)));
  attempt.push_back(e.attempt);
  version.push_back(e.schemaVersion);
  instance.push_back(e.instance);
  error.push_back(e.errorType);
  saga.push_back(e.sagaType);
  step.push_back(e.step);
  undoes.push_back(e.undoes);
  payloadSize.push_back(e.payloadSize);
  event.push_back(e.eventId);
  trace.push_back(e.traceId);
  cause.push_back(e.causationId);
  span.push_back(e.spanId);
  parent.push_back(e.parentSpanId);
  position.push_back(e.position);
  session.push_back(e.session);
  stream.push_back(e.stream);
  key.append(e.key.substr(0, kMaxTextBytes));
  sagaKey.append(e.sagaKey.substr(0, kMaxTextBytes));
  attributes.append(e.attributes.substr(0, kMaxTextBytes));
  payload.append(e.payload.substr(0, kMaxPayloadBytes));
  groups = kAllGroups;
}

void Columns::clear() {
  const auto wipe = [](auto&... column) { (column.clear(), ...); };
  wipe(cell, time, published, broker, duration, kind, flags, attempt, version, instance, error,
       saga, step, undoes, payloadSize, event, trace, cause, span, parent, position, session,
       stream, key, sagaKey, attributes, payload);
}

TraceEvent Columns::at(std::size_t i, const CellTable& cells) const {
  TraceEvent e = eventOf(cells.at(cell[i]));
  e.timeNs = time[i];
  e.publishedNs = published[i];
  e.brokerNs = broker[i];
  e.durationNs = duration[i];
  e.kind = static_cast<Kind>(kind[i]);
  e.flags = flags[i];
  e.attempt = attempt[i];
  e.schemaVersion = version[i];
  e.instance = instance[i];
  e.errorType = error[i];
  e.sagaType = saga[i];
  e.step = step[i];
  e.undoes = undoes[i];
  e.payloadSize = payloadSize[i];
  if ((groups & kIds) != 0) {
    e.eventId = event[i];
    e.traceId = trace[i];
    e.causationId = cause[i];
    e.spanId = span[i];
    e.parentSpanId = parent[i];
    e.position = position[i];
    e.session = session[i];
    e.stream = stream[i];
  }
  if ((groups & kText) != 0) {
    e.key = key.at(i);
    e.sagaKey = sagaKey.at(i);
    e.attributes = attributes.at(i);
  }
  if ((groups & kPayload) != 0) e.payload = payload.at(i);
  return e;
}

}  // namespace rheo::store
