// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "model/export/otlp_writer.h"
#include "model/export/writers.h"
#include "model/json/json_writer.h"

namespace rheo::exports {
namespace {

/// A document a line, as the OpenTelemetry Collector's file exporter writes it.
class OtlpJsonWriter final : public OtlpWriter {
 private:
  using Type = SpanView::Tag::Type;

  void request(std::string& out, const Spans& all) override {
    JsonWriter json(out);
    json.beginObject().key("resourceSpans").beginArray();
    for (const auto& [who, spans] : all) {
      json.beginObject().key("resource").beginObject().key("attributes").beginArray();
      attribute(json, {"service.name", who.first});
      if (!who.second.empty()) attribute(json, {"service.instance.id", who.second});
      json.endArray().endObject().key("scopeSpans").beginArray().beginObject();
      json.key("scope").beginObject().member("name", "rheoscope").endObject();
      json.key("spans").raw('[' + spans + ']');
      json.endObject().endArray().endObject();
    }
    json.endArray().endObject();
    out += '\n';
  }

  static void attribute(JsonWriter& json, const SpanView::Tag& tag) {
    constexpr std::array<std::string_view, 4> kKinds{"stringValue", "intValue", "doubleValue",
                                                     "boolValue"};
    json.beginObject().member("key", tag.key).key("value").beginObject();
    json.key(kKinds[static_cast<std::size_t>(tag.type)]);
    // A whole number of 64 bits is a text in protobuf's JSON.
    const bool quoted = tag.type == Type::Text || tag.type == Type::Integer;
    quoted ? json.text(tag.text) : json.raw(tag.text);
    json.endObject().endObject();
  }

  void append(std::string& out, const SpanView& span) override {
    if (!out.empty()) out += ',';
    JsonWriter json(out);
    json.beginObject().member("traceId", span.traceId.hex()).member("spanId", hex64(span.spanId));
    if (span.parentSpanId != 0) json.member("parentSpanId", hex64(span.parentSpanId));
    json.member("name", span.name).key("kind").integer(static_cast<int>(span.kind));
    json.member("startTimeUnixNano", std::to_string(span.startNs));
    json.member("endTimeUnixNano", std::to_string(span.endNs));
    json.key("attributes").beginArray();
    for (const SpanView::Tag& tag : span.tags) attribute(json, tag);
    json.endArray();
    if (!span.links.empty()) links(json, span);
    json.key("status").beginObject();
    if (span.isError) json.key("code").integer(2);
    json.endObject().endObject();
  }

  static void links(JsonWriter& json, const SpanView& span) {
    json.key("links").beginArray();
    for (const SpanView::Link& link : span.links) {
      json.beginObject().member("traceId", link.traceId.hex());
      json.member("spanId", hex64(link.spanId)).endObject();
    }
    json.endArray();
  }
};

}  // namespace

std::unique_ptr<Writer> makeOtlpJsonWriter() {
  return std::make_unique<OtlpJsonWriter>();
}

}  // namespace rheo::exports
