// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/otlp_span.h"

#include <algorithm>
#include <bit>

#include "model/json/base64.h"
#include "model/sources/files/byte_order.h"

namespace rheo::files {
namespace {

Id128 traceOf(std::string_view bytes) {
  if (bytes.size() != 16) return {};
  return {bigEndian<std::uint64_t>(bytes.data()), bigEndian<std::uint64_t>(bytes.data() + 8)};
}

std::uint64_t spanOf(std::string_view bytes) {
  return bytes.size() == 8 ? bigEndian<std::uint64_t>(bytes.data()) : 0;
}

}  // namespace

bool OtlpSpanReader::list(std::string_view bytes, JsonWriter& json, int depth) {
  ProtoCursor cursor(bytes);
  json.beginArray();
  while (cursor.next()) {
    if (cursor.field() == 1) (void)any(cursor.bytes(), json, depth + 1);
  }
  json.endArray();
  return !cursor.broken();
}

bool OtlpSpanReader::pairs(std::string_view bytes, JsonWriter& json, int depth) {
  ProtoCursor cursor(bytes);
  json.beginObject();
  while (cursor.next()) {
    std::string_view key, value;
    ProtoCursor pair(cursor.bytes());
    while (pair.next()) (pair.field() == 1 ? key : value) = pair.bytes();
    json.key(key);
    (void)any(value, json, depth + 1);
  }
  json.endObject();
  return !cursor.broken();
}

/// Writes exactly one value, whatever the bytes are.
bool OtlpSpanReader::any(std::string_view bytes, JsonWriter& json, int depth) {
  ProtoCursor cursor(bytes);
  if (!cursor.next() || depth > kMostDepth) {
    json.raw("null");
    return !cursor.broken();
  }
  switch (cursor.field()) {
    case 1:
      json.text(cursor.bytes());
      return true;
    case 2:
      json.boolean(cursor.number() != 0);
      return true;
    case 3:
      json.integer(static_cast<std::int64_t>(cursor.number()));
      return true;
    case 4:
      json.real(std::bit_cast<double>(cursor.number()));
      return true;
    case 5:
      return list(cursor.bytes(), json, depth);
    case 6:
      return pairs(cursor.bytes(), json, depth);
    case 7:
      json.text(toBase64(cursor.bytes()));
      return true;
    default:
      json.raw("null");
      return true;
  }
}

bool OtlpSpanReader::keyValue(std::string_view bytes, std::vector<Attribute>& to) {
  ProtoCursor pair(bytes);
  std::string_view key, value;
  while (pair.next()) (pair.field() == 1 ? key : value) = pair.bytes();
  if (pair.broken()) return false;
  ProtoCursor text(value);
  if (text.next() && text.field() == 1) {
    to.push_back({key, text.bytes(), Attribute::Type::Text});
    return true;
  }
  m_scratch.clear();
  JsonWriter json(m_scratch);
  const bool good = any(value, json, 0);
  to.push_back({key, m_pool.keep(m_scratch), Attribute::Type::Json});
  return good;
}

bool OtlpSpanReader::tag(std::string_view bytes) {
  if (const Attribute* known = m_memo.find(bytes)) {
    m_span.attributes.push_back(*known);
    return true;
  }
  if (!keyValue(bytes, m_span.attributes)) return false;
  m_memo.keep(bytes, m_span.attributes.back());
  return true;
}

bool OtlpSpanReader::resource(std::string_view bytes, OtlpResource& to) {
  ProtoCursor cursor(bytes);
  std::vector<Attribute> attributes;
  m_pool.clear();
  while (cursor.next()) {
    if (cursor.field() == 1) (void)keyValue(cursor.bytes(), attributes);
  }
  for (const Attribute& attribute : attributes) to.take(attribute);
  return !cursor.broken();
}

std::string_view OtlpSpanReader::scopeName(std::string_view bytes) {
  ProtoCursor cursor(bytes);
  while (cursor.next()) {
    if (cursor.field() == 1) return cursor.bytes();
  }
  return {};
}

void OtlpSpanReader::link(std::string_view bytes) {
  ProtoCursor cursor(bytes);
  SpanLink link;
  while (cursor.next()) {
    if (cursor.field() == 1) link.traceId = traceOf(cursor.bytes());
    if (cursor.field() == 2) link.spanId = spanOf(cursor.bytes());
  }
  if (!link.traceId.isNull() && link.spanId != 0) m_span.links.push_back(link);
}

void OtlpSpanReader::status(std::string_view bytes) {
  ProtoCursor cursor(bytes);
  while (cursor.next()) {
    if (cursor.field() == 2) m_span.statusMessage = cursor.bytes();
    if (cursor.field() == 3) m_span.isError = cursor.number() == 2;
  }
}

void OtlpSpanReader::event(std::string_view bytes, JsonWriter& json) {
  ProtoCursor cursor(bytes);
  m_tags.clear();
  std::string_view name;
  std::int64_t timeNs = 0;
  while (cursor.next()) {
    if (cursor.field() == 1) timeNs = static_cast<std::int64_t>(cursor.number());
    if (cursor.field() == 2) name = cursor.bytes();
    if (cursor.field() == 3) (void)keyValue(cursor.bytes(), m_tags);
  }
  m_scratch.clear();
  appendAttributes(m_scratch, m_tags);
  json.beginObject().member("name", name).key("timeUnixNano").integer(timeNs);
  json.key("attributes").raw(m_scratch).endObject();
  for (const Attribute& each : m_tags) {
    if (each.key == "exception.type") m_span.attributes.push_back(each);
  }
}

bool OtlpSpanReader::field(const ProtoCursor& cursor, JsonWriter& events) {
  switch (cursor.field()) {
    case 1:
      m_span.traceId = traceOf(cursor.bytes());
      break;
    case 2:
      m_span.spanId = spanOf(cursor.bytes());
      break;
    case 4:
      m_span.parentSpanId = spanOf(cursor.bytes());
      break;
    case 5:
      m_span.name = cursor.bytes();
      break;
    case 6:
      m_span.kind = otlpKind(static_cast<std::int64_t>(cursor.number()));
      break;
    case 7:
      m_span.startNs = static_cast<std::int64_t>(cursor.number());
      break;
    case 8:
      m_span.endNs = static_cast<std::int64_t>(cursor.number());
      break;
    case 9:
      return tag(cursor.bytes());
    case 11:
      event(cursor.bytes(), events);
      break;
    case 13:
      link(cursor.bytes());
      break;
    case 15:
      status(cursor.bytes());
      break;
    default:
      break;
  }
  return true;
}

Span* OtlpSpanReader::span(std::string_view bytes) {
  m_span.clear();
  m_memo.nextSpan();
  m_pool.clear();
  m_events.clear();
  JsonWriter events(m_events);
  events.beginArray();
  const std::size_t none = m_events.size();
  ProtoCursor cursor(bytes);
  bool good = true;
  while (cursor.next()) good = field(cursor, events) && good;
  events.endArray();
  if (cursor.broken() || !good) {
    m_what = "no span: broken protobuf";
    return nullptr;
  }
  if (m_span.traceId.isNull() || m_span.spanId == 0) {
    m_what = "a span without a trace_id of 16 and a span_id of 8 bytes";
    return nullptr;
  }
  if (m_events.size() > none + 1) m_span.eventsJson = m_events;
  return &m_span;
}

}  // namespace rheo::files
