// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/store/columns.h"

namespace rheo::store {

/// Columns of the virtual tables `event` and `hop`, in order.
enum class EventColumn : std::uint8_t {
  Row,
  TimeNs,
  Stage,
  Kind,
  Service,
  Instance,
  Topic,
  Type,
  Subscription,
  Producer,
  ErrorType,
  DeadLetterTopic,
  Key,
  SagaType,
  SagaKey,
  Step,
  Undoes,
  Attempt,
  SchemaVersion,
  Flags,
  Duplicate,
  OutOfOrder,
  Injected,
  Replayed,
  Truncated,
  Failed,
  PublishedNs,
  BrokerNs,
  DurationNs,
  LatencyNs,
  PublishNs,
  WaitNs,
  ProcessingNs,
  EventId,
  TraceId,
  SpanId,
  ParentSpanId,
  CausationId,
  Session,
  Stream,
  Position,
  PayloadSize,
  Payload,
  Attributes,
};
constexpr int kEventColumns = static_cast<int>(EventColumn::Attributes) + 1;

struct EventColumnInfo {
  std::string_view name;
  bool isText;
  Group group;  ///< group that holds the value
};
const EventColumnInfo& infoOf(EventColumn column);
/// "CREATE TABLE x(row INTEGER, ...)" for SQLite.
std::string eventTableDeclaration();

}  // namespace rheo::store
