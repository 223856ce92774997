// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <span>

#include "model/store/results.h"

namespace rheo::ui {

/// Columns of the event table, in their first order. Values are kept in settings: append only.
enum class EventColumn : int {
  Row,
  Time,
  Stage,
  Type,
  Topic,
  Service,
  Producer,
  Subscription,
  Latency,
  Publish,
  Wait,
  Processing,
  Attempt,
  Error,
  Flags,
  Key,
  Size,
  Version,
  Kind,
  Saga,
  Step,
  Instance,
  DeadLetterTopic,
  EventId,
  TraceId,
  CausationId,
  SpanId,
  Session,
};

struct EventColumnInfo {
  EventColumn column;
  const char* title;  ///< to be translated in context rheo::ui::EventColumns
  int width;
  bool right;  ///< numbers
  bool mono;   ///< ids
  bool byDefault;
};

std::span<const EventColumnInfo> eventColumns();
QString columnTitle(EventColumn column);
/// What the cell says. Time is local, to the microsecond.
QString cellText(const store::EventRow& row, EventColumn column);
/// "duplicate", "out of order", "injected", "replayed", "truncated", "redacted", joined.
QString flagsText(std::uint16_t flags);

}  // namespace rheo::ui
