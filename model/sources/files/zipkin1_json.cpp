// SPDX-License-Identifier: Apache-2.0
// Zipkin v1: what a span is follows from its annotations: cs/cr client, sr/ss server, ms producer,
// mr consumer. One record may hold the client's and the server's half.
#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/readers.h"

namespace rheo::files {
namespace {

/// One end's view of the span.
struct Half {
  TimeNs startNs = 0;
  TimeNs endNs = 0;
  std::string_view service;
  [[nodiscard]] bool seen() const { return startNs != 0 || endNs != 0; }
};

class Zipkin1Json final : public JsonRecords {
 public:
  Zipkin1Json(TextWindow& window, Intake& intake, bool lines)
      : JsonRecords(window, intake,
                    lines ? std::vector<RecordRule>{{"", 0}} : std::vector<RecordRule>{{"[]", 0}},
                    lines) {}

 private:
  Result<void> record(int kind, JsonValue value) override;
  Result<void> one(JsonValue value);
  void annotations(JsonValue list);
  void tags(JsonValue list);
  Result<void> half(SpanKind kind, const Half& half, bool shared);

  Span m_span;
  TextPool m_pool;
  Half m_client, m_server, m_producer, m_consumer;
};

Result<void> Zipkin1Json::record(int, JsonValue value) {
  if (!value.isArray()) return one(value);
  Result<void> outcome;
  value.elements([&](JsonValue each) {
    if (outcome) outcome = one(each);
  });
  return outcome;
}

void Zipkin1Json::annotations(JsonValue list) {
  list.elements([this](JsonValue annotation) {
    const std::string_view what = annotation["value"].text();
    const std::string_view service = annotation["endpoint"]["serviceName"].text();
    const TimeNs time = microseconds(annotation["timestamp"]).value_or(0);
    const auto start = [&](Half& to) {
      to.startNs = time;
      to.service = service;
    };
    const auto end = [&](Half& to) {
      to.endNs = time;
      to.service = service;
    };
    if (what == "cs") start(m_client);
    if (what == "cr") end(m_client);
    if (what == "sr") start(m_server);
    if (what == "ss") end(m_server);
    if (what == "ms") start(m_producer);
    if (what == "mr") start(m_consumer);
    if (m_span.service.empty()) m_span.service = service;
  });
}

void Zipkin1Json::tags(JsonValue list) {
  list.elements([this](JsonValue tag) {
    const std::string_view key = tag["key"].text();
    if (key == "error") m_span.isError = true;
    if (key == "lc") return;
    if (key == "sa" || key == "ca") {
      if (key == "sa") m_span.peerService = tag["endpoint"]["serviceName"].text();
      return;
    }
    if (m_span.service.empty()) m_span.service = tag["endpoint"]["serviceName"].text();
    m_span.attributes.push_back(attributeOf(key, tag["value"], m_pool));
  });
}

Result<void> Zipkin1Json::half(SpanKind kind, const Half& half, bool shared) {
  Span span = m_span;
  span.kind = kind;
  span.shared = shared;
  if (half.startNs != 0) span.startNs = half.startNs;
  if (half.endNs != 0) span.endNs = half.endNs;
  if (!half.service.empty()) span.service = half.service;
  return intake().span(span);
}

Result<void> Zipkin1Json::one(JsonValue value) {
  m_span.clear();
  m_pool.clear();
  m_client = m_server = m_producer = m_consumer = {};
  const auto trace = lenientId(value["traceId"].text());
  const auto id = lenientSpanId(value["id"].text());
  if (!trace || trace->isNull() || !id || *id == 0) {
    reject("a span without traceId and id in hex");
    return {};
  }
  m_span.traceId = *trace;
  m_span.spanId = *id;
  m_span.parentSpanId = lenientSpanId(value["parentId"].text()).value_or(0);
  m_span.name = value["name"].text();
  m_span.startNs = microseconds(value["timestamp"]).value_or(0);
  const TimeNs duration = microseconds(value["duration"]).value_or(0);
  if (__builtin_add_overflow(m_span.startNs, duration, &m_span.endNs))
    m_span.endNs = m_span.startNs;
  annotations(value["annotations"]);
  tags(value["binaryAnnotations"]);
  bool any = false;
  const std::pair<SpanKind, const Half*> halves[] = {{SpanKind::Client, &m_client},
                                                     {SpanKind::Server, &m_server},
                                                     {SpanKind::Producer, &m_producer},
                                                     {SpanKind::Consumer, &m_consumer}};
  for (const auto& [kind, each] : halves) {
    if (!each->seen()) continue;
    if (const auto taken = half(kind, *each, any); !taken) return taken;
    any = true;
  }
  return any ? Result<void>() : intake().span(m_span);
}

}  // namespace

Result<void> readZipkin1Json(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return Zipkin1Json(window, intake, options.lines).run();
}

}  // namespace rheo::files
