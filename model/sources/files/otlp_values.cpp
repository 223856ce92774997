// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/otlp_values.h"

#include <algorithm>

namespace rheo::files {
namespace {

constexpr int kMostDepth = 16;

void appendAny(JsonWriter& json, JsonValue any, int depth);

void appendKeyValues(JsonWriter& json, JsonValue list, int depth) {
  json.beginObject();
  list.elements([&](JsonValue pair) {
    json.key(pair["key"].text());
    appendAny(json, pair["value"], depth);
  });
  json.endObject();
}

void appendAny(JsonWriter& json, JsonValue any, int depth) {
  bool written = false;
  any.members([&](std::string_view kind, JsonValue value) {
    if (written) return;
    written = true;
    if (kind == "intValue") {
      const auto number = value.integer();
      number ? json.integer(*number) : json.raw("null");
    } else if (kind == "arrayValue" && depth < kMostDepth) {
      json.beginArray();
      value["values"].elements([&](JsonValue element) { appendAny(json, element, depth + 1); });
      json.endArray();
    } else if (kind == "kvlistValue" && depth < kMostDepth) {
      appendKeyValues(json, value["values"], depth + 1);
    } else if (kind == "doubleValue" && value.real()) {
      json.real(*value.real());
    } else {
      json.raw(value.json());
    }
  });
  if (!written) json.raw("null");
}

}  // namespace

void OtlpResource::take(const Attribute& attribute) {
  if (attribute.type != Attribute::Type::Text) return;
  if (attribute.key == "service.name") service = attribute.value;
  if (attribute.key == "service.instance.id") instance = attribute.value;
  if (attribute.key == "service.version") version = attribute.value;
  if (attribute.key == "host.name") host = attribute.value;
}

Attribute otlpAttribute(std::string_view key, JsonValue anyValue, TextPool& pool) {
  const JsonValue text = anyValue["stringValue"];
  if (text.isText()) return {key, text.text(), Attribute::Type::Text};
  std::string out;
  JsonWriter json(out);
  appendAny(json, anyValue, 0);
  return {key, pool.keep(std::move(out)), Attribute::Type::Json};
}

void otlpAttributes(JsonValue list, std::vector<Attribute>& to, TextPool& pool) {
  list.elements([&](JsonValue pair) {
    const JsonValue key = pair["key"];
    if (key.isText()) to.push_back(otlpAttribute(key.text(), pair["value"], pool));
  });
}

void appendAttributes(std::string& out, const std::vector<Attribute>& attributes) {
  JsonWriter json(out);
  json.beginObject();
  for (const Attribute& attribute : attributes) {
    json.key(attribute.key);
    attribute.type == Attribute::Type::Text ? json.text(attribute.value)
                                            : json.raw(attribute.value);
  }
  json.endObject();
}

std::string_view otlpEvents(JsonValue list, std::vector<Attribute>& to, TextPool& pool) {
  std::string out;
  JsonWriter json(out);
  json.beginArray();
  bool any = false;
  list.elements([&](JsonValue event) {
    any = true;
    std::vector<Attribute> attributes;
    otlpAttributes(event["attributes"], attributes, pool);
    std::string text;
    appendAttributes(text, attributes);
    json.beginObject().member("name", event["name"].text());
    json.key("timeUnixNano").integer(event["timeUnixNano"].integer().value_or(0));
    json.key("attributes").raw(text).endObject();
    for (const Attribute& each : attributes) {
      const bool said = std::any_of(to.begin(), to.end(),
                                    [&](const Attribute& other) { return other.key == each.key; });
      if (each.key == "exception.type" && !said) to.push_back(each);
    }
  });
  json.endArray();
  return any ? pool.keep(std::move(out)) : std::string_view();
}

SpanKind otlpKind(std::int64_t kind) {
  return kind >= 1 && kind <= 5 ? static_cast<SpanKind>(kind) : SpanKind::Unsaid;
}

SpanKind otlpKind(JsonValue kind) {
  if (const auto number = kind.integer()) return otlpKind(*number);
  const std::string_view name = kind.text();
  if (name == "SPAN_KIND_INTERNAL") return SpanKind::Internal;
  if (name == "SPAN_KIND_SERVER") return SpanKind::Server;
  if (name == "SPAN_KIND_CLIENT") return SpanKind::Client;
  if (name == "SPAN_KIND_PRODUCER") return SpanKind::Producer;
  if (name == "SPAN_KIND_CONSUMER") return SpanKind::Consumer;
  return SpanKind::Unsaid;
}

}  // namespace rheo::files
