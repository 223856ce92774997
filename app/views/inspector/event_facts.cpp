// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/event_facts.h"

#include <QCoreApplication>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/event_columns.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct EventWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::EventFacts)
};

class Collector {
 public:
  void text(const char* name, const std::string& value, QColor color = {}) {
    if (!value.empty())
      m_facts.push_back({EventWords::tr(name), QString::fromStdString(value), color, false});
  }
  void mono(const char* name, const std::string& value) {
    if (!value.empty())
      m_facts.push_back({EventWords::tr(name), QString::fromStdString(value), {}, true});
  }
  void id(const char* name, const Id128& value) {
    if (!value.isNull()) mono(name, value.hex());
  }
  void span(const char* name, std::uint64_t value) {
    if (value != 0) mono(name, hex64(value));
  }
  void time(const char* name, TimeNs t) {
    if (t != 0) m_facts.push_back({EventWords::tr(name), formatDateTime(t, 6), {}, true});
  }
  void add(const char* name, const QString& value, QColor color = {}) {
    if (!value.isEmpty()) m_facts.push_back({EventWords::tr(name), value, color, false});
  }
  std::vector<Fact> take() { return std::move(m_facts); }

 private:
  std::vector<Fact> m_facts;
};

void addPlace(Collector& facts, const store::EventRow& row) {
  const auto& theme = Theme::current();
  facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Stage"), stageText(row.stage),
            isError(row.stage) ? theme.error : QColor());
  facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Kind"), kindText(row.kind));
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Type"), row.type);
  if (row.schemaVersion != 0)
    facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Schema version"),
              QString::number(row.schemaVersion));
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Topic"), row.topic);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Service"), row.service);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Instance"), row.instance);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Published by"), row.producer);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Subscription"), row.subscription);
  if (row.attempt > 1)
    facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Attempt"), QString::number(row.attempt),
              theme.warning);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Error"), row.errorType, theme.error);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Moved to"), row.deadLetterTopic,
             theme.error);
  facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Flags"), flagsText(row.flags),
            theme.warning);
  facts.mono(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Key"), row.key);
  if (!row.sagaType.empty())
    facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Saga"), row.sagaType + " " + row.sagaKey);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Step"), row.step);
  facts.text(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Undoes"), row.undoes, theme.compensation);
}

}  // namespace

std::vector<Fact> factsOf(const store::EventRow& row) {
  Collector facts;
  addPlace(facts, row);
  facts.time(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Time"), row.timeNs);
  facts.time(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Published"), row.publishedNs);
  facts.time(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "At the broker"), row.brokerNs);
  if (row.durationNs > 0)
    facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Handled in"),
              formatDuration(row.durationNs));
  if (row.parts.totalNs >= 0)
    facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "End to end"),
              formatDuration(row.parts.totalNs));
  facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Payload"), formatBytes(row.payloadSize));
  facts.id(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Event id"), row.eventId);
  facts.id(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Caused by"), row.causationId);
  facts.id(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Trace id"), row.traceId);
  facts.span(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Span id"), row.spanId);
  facts.span(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Parent span"), row.parentSpanId);
  facts.mono(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Attributes"), row.attributes);
  facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Row"), formatExact(row.row));
  facts.add(QT_TRANSLATE_NOOP("rheo::ui::EventFacts", "Recorded from"),
            EventWords::tr("session %1, stream %2, position %3")
                .arg(row.session)
                .arg(row.stream)
                .arg(row.position));
  return facts.take();
}

QString captionOf(const store::EventRow& row) {
  QStringList parts;
  QString who = QString::fromStdString(row.service);
  if (!row.instance.empty() && row.instance != row.service)
    who += u' ' + QString::fromStdString(row.instance);
  if (!who.isEmpty()) parts << who;
  if (!row.topic.empty()) parts << QString::fromStdString(row.topic);
  if (row.attempt > 1) parts << EventWords::tr("attempt %1").arg(row.attempt);
  if (row.parts.totalNs >= 0) parts << formatDuration(row.parts.totalNs);
  parts << formatTime(row.timeNs, 6);
  return parts.join(QStringLiteral(" \u00b7 "));
}

}  // namespace rheo::ui
