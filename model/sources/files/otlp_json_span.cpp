// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/otlp_json_span.h"

#include <algorithm>

namespace rheo::files {
namespace {

constexpr int kMostDepth = 16;
constexpr std::string_view kExceptionType = "exception.type";

void appendAny(JsonCursor& any, JsonWriter& json, int depth);

void appendPairs(JsonCursor& list, JsonWriter& json, int depth) {
  json.beginObject();
  list.elements([&](JsonCursor& pair) {
    bool hasKey = false;
    pair.members([&](std::string_view key, JsonCursor& value) {
      if (key == "key") {
        json.key(value.text());
        hasKey = true;
      } else if (key == "value" && hasKey) {
        appendAny(value, json, depth);
        hasKey = false;
      }
    });
    if (hasKey) json.raw("null");
  });
  json.endObject();
}

/// What one member of an AnyValue says: exactly one value is written.
void appendKind(std::string_view kind, JsonCursor& value, JsonWriter& json, int depth) {
  const bool deeper = depth < kMostDepth;
  if (kind == "intValue") {
    const auto number = value.integer();
    number ? json.integer(*number) : json.raw("null");
  } else if (kind == "doubleValue") {
    const auto number = value.real();
    number ? json.real(*number) : json.text(value.text());
  } else if (kind == "boolValue") {
    json.boolean(value.isTrue());
  } else if (kind == "arrayValue" && deeper) {
    json.beginArray();
    value.members([&](std::string_view key, JsonCursor& list) {
      if (key != "values") return;
      list.elements([&](JsonCursor& element) { appendAny(element, json, depth + 1); });
    });
    json.endArray();
  } else if (kind == "kvlistValue" && deeper) {
    bool written = false;
    value.members([&](std::string_view key, JsonCursor& list) {
      if (key != "values" || written) return;
      written = true;
      appendPairs(list, json, depth + 1);
    });
    if (!written) json.beginObject().endObject();
  } else if (value.type() == JsonType::Text) {
    json.text(value.text());
  } else {
    json.raw("null");
  }
}

void appendAny(JsonCursor& any, JsonWriter& json, int depth) {
  bool written = false;
  any.members([&](std::string_view kind, JsonCursor& value) {
    if (!written) appendKind(kind, value, json, depth);
    written = true;
  });
  if (!written) json.raw("null");
}

}  // namespace

void OtlpJsonSpan::value(JsonCursor& any, Attribute& to) {
  bool written = false;
  any.members([&](std::string_view kind, JsonCursor& value) {
    if (written) return;
    written = true;
    if (kind == "stringValue") {
      to.type = Attribute::Type::Text;
      to.value = value.text();
      return;
    }
    m_scratch.clear();
    JsonWriter json(m_scratch);
    appendKind(kind, value, json, 0);
    to.value = m_pool.keep(m_scratch);
  });
}

void OtlpJsonSpan::attribute(JsonCursor& pair, std::vector<Attribute>& to) {
  Attribute made{{}, "null", Attribute::Type::Json};
  bool hasKey = false;
  pair.members([&](std::string_view key, JsonCursor& member) {
    if (key == "key") {
      hasKey = member.type() == JsonType::Text;
      made.key = member.text();
    } else if (key == "value") {
      value(member, made);
    }
  });
  if (hasKey) to.push_back(made);
}

void OtlpJsonSpan::attributes(JsonCursor& list, std::vector<Attribute>& to) {
  list.elements([&](JsonCursor& pair) { attribute(pair, to); });
}

void OtlpJsonSpan::links(JsonCursor& list) {
  list.elements([this](JsonCursor& link) {
    std::optional<Id128> trace;
    std::optional<std::uint64_t> span;
    link.members([&](std::string_view key, JsonCursor& member) {
      if (key == "traceId") trace = lenientId(member.text());
      if (key == "spanId") span = lenientSpanId(member.text());
    });
    if (trace && span && !trace->isNull()) m_span.links.push_back({*trace, *span});
  });
}

void OtlpJsonSpan::event(JsonCursor& each, JsonWriter& json) {
  std::string_view name;
  std::int64_t timeNs = 0;
  m_others.clear();
  each.members([&](std::string_view key, JsonCursor& member) {
    if (key == "name") name = member.text();
    if (key == "timeUnixNano") timeNs = member.integer().value_or(0);
    if (key == "attributes") attributes(member, m_others);
  });
  m_scratch.clear();
  appendAttributes(m_scratch, m_others);
  json.beginObject().member("name", name).key("timeUnixNano").integer(timeNs);
  json.key("attributes").raw(m_scratch).endObject();
  for (const Attribute& other : m_others) {
    if (other.key == kExceptionType) m_exception = other.value;
  }
}

void OtlpJsonSpan::events(JsonCursor& list) {
  JsonWriter json(m_events);
  bool any = false;
  json.beginArray();
  list.elements([&](JsonCursor& each) {
    any = true;
    event(each, json);
  });
  json.endArray();
  if (any) m_span.eventsJson = m_events;
}

void OtlpJsonSpan::status(JsonCursor& said) {
  said.members([this](std::string_view key, JsonCursor& member) {
    if (key == "message") m_span.statusMessage = member.text();
    if (key != "code") return;
    m_span.isError = member.type() == JsonType::Text && member.text() == "STATUS_CODE_ERROR";
    m_span.isError = m_span.isError || member.integer().value_or(0) == 2;
  });
}

void OtlpJsonSpan::spanMember(std::string_view key, JsonCursor& member) {
  if (key == "traceId")
    m_span.traceId = lenientId(member.text()).value_or(Id128{});
  else if (key == "spanId")
    m_span.spanId = lenientSpanId(member.text()).value_or(0);
  else if (key == "parentSpanId")
    m_span.parentSpanId = lenientSpanId(member.text()).value_or(0);
  else if (key == "name")
    m_span.name = member.text();
  else if (key == "kind")
    m_span.kind = otlpKind(member);
  else if (key == "startTimeUnixNano")
    m_span.startNs = member.integer().value_or(0);
  else if (key == "endTimeUnixNano")
    m_span.endNs = member.integer().value_or(0);
  else if (key == "attributes")
    attributes(member, m_span.attributes);
  else if (key == "events")
    events(member);
  else if (key == "links")
    links(member);
  else if (key == "status")
    status(member);
}

void OtlpJsonSpan::resourceMember(std::string_view key, JsonCursor& member) {
  if (key == "attributes") attributes(member, m_others);
}

void OtlpJsonSpan::scopeMember(std::string_view key, JsonCursor& member) {
  if (key == "name") m_name = member.text();
}

bool OtlpJsonSpan::read(std::string_view padded,
                        void (OtlpJsonSpan::*member)(std::string_view, JsonCursor&)) {
  m_pool.clear();
  m_others.clear();
  const bool good = m_stream.readPadded(padded, [&](JsonCursor& root) {
    root.members([&](std::string_view key, JsonCursor& each) { (this->*member)(key, each); });
  });
  if (!good) m_what = "no JSON: " + m_stream.what();
  return good;
}

bool OtlpJsonSpan::resource(std::string_view padded, OtlpResource& to) {
  if (!read(padded, &OtlpJsonSpan::resourceMember)) return false;
  for (const Attribute& attribute : m_others) to.take(attribute);
  return true;
}

bool OtlpJsonSpan::scope(std::string_view padded, std::string& name) {
  m_name = {};
  if (!read(padded, &OtlpJsonSpan::scopeMember)) return false;
  name = m_name;
  return true;
}

Span* OtlpJsonSpan::span(std::string_view padded) {
  m_span.clear();
  m_events.clear();
  m_exception = {};
  if (!read(padded, &OtlpJsonSpan::spanMember)) return nullptr;
  if (m_span.traceId.isNull() || m_span.spanId == 0) {
    m_what = "a span without a traceId of 32 and a spanId of 16 hex digits";
    return nullptr;
  }
  const auto says = [](const Attribute& each) { return each.key == kExceptionType; };
  auto& tags = m_span.attributes;
  if (!m_exception.empty() && std::none_of(tags.begin(), tags.end(), says))
    tags.push_back({kExceptionType, m_exception, Attribute::Type::Text});
  return &m_span;
}

}  // namespace rheo::files
