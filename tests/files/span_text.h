// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "model/json/json_writer.h"

namespace rheo::test {

/// A span as OTLP writes it, for tests that say only what matters to them.
struct SpanText {
  std::string service = "s";
  unsigned id = 1;
  unsigned parent = 0;
  int kind = 1;  ///< 1 internal, 2 server, 3 client, 4 producer, 5 consumer
  std::int64_t start = 1'000'000;
  std::int64_t end = 2'000'000;
  std::vector<std::pair<std::string, std::string>> tags;
  std::vector<unsigned> links;
  unsigned trace = 1;
  std::string name = "x";
};

inline std::string hexOf(unsigned id, int digits) {
  char text[40];
  std::snprintf(text, sizeof text, "%0*x", digits, id);
  return text;
}

inline void append(JsonWriter& json, const SpanText& span) {
  const std::string trace = hexOf(span.trace, 32);
  json.beginObject().member("traceId", trace).member("spanId", hexOf(span.id, 16));
  if (span.parent != 0) json.member("parentSpanId", hexOf(span.parent, 16));
  json.member("name", span.name).key("kind").integer(span.kind);
  json.member("startTimeUnixNano", std::to_string(span.start));
  json.member("endTimeUnixNano", std::to_string(span.end));
  json.key("attributes").beginArray();
  for (const auto& [key, value] : span.tags) {
    json.beginObject().member("key", key).key("value").beginObject();
    json.member("stringValue", value).endObject().endObject();
  }
  json.endArray().key("links").beginArray();
  for (const unsigned link : span.links) {
    json.beginObject().member("traceId", trace).member("spanId", hexOf(link, 16)).endObject();
  }
  json.endArray().endObject();
}

/// Each span in a resource of its own.
inline std::string otlpText(const std::vector<SpanText>& spans) {
  std::string text;
  JsonWriter json(text);
  json.beginObject().key("resourceSpans").beginArray();
  for (const SpanText& span : spans) {
    json.beginObject().key("resource").beginObject().key("attributes").beginArray();
    json.beginObject().member("key", "service.name").key("value").beginObject();
    json.member("stringValue", span.service).endObject().endObject();
    json.endArray().endObject().key("scopeSpans").beginArray().beginObject();
    json.key("spans").beginArray();
    append(json, span);
    json.endArray().endObject().endArray().endObject();
  }
  json.endArray().endObject();
  return text;
}

}  // namespace rheo::test
