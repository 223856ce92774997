// SPDX-License-Identifier: Apache-2.0
// Jaeger and Zipkin: the same spans in two dialects.
#include <algorithm>
#include <array>
#include <map>

#include "model/export/span_view.h"
#include "model/export/writers.h"
#include "model/json/json_writer.h"

namespace rheo::exports {
namespace {

class JaegerWriter final : public Writer {
 public:
  [[nodiscard]] bool byTrace() const override { return true; }
  void begin(std::string& out) override { out += "{\"data\":["; }

  bool sighting(std::string& out, const store::EventRow& row) override {
    const SpanView span = m_spans.of(row);
    if (!m_open || span.traceId != m_trace) {
      closeTrace(out);
      out += m_any ? ",\n" : "\n";
      out += "{\"traceID\":\"" + span.traceId.hex() + "\",\"spans\":[";
      m_trace = span.traceId;
      m_open = m_any = true;
    } else {
      out += ",\n";
    }
    append(out, span);
    return true;
  }

  void end(std::string& out) override {
    closeTrace(out);
    out += "\n]}\n";
  }

 private:
  void closeTrace(std::string& out) {
    if (!m_open) return;
    out += "],\"processes\":";
    JsonWriter json(out);
    json.beginObject();
    for (const auto& [who, id] : m_processes) {
      json.key(id).beginObject().member("serviceName", who.first).key("tags").beginArray();
      if (!who.second.empty()) tag(json, "service.instance.id", who.second);
      json.endArray().endObject();
    }
    json.endObject();
    out += '}';
    m_processes.clear();
    m_open = false;
  }

  static void tag(JsonWriter& json, std::string_view key, std::string_view text,
                  SpanView::Tag::Type type = SpanView::Tag::Type::Text) {
    constexpr std::array<std::string_view, 4> kTypes{"string", "int64", "float64", "bool"};
    json.beginObject().member("key", key).member("type", kTypes[static_cast<std::size_t>(type)]);
    json.key("value");
    type == SpanView::Tag::Type::Text ? json.text(text) : json.raw(text);
    json.endObject();
  }

  static void reference(JsonWriter& json, std::string_view type, const Id128& trace,
                        std::uint64_t span) {
    json.beginObject().member("refType", type).member("traceID", trace.hex());
    json.member("spanID", hex64(span)).endObject();
  }

  void append(std::string& out, const SpanView& span) {
    const auto who = std::make_pair(std::string(span.service), std::string(span.instance));
    const auto process = m_processes.emplace(who, "p" + std::to_string(m_processes.size() + 1));
    JsonWriter json(out);
    json.beginObject().member("traceID", span.traceId.hex()).member("spanID", hex64(span.spanId));
    json.member("operationName", span.name).key("references").beginArray();
    if (span.parentSpanId != 0) reference(json, "CHILD_OF", span.traceId, span.parentSpanId);
    for (const SpanView::Link& link : span.links)
      reference(json, "FOLLOWS_FROM", link.traceId, link.spanId);
    json.endArray().key("startTime").integer(span.startNs / 1000);
    json.key("duration").integer((span.endNs - span.startNs) / 1000).key("tags").beginArray();
    tag(json, "span.kind", kindText(span.kind));
    if (span.isError) tag(json, "error", "true");
    for (const SpanView::Tag& each : span.tags) tag(json, each.key, each.text, each.type);
    json.endArray().key("logs").beginArray().endArray();
    json.member("processID", process.first->second).endObject();
  }

  SpanMaker m_spans;
  std::map<std::pair<std::string, std::string>, std::string> m_processes;
  Id128 m_trace;
  bool m_open = false;
  bool m_any = false;
};

class ZipkinWriter final : public Writer {
 public:
  void begin(std::string& out) override { out += '['; }
  void end(std::string& out) override { out += "\n]\n"; }

  bool sighting(std::string& out, const store::EventRow& row) override {
    const SpanView span = m_spans.of(row);
    out += m_any ? ",\n" : "\n";
    m_any = true;
    JsonWriter json(out);
    json.beginObject().member("traceId", span.traceId.hex()).member("id", hex64(span.spanId));
    if (span.parentSpanId != 0) json.member("parentId", hex64(span.parentSpanId));
    if (span.kind != SpanKind::Internal) {
      std::string kind(kindText(span.kind));
      std::transform(kind.begin(), kind.end(), kind.begin(),
                     [](char c) { return static_cast<char>(c - 'a' + 'A'); });
      json.member("kind", kind);
    }
    json.member("name", span.name).key("timestamp").integer(span.startNs / 1000);
    // Zipkin knows no span of no length.
    json.key("duration").integer(std::max<std::int64_t>(1, (span.endNs - span.startNs) / 1000));
    json.key("localEndpoint").beginObject().member("serviceName", span.service).endObject();
    json.key("tags").beginObject();
    json.optional("service.instance.id", span.instance);
    if (span.isError) json.member("error", "true");
    for (const SpanView::Tag& tag : span.tags) json.member(tag.key, tag.text);
    json.endObject().endObject();
    return true;
  }

 private:
  SpanMaker m_spans;
  bool m_any = false;
};

}  // namespace

std::unique_ptr<Writer> makeJaegerWriter() {
  return std::make_unique<JaegerWriter>();
}

std::unique_ptr<Writer> makeZipkinWriter() {
  return std::make_unique<ZipkinWriter>();
}

}  // namespace rheo::exports
