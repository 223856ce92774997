// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "model/export/span_view.h"
#include "model/export/writers.h"
#include "model/json/json_writer.h"

namespace rheo::exports {
namespace {

/// OTLP in JSON, a document a line, as the OpenTelemetry Collector's file exporter writes it; a
/// line holds about a thousand spans, by service.
class OtlpJsonWriter final : public Writer {
 public:
  bool sighting(std::string&, const store::EventRow& row) override {
    std::string& spans = m_spans[{row.service, row.instance}];
    if (!spans.empty()) spans += ',';
    append(spans, spanOf(row));
    return true;
  }

  void pause(std::string& out) override {
    if (m_spans.empty()) return;
    JsonWriter json(out);
    json.beginObject().key("resourceSpans").beginArray();
    for (const auto& [who, spans] : m_spans) {
      json.beginObject().key("resource").beginObject().key("attributes").beginArray();
      attribute(json, "service.name", who.first, false);
      if (!who.second.empty()) attribute(json, "service.instance.id", who.second, false);
      json.endArray().endObject().key("scopeSpans").beginArray().beginObject();
      json.key("scope").beginObject().member("name", "rheoscope").endObject();
      json.key("spans").raw('[' + spans + ']');
      json.endObject().endArray().endObject();
    }
    json.endArray().endObject();
    out += '\n';
    m_spans.clear();
  }
  void end(std::string& out) override { pause(out); }

 private:
  static void attribute(JsonWriter& json, std::string_view key, std::string_view text,
                        bool isNumber) {
    json.beginObject().member("key", key).key("value").beginObject();
    json.member(isNumber ? "intValue" : "stringValue", text).endObject().endObject();
  }

  static void append(std::string& out, const SpanView& span) {
    JsonWriter json(out);
    json.beginObject().member("traceId", span.traceId.hex()).member("spanId", hex64(span.spanId));
    if (span.parentSpanId != 0) json.member("parentSpanId", hex64(span.parentSpanId));
    json.member("name", span.name).key("kind").integer(static_cast<int>(span.kind));
    json.member("startTimeUnixNano", std::to_string(span.startNs));
    json.member("endTimeUnixNano", std::to_string(span.endNs));
    json.key("attributes").beginArray();
    for (const SpanView::Tag& tag : span.tags) attribute(json, tag.key, tag.text, tag.isNumber);
    json.endArray().key("status").beginObject();
    if (span.isError) json.key("code").integer(2);
    json.endObject().endObject();
  }

  std::map<std::pair<std::string, std::string>, std::string> m_spans;
};

}  // namespace

std::unique_ptr<Writer> makeOtlpJsonWriter() {
  return std::make_unique<OtlpJsonWriter>();
}

}  // namespace rheo::exports
