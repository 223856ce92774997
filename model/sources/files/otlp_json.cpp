// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/readers.h"

namespace rheo::files {
namespace {

enum Kind { kSpan, kResource, kScope, kOver };

std::vector<RecordRule> rules() {
  return {
      {"resourceSpans[].scopeSpans[].spans[]", kSpan},
      {"resourceSpans[].scopeSpans[].scope", kScope},
      {"resourceSpans[].instrumentationLibrarySpans[].spans[]", kSpan},
      {"resourceSpans[].instrumentationLibrarySpans[].instrumentationLibrary", kScope},
      {"resourceSpans[].resource", kResource},
      {"resourceSpans[]", kOver, true},
      {"[].resourceSpans[].scopeSpans[].spans[]", kSpan},
      {"[].resourceSpans[].scopeSpans[].scope", kScope},
      {"[].resourceSpans[].resource", kResource},
      {"[].resourceSpans[]", kOver, true},
      {"batches[].scopeSpans[].spans[]", kSpan},
      {"batches[].scopeSpans[].scope", kScope},
      {"batches[].resource", kResource},
      {"batches[]", kOver, true},
  };
}

class OtlpJson final : public JsonRecords {
 public:
  OtlpJson(TextWindow& window, Intake& intake, bool lines)
      : JsonRecords(window, intake, rules(), lines) {}

 private:
  /// Spans that stand in front of their resource wait for it, as long as they are few.
  static constexpr std::size_t kMostWaiting = 64u << 20;

  struct Waiting {
    std::string text;
    std::uint64_t offset = 0;
  };

  bool postpone(int kind, std::string_view bytes, std::uint64_t offset) override;
  Result<void> record(int kind, JsonValue value) override;
  Result<void> ended(int kind) override;
  Result<void> span(JsonValue value);
  void links(JsonValue list);
  Result<void> catchUp();

  OtlpResource m_resource;
  std::string m_scope;
  bool m_knowsResource = false;
  std::vector<Waiting> m_waiting;
  std::size_t m_waitingBytes = 0;
  Span m_span;
  TextPool m_pool;
};

bool OtlpJson::postpone(int kind, std::string_view bytes, std::uint64_t offset) {
  if (kind != kSpan || m_knowsResource || m_waitingBytes > kMostWaiting) return false;
  m_waitingBytes += bytes.size();
  m_waiting.push_back({std::string(bytes), offset});
  return true;
}

Result<void> OtlpJson::record(int kind, JsonValue value) {
  if (kind == kSpan) return span(value);
  if (kind == kScope) {
    m_scope = value["name"].text();
    return {};
  }
  std::vector<Attribute> attributes;
  m_pool.clear();
  otlpAttributes(value["attributes"], attributes, m_pool);
  for (const Attribute& attribute : attributes) m_resource.take(attribute);
  m_knowsResource = true;
  return catchUp();
}

Result<void> OtlpJson::ended(int) {
  Result<void> caughtUp = catchUp();
  m_resource.clear();
  m_scope.clear();
  m_knowsResource = false;
  return caughtUp;
}

Result<void> OtlpJson::catchUp() {
  const std::vector<Waiting> waiting = std::move(m_waiting);
  m_waiting.clear();
  m_waitingBytes = 0;
  for (const Waiting& each : waiting) {
    const JsonValue value = parser().parse(each.text);
    if (!value.exists()) {
      intake().broken(each.offset, "spans[]", "no JSON: " + parser().what());
    } else if (const auto taken = span(value); !taken) {
      return taken;
    }
  }
  return {};
}

void OtlpJson::links(JsonValue list) {
  list.elements([this](JsonValue link) {
    const auto trace = lenientId(link["traceId"].text());
    const auto span = lenientSpanId(link["spanId"].text());
    if (trace && span && !trace->isNull()) m_span.links.push_back({*trace, *span});
  });
}

Result<void> OtlpJson::span(JsonValue value) {
  m_span.clear();
  m_pool.clear();
  std::optional<Id128> trace;
  std::optional<std::uint64_t> id;
  JsonValue events;
  value.members([&](std::string_view key, JsonValue member) {
    if (key == "traceId")
      trace = lenientId(member.text());
    else if (key == "spanId")
      id = lenientSpanId(member.text());
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
      otlpAttributes(member, m_span.attributes, m_pool);
    else if (key == "events")
      events = member;
    else if (key == "links")
      links(member);
    else if (key == "status") {
      const JsonValue code = member["code"];
      m_span.isError = code.integer().value_or(0) == 2 || code.text() == "STATUS_CODE_ERROR";
      m_span.statusMessage = member["message"].text();
    }
  });
  if (!trace || trace->isNull() || !id || *id == 0) {
    reject("a span without a traceId of 32 and a spanId of 16 hex digits");
    return {};
  }
  m_span.traceId = *trace;
  m_span.spanId = *id;
  m_span.service = m_resource.service;
  m_span.instance = m_resource.instance.empty() ? m_resource.host : m_resource.instance;
  m_span.scope = m_scope;
  m_span.eventsJson = otlpEvents(events, m_span.attributes, m_pool);
  return intake().span(m_span);
}

}  // namespace

Result<void> readOtlpJson(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return OtlpJson(window, intake, options.lines).run();
}

}  // namespace rheo::files
