// SPDX-License-Identifier: Apache-2.0
#include "model/export/row_fields.h"

#include <algorithm>

#include "model/json/json_writer.h"

namespace rheo::exports {
namespace {

using Type = RowField::Type;

void addTexts(const store::EventRow& row, std::vector<RowField>& to) {
  const std::pair<std::string_view, const std::string*> texts[] = {
      {"service", &row.service},
      {"instance", &row.instance},
      {"topic", &row.topic},
      {"type", &row.type},
      {"subscription", &row.subscription},
      {"producer", &row.producer},
      {"error", &row.errorType},
      {"deadLetterTopic", &row.deadLetterTopic},
      {"saga", &row.sagaType},
      {"sagaKey", &row.sagaKey},
      {"step", &row.step},
      {"undoes", &row.undoes},
      {"key", &row.key}};
  for (const auto& [name, text] : texts) {
    if (!text->empty()) to.push_back({name, *text, Type::Text});
  }
}

void addNumbers(const store::EventRow& row, std::vector<RowField>& to) {
  to.push_back({"attempt", std::to_string(row.attempt), Type::Number});
  if (row.schemaVersion != 0) {
    to.push_back({"version", std::to_string(row.schemaVersion), Type::Number});
  }
  to.push_back({"size", std::to_string(row.payloadSize), Type::Number});
  if (row.durationNs != 0) {
    to.push_back({"durationNs", std::to_string(row.durationNs), Type::Number});
  }
}

void addTimesAndIds(const store::EventRow& row, std::vector<RowField>& to) {
  if (row.publishedNs != 0) to.push_back({"published", isoTime(row.publishedNs), Type::Text});
  if (row.brokerNs != 0) to.push_back({"broker", isoTime(row.brokerNs), Type::Text});
  const std::pair<std::string_view, const Id128*> ids[] = {
      {"event", &row.eventId}, {"trace", &row.traceId}, {"cause", &row.causationId}};
  for (const auto& [name, id] : ids) {
    if (!id->isNull()) to.push_back({name, id->hex(), Type::Text});
  }
  if (row.spanId != 0) to.push_back({"span", hex64(row.spanId), Type::Text});
  if (row.parentSpanId != 0) to.push_back({"parent", hex64(row.parentSpanId), Type::Text});
}

}  // namespace

std::vector<RowField> fieldsOf(const store::EventRow& row) {
  std::vector<RowField> fields;
  fields.reserve(28);
  fields.push_back({"time", isoTime(row.timeNs), Type::Text});
  fields.push_back({"stage", std::string(stageName(row.stage)), Type::Text});
  fields.push_back({"kind", std::string(kindName(row.kind)), Type::Text});
  addTexts(row, fields);
  addNumbers(row, fields);
  addTimesAndIds(row, fields);
  const std::pair<std::uint16_t, std::string_view> flags[] = {
      {kDuplicate, "duplicate"}, {kOutOfOrder, "outOfOrder"},      {kInjected, "injected"},
      {kReplayed, "replayed"},   {kPayloadTruncated, "truncated"}, {kRedacted, "redacted"}};
  for (const auto& [flag, name] : flags) {
    if ((row.flags & flag) != 0) fields.push_back({name, "true", Type::Flag});
  }
  return fields;
}

bool isUtf8(std::string_view bytes) {
  std::string written;
  appendJsonText(written, bytes);
  // A replacement that was not there before stands for a byte that is no UTF-8.
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  const auto count = [&](std::string_view text) {
    std::size_t found = 0;
    for (std::size_t at = text.find(kReplacement); at != std::string_view::npos;
         at = text.find(kReplacement, at + kReplacement.size())) {
      ++found;
    }
    return found;
  };
  return count(written) == count(bytes);
}

Carriage CarriageCheck::of(std::string_view bytes) {
  if (bytes.empty()) return Carriage::None;
  const bool oneLine = std::none_of(bytes.begin(), bytes.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  const bool bracketed = (bytes.front() == '{' && bytes.back() == '}') ||
                         (bytes.front() == '[' && bytes.back() == ']');
  if (oneLine && bracketed && m_parser.parse(bytes).exists()) return Carriage::Json;
  return isUtf8(bytes) ? Carriage::Text : Carriage::Base64;
}

}  // namespace rheo::exports
