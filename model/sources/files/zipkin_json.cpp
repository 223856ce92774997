// SPDX-License-Identifier: Apache-2.0
// Zipkin v2: an array of spans, or an array of traces that are arrays of spans (its API's answer).
#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/readers.h"

namespace rheo::files {
namespace {

std::vector<RecordRule> rules(bool lines) {
  if (lines) return {{"", 0}};
  return {{"[]", 0}};
}

class ZipkinJson final : public JsonRecords {
 public:
  ZipkinJson(TextWindow& window, Intake& intake, bool lines)
      : JsonRecords(window, intake, rules(lines), lines) {}

 private:
  Result<void> record(int kind, JsonValue value) override;
  Result<void> span(JsonValue value);
  bool fill(JsonValue value);
  void tags(JsonValue value);

  Span m_span;
  TextPool m_pool;
};

SpanKind kindOf(std::string_view name) {
  if (name == "CLIENT") return SpanKind::Client;
  if (name == "SERVER") return SpanKind::Server;
  if (name == "PRODUCER") return SpanKind::Producer;
  if (name == "CONSUMER") return SpanKind::Consumer;
  return SpanKind::Unsaid;
}

Result<void> ZipkinJson::record(int, JsonValue value) {
  if (!value.isArray()) return span(value);
  Result<void> outcome;
  value.elements([&](JsonValue each) {
    if (outcome) outcome = span(each);
  });
  return outcome;
}

void ZipkinJson::tags(JsonValue value) {
  value.members([this](std::string_view key, JsonValue tag) {
    if (key == "error") {
      m_span.isError = true;
      m_span.statusMessage = tag.text();
    } else if (key == "otel.status_code") {
      m_span.isError = m_span.isError || tag.text() == "ERROR";
    } else if (key == "otel.scope.name" || key == "otel.library.name") {
      m_span.scope = tag.text();
    } else if (key == "service.instance.id") {
      m_span.instance = tag.text();
    } else {
      m_span.attributes.push_back(attributeOf(key, tag, m_pool));
    }
  });
}

bool ZipkinJson::fill(JsonValue value) {
  const auto trace = lenientId(value["traceId"].text());
  const auto id = lenientSpanId(value["id"].text());
  if (!trace || trace->isNull() || !id || *id == 0) return false;
  m_span.traceId = *trace;
  m_span.spanId = *id;
  m_span.parentSpanId = lenientSpanId(value["parentId"].text()).value_or(0);
  m_span.kind = kindOf(value["kind"].text());
  m_span.name = value["name"].text();
  m_span.shared = value["shared"].isTrue();
  m_span.startNs = microseconds(value["timestamp"]).value_or(0);
  const TimeNs duration = microseconds(value["duration"]).value_or(0);
  if (__builtin_add_overflow(m_span.startNs, duration, &m_span.endNs))
    m_span.endNs = m_span.startNs;
  m_span.service = value["localEndpoint"]["serviceName"].text();
  m_span.peerService = value["remoteEndpoint"]["serviceName"].text();
  tags(value["tags"]);
  return true;
}

Result<void> ZipkinJson::span(JsonValue value) {
  m_span.clear();
  m_pool.clear();
  if (!fill(value)) {
    reject("a span without traceId and id in hex");
    return {};
  }
  return intake().span(m_span);
}

}  // namespace

Result<void> readZipkinJson(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return ZipkinJson(window, intake, options.lines).run();
}

}  // namespace rheo::files
