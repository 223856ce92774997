// SPDX-License-Identifier: Apache-2.0
#include "app/cli/probe_lines.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "model/event/stage.h"
#include "model/json/base64.h"
#include "model/json/json.h"
#include "model/json/json_writer.h"
#include "model/json/raw_member.h"
#include "rheo/probe.hpp"

namespace rheo::cli {
namespace {

constexpr std::uint64_t kMostUnacknowledged = 10'000;
constexpr std::uint32_t kFlushMs = 5'000;

class Emitter {
 public:
  Emitter(Probe& probe, bool printsContexts) : m_probe(probe), m_printsContexts(printsContexts) {}

  /// False when the line is not understood, or part of it: see what().
  bool line(const std::string& text);
  [[nodiscard]] const std::string& what() const { return m_what; }

 private:
  bool batch(JsonValue list);
  bool object(JsonValue value, std::string_view text);
  bool readPayload(std::string_view text, bool isCloudEvent);
  void readCloudEvent();
  [[nodiscard]] std::string_view text(const char* name) const { return m_value[name].text(); }
  [[nodiscard]] std::uint16_t small(const char* name, std::uint16_t otherwise) const;
  bool fail(const char* what) {
    m_what = what;
    return false;
  }
  bool saga(Stage stage);
  bool handle(Stage stage);
  bool publish();
  void print(const Context& context) const;

  Probe& m_probe;
  const bool m_printsContexts;
  JsonParser m_parser;
  JsonValue m_value;
  std::string_view m_topic, m_payload;
  std::string m_unpacked;
  std::string m_attributes;
  EventOptions m_options;
  Context m_context;
  std::string m_what;
};

std::uint16_t Emitter::small(const char* name, std::uint16_t otherwise) const {
  const auto number = m_value[name].integer();
  return number && *number >= 0 && *number <= 0xFFFF ? static_cast<std::uint16_t>(*number)
                                                     : otherwise;
}

void Emitter::print(const Context& context) const {
  if (!m_printsContexts) return;
  ContextHeaders headers;
  inject(context, headers);
  std::string line;
  JsonWriter json(line);
  json.beginObject().member("traceparent", headers.traceparent.data());
  json.member("tracestate", headers.tracestate.data()).endObject();
  std::puts(line.c_str());
  std::fflush(stdout);  // who reads it at the other end of a pipe waits for it
}

bool Emitter::publish() {
  const EventType type(text("type"), small("version", 0));
  const Topic topic(m_topic);
  print(m_context.traceId.isNull()
            ? m_probe.published(topic, type, m_payload, m_options)
            : m_probe.published(topic, type, m_payload, m_options, m_context));
  return true;
}

bool Emitter::handle(Stage stage) {
  Incoming incoming;
  incoming.context = m_context;
  incoming.payload = m_payload;
  incoming.attempt = small("attempt", 1);
  std::string_view subscription = text("subscription");
  if (subscription.empty()) subscription = m_topic;
  Processing processing(m_probe, Topic(m_topic), EventType(text("type"), small("version", 0)),
                        Subscription(subscription), incoming, m_options);
  print(processing.context());
  const ErrorType error(text("error").empty() ? "error" : text("error"));
  if (stage == Stage::Failed) processing.failed(error);
  if (stage == Stage::DeadLettered) processing.deadLettered(Topic(text("deadLetterTopic")), error);
  return true;
}

bool Emitter::saga(Stage stage) {
  if (m_options.sagaType.empty() || m_options.sagaKey.empty())
    return fail("a saga stage needs saga and sagaKey");
  Saga saga(m_probe, SagaType(m_options.sagaType), m_options.sagaKey);
  const Step step(text("step")), undoes(text("undoes"));
  const ErrorType error(text("error").empty() ? "error" : text("error"));
  switch (stage) {
    case Stage::SagaStarted:
      saga.started(static_cast<std::uint32_t>(m_value["deadlineMs"].integer().value_or(0)));
      return true;
    case Stage::StepStarted:
      saga.stepStarted(step, small("attempt", 1));
      return true;
    case Stage::StepDone:
      saga.stepDone(step);
      return true;
    case Stage::StepFailed:
      saga.stepFailed(step, error);
      return true;
    case Stage::Compensating:
      saga.compensating(step, undoes);
      return true;
    case Stage::Compensated:
      saga.compensated(step, undoes);
      return true;
    case Stage::SagaCompleted:
      saga.completed();
      return true;
    case Stage::SagaCompensated:
      saga.compensatedAll();
      return true;
    case Stage::SagaTimedOut:
      saga.timedOut();
      return true;
    default:
      saga.failed(error);
      return true;
  }
}

bool Emitter::readPayload(std::string_view line, bool isCloudEvent) {
  const char* name = isCloudEvent ? "data" : "payload";
  const char* packed = isCloudEvent ? "data_base64" : "payloadBase64";
  m_payload = m_value[name].isText() ? text(name) : rawMember(line, name);
  if (!m_value[packed].exists()) return true;
  auto bytes = fromBase64(text(packed));
  if (!bytes) return fail("the payload is no base64");
  m_unpacked = std::move(*bytes);
  m_payload = m_unpacked;
  return true;
}

/// An emit has an id and a time of its own: those of the CloudEvent, and what else it says, are its
/// attributes.
void Emitter::readCloudEvent() {
  if (m_topic.empty()) m_topic = text("source");
  m_options.key = text(m_value["partitionkey"].exists() ? "partitionkey" : "subject");
  m_options.sagaKey = text("correlationid");
  constexpr std::array<std::string_view, 6> kElsewhere{"specversion", "type",        "data",
                                                       "data_base64", "traceparent", "tracestate"};
  m_attributes.clear();
  JsonWriter json(m_attributes);
  json.beginObject();
  m_value.members([&](std::string_view key, JsonValue each) {
    if (std::find(kElsewhere.begin(), kElsewhere.end(), key) == kElsewhere.end())
      json.key(key).raw(each.json());
  });
  json.endObject();
  m_options.attributes = m_attributes;
}

bool Emitter::object(JsonValue value, std::string_view line) {
  m_value = value;
  const bool isCloudEvent = m_value["specversion"].exists();
  const auto stage = isCloudEvent
                         ? Stage::Published
                         : stageFromName(m_value["stage"].exists() ? text("stage") : "published");
  if (!stage) return fail("stage is none, such as \"published\"");
  if (!readPayload(line, isCloudEvent)) return false;
  m_topic = text("topic");
  m_options = {};
  m_options.key = text("key");
  m_options.attributes = rawMember(line, "attributes");
  m_options.sagaType = text("saga");
  m_options.sagaKey = text("sagaKey");
  if (isCloudEvent) readCloudEvent();
  m_context = extract(text("traceparent"), text("tracestate"));
  if (isSagaStage(*stage)) return saga(*stage);
  if (m_topic.empty() || text("type").empty()) return fail("an event needs topic and type");
  return *stage == Stage::Published ? publish() : handle(*stage);
}

/// What is understood of it is emitted, whatever stands beside it.
bool Emitter::batch(JsonValue list) {
  std::size_t index = 0;
  std::string wrong;
  list.elements([&](JsonValue each) {
    const bool good = each.isObject() ? object(each, each.json()) : fail("no JSON object");
    if (!good && wrong.empty()) wrong = "[" + std::to_string(index) + "]: " + m_what;
    ++index;
  });
  m_what = wrong;
  return wrong.empty();
}

bool Emitter::line(const std::string& line) {
  const JsonValue value = m_parser.parse(line);
  if (value.isArray()) return batch(value);
  if (value.isObject()) return object(value, line);
  return fail(value.exists() ? "no JSON object" : m_parser.what().c_str());
}

}  // namespace

struct ProbeLines::Impl {
  Impl(const Config& config, bool printsContexts) : probe(config), emitter(probe, printsContexts) {}
  Probe probe;
  Emitter emitter;
};

ProbeLines::ProbeLines(const std::string& service, const std::string& endpoint,
                       bool printsContexts) {
  Config config = Config::fromEnvironment(service);
  config.service = service;
  if (!endpoint.empty()) config.endpoint = endpoint;
  m_impl = std::make_unique<Impl>(config, printsContexts);
}
ProbeLines::~ProbeLines() = default;

std::string ProbeLines::disabledReason() const {
  return m_impl->probe.enabled() ? std::string() : m_impl->probe.disabledReason();
}

bool ProbeLines::line(const std::string& text) {
  const bool understood = m_impl->emitter.line(text);
  // A pipe can wait, so nothing is dropped for being fast.
  const ProbeStats stats = m_impl->probe.stats();
  if (stats.emitted - stats.acked > kMostUnacknowledged) (void)m_impl->probe.flush(kFlushMs);
  return understood;
}

const std::string& ProbeLines::what() const {
  return m_impl->emitter.what();
}

ProbeLines::Totals ProbeLines::finish() {
  const bool stored = m_impl->probe.flush(kFlushMs);
  const ProbeStats stats = m_impl->probe.stats();
  return {stats.emitted, stats.acked, stats.dropped, stored};
}

}  // namespace rheo::cli
