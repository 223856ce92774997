// SPDX-License-Identifier: Apache-2.0
// CloudEvents 1.0 in JSON: one, a batch (an array), or one a line. Each is an event that its source
// published. The extensions for tracing, keys and subjects are understood.
#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/stable_id.h"

namespace rheo::files {
namespace {

std::vector<RecordRule> rules(bool batch) {
  if (batch) return {{"[]", 0}};
  return {{"", 0}};
}

class CloudEvents final : public JsonRecords {
 public:
  CloudEvents(TextWindow& window, Intake& intake, bool lines, bool batch)
      : JsonRecords(window, intake, rules(batch), lines) {}

 private:
  Result<void> record(int kind, JsonValue value) override;
  void member(std::string_view key, JsonValue value);

  FileSighting m_sighting;
  std::vector<Attribute> m_others;
  std::string m_attributes;
  TextPool m_pool;
  std::string_view m_id, m_source, m_subject, m_topic;
  bool m_hasTime = false;
};

/// "00-<trace>-<span>-01"
void readTraceParent(std::string_view text, TraceEvent& event) {
  if (text.size() < 55) return;
  const auto trace = lenientId(text.substr(3, 32));
  const auto span = lenientSpanId(text.substr(36, 16));
  if (!trace || !span || text[2] != '-' || text[35] != '-') return;
  event.traceId = *trace;
  event.spanId = *span;
}

void CloudEvents::member(std::string_view key, JsonValue value) {
  TraceEvent& event = m_sighting.event;
  if (key == "id")
    m_id = value.isText() ? value.text() : m_pool.keep(value.json());
  else if (key == "source")
    m_source = value.text();
  else if (key == "type")
    m_sighting.type = value.text();
  else if (key == "subject")
    m_subject = value.text();
  else if (key == "partitionkey")
    event.key = value.text();
  else if (key == "topic")
    m_topic = value.text();
  else if (key == "traceparent")
    readTraceParent(value.text(), event);
  else if (key == "correlationid")
    event.sagaKey = value.text();
  else if (key == "data")
    event.payload = m_pool.keep(value.json());
  else if (key == "data_base64")
    event.payload = value.text();
  else if (key == "time") {
    const auto time = parseIsoTime(value.text());
    m_hasTime = time.has_value();
    event.timeNs = time.value_or(0);
  }
  if (key != "id" && key != "type" && key != "time" && key != "data" && key != "traceparent") {
    m_others.push_back(attributeOf(key, value, m_pool));
  }
}

Result<void> CloudEvents::record(int, JsonValue value) {
  m_sighting = {};
  m_others.clear();
  m_pool.clear();
  m_id = m_source = m_subject = m_topic = {};
  m_hasTime = false;
  value.members([this](std::string_view key, JsonValue each) { member(key, each); });
  if (m_id.empty() || m_source.empty() || m_sighting.type.empty()) {
    reject("a CloudEvent needs id, source and type");
    return {};
  }
  TraceEvent& event = m_sighting.event;
  event.stage = Stage::Published;
  // An id that is one of ours stays; any other text becomes one, the same at every import.
  event.eventId = m_id.size() == 32 ? lenientId(m_id).value_or(stableId(m_source, m_id))
                                    : stableId(m_source, m_id);
  m_sighting.service = m_source;
  m_sighting.topic = !m_topic.empty() ? m_topic : m_source;
  if (event.key.empty()) event.key = m_subject;
  if (event.eventId != lenientId(m_id)) m_others.push_back({"id", m_id, Attribute::Type::Text});
  m_attributes.clear();
  appendAttributes(m_attributes, m_others);
  event.attributes = m_attributes;
  event.payloadSize = static_cast<std::uint32_t>(event.payload.size());
  return intake().sighting(m_sighting);
}

}  // namespace

Result<void> readCloudEvents(TextWindow& window, Intake& intake, const ReadOptions& options) {
  while (window.size() == 0 && window.grow()) {
  }
  const std::string_view head(window.data(), window.size());
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  const bool batch = first != std::string_view::npos && head[first] == '[';
  return CloudEvents(window, intake, options.lines, batch).run();
}

}  // namespace rheo::files
