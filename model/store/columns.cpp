// SPDX-License-Identifier: Apache-2.0
#include "model/store/columns.h"

#include <algorithm>

#include "model/base/fetch_soon.h"

namespace rheo::store {
namespace {

// Keeps every text column addressable with 32 bits and every block below kMaxBlockBytes.
constexpr std::size_t kMaxTextBytes = std::size_t{1} << 20;
constexpr std::size_t kMaxPayloadBytes = std::size_t{64} << 20;
constexpr std::size_t kAhead = 4;  ///< rows whose texts are fetched

/// Nobody has looked at them since they were read. The processor sees by itself that it goes on.
void prefetchTexts(const TraceEvent& event) {
  constexpr std::size_t kMost = 192;
  for (const std::string_view text : {event.key, event.attributes, event.payload}) {
    fetchSoon(text.data(), std::min(text.size(), kMost));
  }
}

}  // namespace

std::size_t Columns::memoryBytes() const {
  const std::size_t ids = event.size() * (3 * sizeof(Id128) + 32);
  const std::size_t ends = (key.ends.size() * 3 + payload.ends.size()) * 4;
  return sizeof(*this) + size() * 76 + ids + ends + textBytes();
}

void Columns::append(const TraceEvent& e, std::uint32_t cellId) {
  const TraceEvent* const one = &e;
  append({&one, 1}, {&cellId, 1});
}

void Columns::append(std::span<const TraceEvent* const> events,
                     std::span<const std::uint32_t> cellIds) {
  const std::size_t first = size();
  grow(first + events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (i + kAhead < events.size()) prefetchTexts(*events[i + kAhead]);
    put(first + i, *events[i], cellIds[i]);
  }
  groups = kAllGroups;
}

void Columns::grow(std::size_t rows) {
  const auto to = [rows](auto&... column) { (column.resize(rows), ...); };
  to(cell, time, published, broker, duration, kind, flags, attempt, version, instance, error, saga,
     step, undoes, payloadSize, event, trace, cause, span, parent, position, session, stream,
     key.ends, sagaKey.ends, attributes.ends, payload.ends);
}

void Columns::put(std::size_t i, const TraceEvent& e, std::uint32_t cellId) {
  const bool cut = e.payload.size() > kMaxPayloadBytes;
  cell[i] = cellId;
  time[i] = e.timeNs;
  published[i] = e.publishedNs;
  broker[i] = e.brokerNs;
  duration[i] = e.durationNs;
  kind[i] = static_cast<std::uint8_t>(e.kind);
  flags[i] = static_cast<std::uint16_t>(e.flags | (cut ? kPayloadTruncated : 0));
  attempt[i] = e.attempt;
  version[i] = e.schemaVersion;
  instance[i] = e.instance;
  error[i] = e.errorType;
  saga[i] = e.sagaType;
  step[i] = e.step;
  undoes[i] = e.undoes;
  payloadSize[i] = e.payloadSize;
  event[i] = e.eventId;
  trace[i] = e.traceId;
  cause[i] = e.causationId;
  span[i] = e.spanId;
  parent[i] = e.parentSpanId;
  position[i] = e.position;
  session[i] = e.session;
  stream[i] = e.stream;
  key.put(i, e.key.substr(0, kMaxTextBytes));
  sagaKey.put(i, e.sagaKey.substr(0, kMaxTextBytes));
  attributes.put(i, e.attributes.substr(0, kMaxTextBytes));
  payload.put(i, e.payload.substr(0, kMaxPayloadBytes));
}

void Columns::clear() {
  const auto wipe = [](auto&... column) { (column.clear(), ...); };
  wipe(cell, time, published, broker, duration, kind, flags, attempt, version, instance, error,
       saga, step, undoes, payloadSize, event, trace, cause, span, parent, position, session,
       stream, key, sagaKey, attributes, payload);
}

TraceEvent Columns::at(std::size_t i, const CellTable& cells) const {
  TraceEvent e;
  setCell(e, cells.at(cell[i]));
  readColumns(i, e);
  return e;
}

void Columns::read(std::size_t i, std::size_t before, const CellTable& cells,
                   TraceEvent& out) const {
  if (before == size() || cell[i] != cell[before]) setCell(out, cells.at(cell[i]));
  readColumns(i, out);
}

void Columns::readColumns(std::size_t i, TraceEvent& e) const {
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
}

}  // namespace rheo::store
