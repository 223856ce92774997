// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/event_facts.h"

#include <QCoreApplication>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/event_columns.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

QString say(const char* text) {
  return QCoreApplication::translate("rheo::ui::EventFacts", text);
}

class Collector {
 public:
  void text(const char* name, const std::string& value, QColor color = {}) {
    if (!value.empty()) m_facts.push_back({say(name), QString::fromStdString(value), color, false});
  }
  void mono(const char* name, const std::string& value) {
    if (!value.empty()) m_facts.push_back({say(name), QString::fromStdString(value), {}, true});
  }
  void id(const char* name, const Id128& value) {
    if (!value.isNull()) mono(name, value.hex());
  }
  void span(const char* name, std::uint64_t value) {
    if (value != 0) mono(name, hex64(value));
  }
  void time(const char* name, TimeNs t) {
    if (t != 0) m_facts.push_back({say(name), formatDateTime(t, 6), {}, true});
  }
  void add(const char* name, const QString& value, QColor color = {}) {
    if (!value.isEmpty()) m_facts.push_back({say(name), value, color, false});
  }
  std::vector<Fact> take() { return std::move(m_facts); }

 private:
  std::vector<Fact> m_facts;
};

#define NAME(text) QT_TRANSLATE_NOOP("rheo::ui::EventFacts", text)

void addPlace(Collector& facts, const store::EventRow& row) {
  const auto& theme = Theme::current();
  facts.add(NAME("Stage"), stageText(row.stage), isError(row.stage) ? theme.error : QColor());
  facts.add(NAME("Kind"), kindText(row.kind));
  facts.text(NAME("Type"), row.type);
  if (row.schemaVersion != 0) facts.add(NAME("Schema version"), QString::number(row.schemaVersion));
  facts.text(NAME("Topic"), row.topic);
  facts.text(NAME("Service"), row.service);
  facts.text(NAME("Instance"), row.instance);
  facts.text(NAME("Published by"), row.producer);
  facts.text(NAME("Subscription"), row.subscription);
  if (row.attempt > 1) facts.add(NAME("Attempt"), QString::number(row.attempt), theme.warning);
  facts.text(NAME("Error"), row.errorType, theme.error);
  facts.text(NAME("Moved to"), row.deadLetterTopic, theme.error);
  facts.add(NAME("Flags"), flagsText(row.flags), theme.warning);
  facts.mono(NAME("Key"), row.key);
  if (!row.sagaType.empty()) facts.text(NAME("Saga"), row.sagaType + " " + row.sagaKey);
  facts.text(NAME("Step"), row.step);
  facts.text(NAME("Undoes"), row.undoes, theme.compensation);
}

}  // namespace

std::vector<Fact> factsOf(const store::EventRow& row) {
  Collector facts;
  addPlace(facts, row);
  facts.time(NAME("Time"), row.timeNs);
  facts.time(NAME("Published"), row.publishedNs);
  facts.time(NAME("At the broker"), row.brokerNs);
  if (row.durationNs > 0) facts.add(NAME("Handled in"), formatDuration(row.durationNs));
  if (row.parts.totalNs >= 0) facts.add(NAME("End to end"), formatDuration(row.parts.totalNs));
  facts.add(NAME("Payload"), formatBytes(row.payloadSize));
  facts.id(NAME("Event id"), row.eventId);
  facts.id(NAME("Caused by"), row.causationId);
  facts.id(NAME("Trace id"), row.traceId);
  facts.span(NAME("Span id"), row.spanId);
  facts.span(NAME("Parent span"), row.parentSpanId);
  facts.mono(NAME("Attributes"), row.attributes);
  facts.add(NAME("Row"), formatExact(row.row));
  facts.add(
      NAME("Recorded from"),
      say("session %1, stream %2, position %3").arg(row.session).arg(row.stream).arg(row.position));
  return facts.take();
}

#undef NAME

QString captionOf(const store::EventRow& row) {
  QStringList parts;
  QString who = QString::fromStdString(row.service);
  if (!row.instance.empty() && row.instance != row.service)
    who += u' ' + QString::fromStdString(row.instance);
  if (!who.isEmpty()) parts << who;
  if (!row.topic.empty()) parts << QString::fromStdString(row.topic);
  if (row.attempt > 1) parts << say("attempt %1").arg(row.attempt);
  if (row.parts.totalNs >= 0) parts << formatDuration(row.parts.totalNs);
  parts << formatTime(row.timeNs, 6);
  return parts.join(QStringLiteral(" \u00b7 "));
}

}  // namespace rheo::ui
