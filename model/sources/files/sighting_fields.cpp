// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/sighting_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "model/json/base64.h"

namespace rheo::files {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view FileSighting::*>, 11> kNames{{
    {"service", &FileSighting::service},
    {"instance", &FileSighting::instance},
    {"topic", &FileSighting::topic},
    {"type", &FileSighting::type},
    {"subscription", &FileSighting::subscription},
    {"producer", &FileSighting::producer},
    {"error", &FileSighting::errorType},
    {"deadLetterTopic", &FileSighting::deadLetterTopic},
    {"saga", &FileSighting::sagaType},
    {"step", &FileSighting::step},
    {"undoes", &FileSighting::undoes},
}};

constexpr std::array<std::pair<std::string_view, Id128 TraceEvent::*>, 3> kIds{{
    {"event", &TraceEvent::eventId},
    {"trace", &TraceEvent::traceId},
    {"cause", &TraceEvent::causationId},
}};

constexpr std::array<std::pair<std::string_view, TimeNs TraceEvent::*>, 3> kTimes{{
    {"time", &TraceEvent::timeNs},
    {"published", &TraceEvent::publishedNs},
    {"broker", &TraceEvent::brokerNs},
}};

/// Only what a probe says: duplicates and order are found again.
constexpr std::array<std::pair<std::string_view, std::uint16_t>, 4> kFlags{{
    {"injected", kInjected},
    {"replayed", kReplayed},
    {"truncated", kPayloadTruncated},
    {"redacted", kRedacted},
}};

/// All of them, those first that people ask for first.
constexpr std::array<std::string_view, 34> kFields{
    "time",       "stage",    "topic",     "type",    "service",       "subscription",
    "key",        "payload",  "event",     "trace",   "cause",         "error",
    "producer",   "instance", "kind",      "attempt", "published",     "broker",
    "durationNs", "saga",     "sagaKey",   "step",    "undoes",        "deadLetterTopic",
    "version",    "size",     "span",      "parent",  "payloadBase64", "attributes",
    "injected",   "replayed", "truncated", "redacted"};

template <class Table>
constexpr bool listsAll(const Table& table) {
  return std::all_of(table.begin(), table.end(), [](const auto& each) {
    return std::find(kFields.begin(), kFields.end(), each.first) != kFields.end();
  });
}
static_assert(listsAll(kNames) && listsAll(kIds) && listsAll(kTimes) && listsAll(kFlags));

std::uint16_t small(const FieldValue& value, std::uint16_t otherwise) {
  const std::int64_t number = value.integer.value_or(-1);
  return number >= 0 && number <= 0xFFFF ? static_cast<std::uint16_t>(number) : otherwise;
}

}  // namespace

FieldValue FieldValue::of(JsonValue value) {
  return {value.text(), value.integer(), value.isTrue()};
}

FieldValue FieldValue::of(std::string_view text) {
  FieldValue value{text, std::nullopt, text == "true" || text == "1"};
  std::int64_t number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc() && stop == end) value.integer = number;
  return value;
}

void SightingFields::clear() {
  m_sighting = {};
  m_pool.clear();
  m_hasStage = m_hasSize = false;
  m_wrong.clear();
}

std::span<const std::string_view> sightingFields() {
  return kFields;
}

bool isSightingField(std::string_view name) {
  return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

bool SightingFields::takeTime(std::string_view name, const FieldValue& value) {
  for (const auto& [known, field] : kTimes) {
    if (name != known) continue;
    const auto time = value.integer ? value.integer : parseIsoTime(value.text);
    if (!time && !value.text.empty()) m_wrong = std::string(name) + " is no time";
    m_sighting.event.*field = time.value_or(0);
    return true;
  }
  return false;
}

bool SightingFields::takeId(std::string_view name, const FieldValue& value) {
  TraceEvent& event = m_sighting.event;
  for (const auto& [known, field] : kIds) {
    if (name != known) continue;
    const auto id = lenientId(value.text);
    if (!id && !value.text.empty()) m_wrong = std::string(name) + " is no id of 32 hex digits";
    event.*field = id.value_or(Id128{});
    return true;
  }
  if (name != "span" && name != "parent") return false;
  const auto id = lenientSpanId(value.text);
  if (!id && !value.text.empty()) m_wrong = std::string(name) + " is no id of 16 hex digits";
  (name == "span" ? event.spanId : event.parentSpanId) = id.value_or(0);
  return true;
}

bool SightingFields::takeNumber(std::string_view name, const FieldValue& value) {
  TraceEvent& event = m_sighting.event;
  for (const auto& [known, flag] : kFlags) {
    if (name != known) continue;
    if (value.isTrue) event.flags |= flag;
    return true;
  }
  if (name == "attempt") {
    event.attempt = small(value, 1);
  } else if (name == "version") {
    event.schemaVersion = small(value, 0);
  } else if (name == "size") {
    const auto size = value.integer.value_or(0);
    event.payloadSize = size >= 0 && size <= 0xFFFFFFFF ? static_cast<std::uint32_t>(size) : 0;
    m_hasSize = true;
  } else if (name == "durationNs") {
    event.durationNs = value.integer.value_or(0);
  } else {
    return false;
  }
  return true;
}

bool SightingFields::take(std::string_view name, const FieldValue& value) {
  TraceEvent& event = m_sighting.event;
  for (const auto& [known, field] : kNames) {
    if (name != known) continue;
    m_sighting.*field = value.text;
    return true;
  }
  if (name == "stage") {
    const auto stage = stageFromName(value.text);
    m_hasStage = stage.has_value();
    event.stage = stage.value_or(Stage::Published);
    return true;
  }
  if (name == "kind") {
    event.kind = kindFromName(value.text).value_or(Kind::Event);
    return true;
  }
  if (name == "key" || name == "sagaKey") {
    (name == "key" ? event.key : event.sagaKey) = value.text;
    return true;
  }
  return takeTime(name, value) || takeId(name, value) || takeNumber(name, value);
}

void SightingFields::payloadBase64(std::string_view text) {
  if (auto bytes = fromBase64(text)) {
    payload(m_pool.keep(std::move(*bytes)));
  } else {
    m_wrong = "payloadBase64 is no base64";
  }
}

const FileSighting* SightingFields::finish() {
  if (!m_hasStage) m_wrong = "no stage, such as \"published\"";
  if (!m_wrong.empty()) return nullptr;
  TraceEvent& event = m_sighting.event;
  if (!m_hasSize) event.payloadSize = static_cast<std::uint32_t>(event.payload.size());
  return &m_sighting;
}

}  // namespace rheo::files
