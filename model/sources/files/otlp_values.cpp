// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/otlp_values.h"

#include "model/json/json_writer.h"

namespace rheo::files {

void OtlpResource::take(const Attribute& attribute) {
  if (attribute.type != Attribute::Type::Text) return;
  if (attribute.key == "service.name") service = attribute.value;
  if (attribute.key == "service.instance.id") instance = attribute.value;
  if (attribute.key == "service.version") version = attribute.value;
  if (attribute.key == "host.name") host = attribute.value;
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

SpanKind otlpKind(std::int64_t kind) {
  return kind >= 1 && kind <= 5 ? static_cast<SpanKind>(kind) : SpanKind::Unsaid;
}

SpanKind otlpKind(JsonCursor& kind) {
  if (const auto number = kind.integer()) return otlpKind(*number);
  return otlpKind(kind.text());
}

SpanKind otlpKind(std::string_view name) {
  if (name == "SPAN_KIND_INTERNAL") return SpanKind::Internal;
  if (name == "SPAN_KIND_SERVER") return SpanKind::Server;
  if (name == "SPAN_KIND_CLIENT") return SpanKind::Client;
  if (name == "SPAN_KIND_PRODUCER") return SpanKind::Producer;
  if (name == "SPAN_KIND_CONSUMER") return SpanKind::Consumer;
  return SpanKind::Unsaid;
}

}  // namespace rheo::files
