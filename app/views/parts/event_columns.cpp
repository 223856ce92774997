// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/event_columns.h"

#include <QCoreApplication>
#include <QStringList>
#include <array>

#include "app/shell/theme/format.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

using C = EventColumn;

constexpr std::array<EventColumnInfo, 28> kColumns{{
    {C::Row, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "#"), 72, true, false, false},
    {C::Time, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Time"), 116, false, true, true},
    {C::Stage, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Stage"), 110, false, false, true},
    {C::Type, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Type"), 130, false, false, true},
    {C::Topic, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Topic"), 128, false, false, true},
    {C::Service, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Service"), 94, false, false, true},
    {C::Producer, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "From"), 100, false, false, false},
    {C::Subscription, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Subscription"), 120, false,
     false, false},
    {C::Latency, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Latency"), 72, true, false, true},
    {C::Publish, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Publish"), 76, true, false, false},
    {C::Wait, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Broker wait"), 84, true, false, false},
    {C::Processing, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Processing"), 84, true, false,
     false},
    {C::Attempt, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Attempt"), 62, true, false, false},
    {C::Error, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Error"), 130, false, false, true},
    {C::Flags, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Flags"), 110, false, false, true},
    {C::Key, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Key"), 110, false, true, true},
    {C::Size, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Size"), 64, true, false, true},
    {C::Version, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Version"), 60, true, false, false},
    {C::Kind, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Kind"), 76, false, false, false},
    {C::Saga, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Saga"), 160, false, false, false},
    {C::Step, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Step"), 110, false, false, false},
    {C::Instance, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Instance"), 110, false, false,
     false},
    {C::DeadLetterTopic, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Dead-letter topic"), 130,
     false, false, false},
    {C::EventId, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Event id"), 240, false, true, false},
    {C::TraceId, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Trace id"), 240, false, true, false},
    {C::CausationId, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Caused by"), 240, false, true,
     false},
    {C::SpanId, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Span id"), 130, false, true, false},
    {C::Session, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "Session"), 62, true, false, false},
}};

QString text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

QString idText(const Id128& id) {
  return id.isNull() ? QString() : text(id.hex());
}

QString timeText(std::int64_t ns) {
  return ns < 0 ? QString() : formatDuration(ns);
}

QString sagaText(const store::EventRow& row) {
  if (row.sagaType.empty()) return {};
  return text(row.sagaType) + u' ' + text(row.sagaKey);
}

QString idCell(const store::EventRow& row, EventColumn column) {
  switch (column) {
    case C::EventId:
      return idText(row.eventId);
    case C::TraceId:
      return idText(row.traceId);
    case C::CausationId:
      return idText(row.causationId);
    case C::SpanId:
      return row.spanId == 0 ? QString() : text(hex64(row.spanId));
    case C::Session:
      return row.session == 0 ? QString() : QString::number(row.session);
    default:
      return {};
  }
}

QString numberCell(const store::EventRow& row, EventColumn column) {
  switch (column) {
    case C::Row:
      return formatExact(row.row);
    case C::Latency:
      return timeText(row.parts.totalNs);
    case C::Publish:
      return timeText(row.parts.publishNs);
    case C::Wait:
      return timeText(row.parts.waitNs);
    case C::Processing:
      return timeText(row.parts.processingNs);
    case C::Attempt:
      return QString::number(row.attempt);
    case C::Size:
      return row.payloadSize == 0 ? QString() : formatBytes(row.payloadSize);
    case C::Version:
      return row.schemaVersion == 0 ? QString() : QString::number(row.schemaVersion);
    default:
      return idCell(row, column);
  }
}

}  // namespace

std::span<const EventColumnInfo> eventColumns() {
  return kColumns;
}

QString columnTitle(EventColumn column) {
  return QCoreApplication::translate("rheo::ui::EventColumns",
                                     kColumns[static_cast<std::size_t>(column)].title);
}

QString flagsText(std::uint16_t flags) {
  static constexpr std::array<std::pair<std::uint16_t, const char*>, 6> kFlags{{
      {kDuplicate, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "duplicate")},
      {kOutOfOrder, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "out of order")},
      {kInjected, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "injected")},
      {kReplayed, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "replayed")},
      {kPayloadTruncated, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "truncated")},
      {kRedacted, QT_TRANSLATE_NOOP("rheo::ui::EventColumns", "redacted")},
  }};
  QStringList words;
  for (const auto& [flag, name] : kFlags) {
    if ((flags & flag) != 0) words << QCoreApplication::translate("rheo::ui::EventColumns", name);
  }
  return words.join(QStringLiteral(", "));
}

QString cellText(const store::EventRow& row, EventColumn column) {
  switch (column) {
    case C::Time:
      return formatTime(row.timeNs, 6);
    case C::Stage:
      return stageText(row.stage);
    case C::Type:
      return text(row.type);
    case C::Topic:
      return text(row.topic);
    case C::Service:
      return text(row.service);
    case C::Producer:
      return text(row.producer);
    case C::Subscription:
      return text(row.subscription);
    case C::Error:
      return text(row.errorType);
    case C::Flags:
      return flagsText(row.flags);
    case C::Key:
      return text(row.key);
    case C::Kind:
      return kindText(row.kind);
    case C::Saga:
      return sagaText(row);
    case C::Step:
      return text(row.undoes.empty() ? row.step : row.step + " \u21b6 " + row.undoes);
    case C::Instance:
      return text(row.instance);
    case C::DeadLetterTopic:
      return text(row.deadLetterTopic);
    default:
      return numberCell(row, column);
  }
}

}  // namespace rheo::ui
