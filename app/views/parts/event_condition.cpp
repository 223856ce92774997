// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/event_condition.h"

#include "app/views/parts/filter_text.h"

namespace rheo::ui {
namespace {

QString named(const char* field, const std::string& value) {
  return value.empty() ? QString()
                       : fieldEquals(QLatin1String(field), QString::fromStdString(value));
}

QString identified(const char* field, const Id128& id) {
  return id.isNull() ? QString() : named(field, id.hex());
}

}  // namespace

QString conditionOf(const store::EventRow& row, EventColumn column) {
  using C = EventColumn;
  switch (column) {
    case C::Stage:
      return named("stage", std::string(stageName(row.stage)));
    case C::Type:
      return named("type", row.type);
    case C::Topic:
      return named("topic", row.topic);
    case C::Service:
      return named("service", row.service);
    case C::Producer:
      return named("producer", row.producer);
    case C::Subscription:
      return named("subscription", row.subscription);
    case C::Error:
      return named("error", row.errorType);
    case C::Key:
      return named("key", row.key);
    case C::Saga:
      return bothHold(named("saga", row.sagaType), named("sagaKey", row.sagaKey));
    case C::Step:
      return named("step", row.step);
    case C::Instance:
      return named("instance", row.instance);
    case C::DeadLetterTopic:
      return named("deadLetterTopic", row.deadLetterTopic);
    case C::Kind:
      return named("kind", std::string(kindName(row.kind)));
    case C::EventId:
      return identified("event", row.eventId);
    case C::TraceId:
      return identified("trace", row.traceId);
    case C::CausationId:
      return identified("cause", row.causationId);
    default:
      return {};
  }
}

}  // namespace rheo::ui
