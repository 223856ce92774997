// SPDX-License-Identifier: Apache-2.0
#include "model/export/span_view.h"

#include <algorithm>
#include <array>

#include "model/event/call_topic.h"
#include "model/json/base64.h"

namespace rheo::exports {
namespace {

using Type = SpanView::Tag::Type;

bool isSpanOfItsOwn(Stage stage) {
  return stage == Stage::Published || stage == Stage::Processed || stage == Stage::Failed;
}

SpanKind kindOf(const store::EventRow& row) {
  const bool call = row.kind == Kind::Query;
  if (row.stage == Stage::Published) return call ? SpanKind::Client : SpanKind::Producer;
  if (isSagaStage(row.stage) || isLocalTopic(row.topic)) return SpanKind::Internal;
  return call ? SpanKind::Server : SpanKind::Consumer;
}

std::string_view operationOf(Stage stage) {
  switch (stage) {
    case Stage::Published:
      return "publish";
    case Stage::Received:
      return "receive";
    case Stage::Processed:
    case Stage::Failed:
      return "process";
    default:
      return "settle";
  }
}

std::string nameOf(const store::EventRow& row) {
  if (isSagaStage(row.stage)) {
    return row.sagaType + (row.step.empty() ? "" : " " + row.step) + " " +
           std::string(stageName(row.stage));
  }
  if (row.kind == Kind::Query) return row.type;
  return row.topic + " " + std::string(operationOf(row.stage));
}

/// 64 mixed bits: an id for a span that the recording does not name.
std::uint64_t derivedId(std::uint64_t a, std::uint64_t b) {
  std::uint64_t hash = (a ^ (b * 0x9E3779B97F4A7C15ull)) * 0xD6E8FEB86659FD93ull;
  hash ^= hash >> 32;
  return hash * 0xD6E8FEB86659FD93ull | 1;
}

void addIds(const store::EventRow& row, SpanView& span) {
  span.traceId = row.traceId;
  span.spanId = row.spanId;
  span.parentSpanId = row.parentSpanId;
  if (span.traceId.isNull()) {
    span.traceId = row.eventId;
    if (span.traceId.isNull()) span.traceId = {0, row.row};
    span.tags.push_back({"rheo.trace", std::string(32, '0')});
  }
  const std::uint64_t salt = row.eventId.lo ^ static_cast<std::uint64_t>(row.timeNs) ^
                             (static_cast<std::uint64_t>(row.stage) << 56);
  if (span.spanId == 0) {
    span.spanId = derivedId(row.row, salt);
  } else if (!isSpanOfItsOwn(row.stage)) {
    span.parentSpanId = row.spanId;
    span.spanId = derivedId(row.spanId + row.row, salt);
  }
}

/// What other tools expect of a messaging span, unless its own attributes say it.
void addMessagingTags(const store::EventRow& row, SpanView& span) {
  if (isSagaStage(row.stage) || row.kind == Kind::Query) return;
  const std::size_t own = span.tags.size();
  const auto tag = [&](std::string_view key, std::string_view text, Type type = Type::Text) {
    const auto end = span.tags.begin() + static_cast<std::ptrdiff_t>(own);
    const bool said = std::any_of(span.tags.begin(), end,
                                  [&](const SpanView::Tag& each) { return each.key == key; });
    if (!text.empty() && !said) span.tags.push_back({std::string(key), std::string(text), type});
  };
  tag("messaging.system", "rheo");
  tag("messaging.destination.name", row.topic);
  tag("messaging.operation.type", operationOf(row.stage));
  tag("messaging.consumer.group.name", row.subscription);
  tag("error.type", row.errorType);
  if (!row.eventId.isNull()) tag("messaging.message.id", row.eventId.hex());
  if (row.payloadSize != 0)
    tag("messaging.message.body.size", std::to_string(row.payloadSize), Type::Integer);
}

void addLinks(JsonValue list, SpanView& span) {
  list.elements([&](JsonValue each) {
    const auto trace = Id128::fromHex(each["traceId"].text());
    const auto link = Id128::fromHex(std::string(16, '0') + std::string(each["spanId"].text()));
    if (trace && link) span.links.push_back({*trace, link->lo});
  });
}

/// The members of the attributes, as a span's own.
void addOwn(JsonValue attributes, SpanView& span) {
  attributes.members([&](std::string_view key, JsonValue value) {
    if (key == "span.links") return addLinks(value, span);
    if (key == "span.name") {
      span.name = value.text();
      return;
    }
    if (key.starts_with("rheo.")) return;
    switch (value.type()) {
      case JsonType::Integer:
        span.tags.push_back({std::string(key), value.json(), Type::Integer});
        break;
      case JsonType::Real:
      case JsonType::Unsigned:
        span.tags.push_back({std::string(key), value.json(), Type::Real});
        break;
      case JsonType::Bool:
        span.tags.push_back({std::string(key), value.json(), Type::Bool});
        break;
      case JsonType::Text:
        span.tags.push_back({std::string(key), std::string(value.text())});
        break;
      default:
        span.tags.push_back({std::string(key), value.json()});
    }
  });
}

void addOurTags(const store::EventRow& row, SpanView& span) {
  for (const RowField& field : fieldsOf(row)) {
    if (field.name == "trace" || field.name == "service" || field.name == "instance") continue;
    const bool number = field.type == RowField::Type::Number;
    span.tags.push_back(
        {"rheo." + std::string(field.name), field.text, number ? Type::Integer : Type::Text});
  }
  // Formats have names of their own for who has none.
  if (row.service.empty()) span.tags.push_back({"rheo.service", {}});
  if (!row.attributes.empty()) span.tags.push_back({"rheo.attributes", row.attributes});
  if (row.payload.empty()) return;
  if (isUtf8(row.payload)) {
    span.tags.push_back({"rheo.payload", row.payload});
  } else {
    span.tags.push_back({"rheo.payloadBase64", toBase64(row.payload)});
  }
}

}  // namespace

std::string_view kindText(SpanKind kind) {
  constexpr std::array<std::string_view, 5> kTexts{"internal", "server", "client", "producer",
                                                   "consumer"};
  return kTexts[static_cast<std::size_t>(kind) - 1];
}

SpanView SpanMaker::of(const store::EventRow& row) {
  SpanView span;
  addIds(row, span);
  span.kind = kindOf(row);
  span.name = nameOf(row);
  if (!row.attributes.empty()) addOwn(m_parser.parse(row.attributes), span);
  span.service = row.service;
  span.instance = row.instance;
  span.isError = isError(row.stage);
  span.startNs = span.endNs = row.timeNs;
  const std::int64_t duration = std::max<std::int64_t>(0, row.durationNs);
  if (row.stage == Stage::Published) {
    span.endNs = row.timeNs + duration;
  } else if (isSpanOfItsOwn(row.stage)) {
    span.startNs = row.timeNs - duration;
  }
  addMessagingTags(row, span);
  addOurTags(row, span);
  return span;
}

}  // namespace rheo::exports
