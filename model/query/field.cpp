// SPDX-License-Identifier: Apache-2.0
#include "model/query/field.h"

#include <array>

namespace rheo::query {
namespace {

using enum FieldKind;

constexpr std::array<FieldInfo, 37> kFields{{
    {Field::Topic, "topic", Name, "Where the event went: topic, exchange or queue."},
    {Field::Type, "type", Name, "What kind of occurrence it is, such as OrderPlaced."},
    {Field::Service, "service", Name, "Who saw it."},
    {Field::Instance, "instance", Name, "Which instance of the service saw it."},
    {Field::Subscription, "subscription", Name, "Consumer group or queue that took it."},
    {Field::Producer, "producer", Name, "Service that published it."},
    {Field::Stage, "stage", Name, "What was seen: published, received, processed, failed, ..."},
    {Field::Kind, "kind", Name, "event, command, query or reply."},
    {Field::Key, "key", Text, "Partition or entity key."},
    {Field::Error, "error", Name, "Error type of a failure, such as timeout."},
    {Field::DeadLetterTopic, "deadLetterTopic", Name, "Queue a dead letter was moved to."},
    {Field::Saga, "saga", Name, "Type of the saga it belongs to."},
    {Field::SagaKey, "sagaKey", Text, "Correlation key of the saga."},
    {Field::Step, "step", Name, "Step of the saga."},
    {Field::Undoes, "undoes", Name, "Step that a compensation undoes."},
    {Field::Attempt, "attempt", Number, "Delivery attempt, 1 for the first."},
    {Field::Version, "version", Number, "Schema version; 0 when not said."},
    {Field::Size, "size", Size, "Payload size as published, such as 2KiB."},
    {Field::Latency, "latency", Duration, "Published to done, such as 250ms."},
    {Field::Publish, "publish", Duration, "Published to taken by the broker."},
    {Field::Wait, "wait", Duration, "In the broker, until the handler got it."},
    {Field::Processing, "processing", Duration, "In the handler."},
    {Field::Time, "time", Time, "When it was seen, such as 2026-01-31T12:00:00Z."},
    {Field::Event, "event", Id, "Event id, 32 hex digits."},
    {Field::Trace, "trace", Id, "Trace id, 32 hex digits."},
    {Field::Span, "span", Id, "Span id, 16 hex digits."},
    {Field::Parent, "parent", Id, "Parent span id, 16 hex digits."},
    {Field::Cause, "cause", Id, "Id of the event that caused this one."},
    {Field::Session, "session", Number, "Row of the probe's session."},
    {Field::Failed, "failed", Flag,
     "The sighting is an error: failed, dead-lettered, expired, ..."},
    {Field::Duplicate, "duplicate", Flag, "Delivered again without being a retry."},
    {Field::OutOfOrder, "outOfOrder", Flag, "Overtaken by a later event of its key."},
    {Field::Injected, "injected", Flag, "Sent by hand from here."},
    {Field::Replayed, "replayed", Flag, "Sent again from a recording."},
    {Field::Truncated, "truncated", Flag, "The payload was cut when captured."},
    {Field::Payload, "payload", Payload, "Payload text, or with a path a JSON value in it."},
    {Field::Attributes, "attributes", Payload,
     "Further attributes, or with a path one of them: attributes.\"http.route\"."},
}};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    if (static_cast<std::size_t>(kFields[i].field) != i) return false;
  }
  return true;
}
static_assert(inOrder(), "infoOf() indexes the table by field");

}  // namespace

std::span<const FieldInfo> fields() {
  return kFields;
}

std::optional<FieldInfo> fieldFromName(std::string_view name) {
  for (const auto& info : kFields) {
    if (info.name == name) return info;
  }
  return std::nullopt;
}

const FieldInfo& infoOf(Field field) {
  return kFields[static_cast<std::size_t>(field)];
}

}  // namespace rheo::query
