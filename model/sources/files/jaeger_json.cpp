// SPDX-License-Identifier: Apache-2.0
// Jaeger's JSON: the download of its UI and the answers of its API, {"data": [{"traceID", "spans",
// "processes"}]}. A trace is a record, because its processes come last.
#include <unordered_map>

#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/readers.h"

namespace rheo::files {
namespace {

/// A trace is in "data", in an array, or stands for itself.
std::vector<RecordRule> rulesFor(TextWindow& window) {
  while (window.size() == 0 && window.grow()) {
  }
  const std::string_view head(window.data(), window.size());
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && head[first] == '[') return {{"[]", 0}};
  if (head.substr(0, 4096).find("\"data\"") != std::string_view::npos) return {{"data[]", 0}};
  return {{"", 0}};
}

SpanKind kindOf(std::string_view tag) {
  if (tag == "server") return SpanKind::Server;
  if (tag == "client") return SpanKind::Client;
  if (tag == "producer") return SpanKind::Producer;
  if (tag == "consumer") return SpanKind::Consumer;
  if (tag == "internal") return SpanKind::Internal;
  return SpanKind::Unsaid;
}

struct Process {
  std::string_view service;
  std::string_view instance;
};

class JaegerJson final : public JsonRecords {
 public:
  JaegerJson(TextWindow& window, Intake& intake, bool lines)
      : JsonRecords(window, intake, rulesFor(window), lines) {}

 private:
  using Processes = std::unordered_map<std::string_view, Process>;

  Result<void> record(int kind, JsonValue trace) override;
  Result<void> span(JsonValue value, const Processes& processes);
  void tags(JsonValue list);
  void references(JsonValue list);
  bool fill(JsonValue value);

  Span m_span;
  TextPool m_pool;
};

Process processOf(JsonValue value) {
  Process process{value["serviceName"].text(), {}};
  value["tags"].elements([&](JsonValue tag) {
    const std::string_view key = tag["key"].text();
    if (key == "service.instance.id" || (key == "hostname" && process.instance.empty())) {
      process.instance = tag["value"].text();
    }
  });
  return process;
}

Result<void> JaegerJson::record(int, JsonValue trace) {
  if (!trace["spans"].isArray()) {
    reject("a trace without spans");
    return {};
  }
  Processes processes;
  trace["processes"].members(
      [&](std::string_view id, JsonValue value) { processes.emplace(id, processOf(value)); });
  Result<void> outcome;
  trace["spans"].elements([&](JsonValue value) {
    if (outcome) outcome = span(value, processes);
  });
  return outcome;
}

void JaegerJson::tags(JsonValue list) {
  list.elements([this](JsonValue tag) {
    const std::string_view key = tag["key"].text();
    const JsonValue value = tag["value"];
    if (key == "span.kind") {
      m_span.kind = kindOf(value.text());
    } else if (key == "error") {
      m_span.isError = value.isTrue() || value.text() == "true";
    } else if (key == "otel.status_description") {
      m_span.statusMessage = value.text();
    } else if (key == "otel.scope.name" || key == "otel.library.name") {
      m_span.scope = value.text();
    } else if (key == "peer.service") {
      m_span.peerService = value.text();
    } else if (!key.empty() && key != "otel.status_code") {
      m_span.attributes.push_back(attributeOf(key, value, m_pool));
    }
  });
}

/// A parent in the same trace is the parent; everything else is a link.
void JaegerJson::references(JsonValue list) {
  list.elements([this](JsonValue reference) {
    const auto trace = lenientId(reference["traceID"].text());
    const auto span = lenientSpanId(reference["spanID"].text());
    if (!trace || !span || *span == 0) return;
    const bool child = reference["refType"].text() == "CHILD_OF";
    if (child && *trace == m_span.traceId && m_span.parentSpanId == 0) {
      m_span.parentSpanId = *span;
    } else {
      m_span.links.push_back({*trace, *span});
    }
  });
}

bool JaegerJson::fill(JsonValue value) {
  const auto trace = lenientId(value["traceID"].text());
  const auto id = lenientSpanId(value["spanID"].text());
  if (!trace || trace->isNull() || !id || *id == 0) return false;
  m_span.traceId = *trace;
  m_span.spanId = *id;
  m_span.parentSpanId = lenientSpanId(value["parentSpanID"].text()).value_or(0);
  m_span.name = value["operationName"].text();
  m_span.startNs = microseconds(value["startTime"]).value_or(0);
  const TimeNs duration = microseconds(value["duration"]).value_or(0);
  if (__builtin_add_overflow(m_span.startNs, duration, &m_span.endNs))
    m_span.endNs = m_span.startNs;
  tags(value["tags"]);
  references(value["references"]);
  return true;
}

Result<void> JaegerJson::span(JsonValue value, const Processes& processes) {
  m_span.clear();
  m_pool.clear();
  if (!fill(value)) {
    reject("a span without traceID and spanID");
    return {};
  }
  const auto process = processes.find(value["processID"].text());
  if (process != processes.end()) {
    m_span.service = process->second.service;
    m_span.instance = process->second.instance;
  } else {
    m_span.service = value["process"]["serviceName"].text();
  }
  return intake().span(m_span);
}

}  // namespace

Result<void> readJaegerJson(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return JaegerJson(window, intake, options.lines).run();
}

}  // namespace rheo::files
