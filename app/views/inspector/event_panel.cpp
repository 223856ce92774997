// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/event_panel.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/inspector/causation.h"
#include "app/views/inspector/event_facts.h"
#include "app/views/inspector/flow_row.h"
#include "app/views/inspector/payload_panel.h"
#include "app/views/inspector/pill_label.h"
#include "app/views/inspector/row_list.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/copy_event.h"
#include "app/views/parts/event_condition.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/hop_bar.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {

EventPanel::EventPanel(Bridge& bridge, QWidget* parent)
    : InspectorPanel(bridge, parent), m_query(bridge, this) {
  m_hopHead = addSection(tr("Where the time went"));
  m_bar = new HopBar(this);
  column()->addWidget(m_bar);
  m_payloadHead = addSection(tr("Payload"));
  m_payload = new PayloadPanel(this);
  column()->addWidget(m_payload);
  m_causationHead = addSection(tr("Causes and effects"));
  m_causation = new RowList(tr("Causes and effects"), this);
  column()->addWidget(m_causation);
  addSection(tr("Seen by"));
  m_sightings = new RowList(tr("Sightings of this event"), this);
  column()->addWidget(m_sightings);
  addSection(tr("All fields"));
  m_facts = new FactList(FactList::Style::Fields, this);
  column()->addWidget(m_facts);
  column()->addStretch(1);
  buildButtons();
  connect(m_causation, &RowList::opened, this, [this](int row) {
    if (static_cast<std::size_t>(row) < m_causationRows.size())
      openRow(*m_causationRows[static_cast<std::size_t>(row)]);
  });
  connect(m_sightings, &RowList::opened, this, [this](int row) {
    if (static_cast<std::size_t>(row) < m_answer.sightings.size())
      openRow(m_answer.sightings[static_cast<std::size_t>(row)]);
  });
}

void EventPanel::buildButtons() {
  m_buttons = new FlowRow(this);
  auto* trace = makeButton(tr("Open trace"), QStringLiteral("primary"), m_buttons);
  auto* filter = makeButton(tr("Filter"), QString(), m_buttons);
  auto* again = makeButton(tr("Send again\u2026"), QString(), m_buttons);
  auto* copy = makeButton(tr("Copy as JSON"), QString(), m_buttons);
  connect(trace, &QToolButton::clicked, this, [this] {
    const auto condition = conditionOf(m_answer.row, EventColumn::TraceId);
    if (condition.isEmpty()) return;
    Q_EMIT filterRequested(condition);
    Q_EMIT viewRequested(QStringLiteral("events"));
  });
  connect(filter, &QToolButton::clicked, this, [this] {
    const auto condition = conditionOf(m_answer.row, EventColumn::EventId);
    Q_EMIT filterRequested(condition.isEmpty() ? conditionOf(m_answer.row, EventColumn::Type)
                                               : condition);
  });
  connect(again, &QToolButton::clicked, this, [this] { Q_EMIT injectRequested(m_answer.row.row); });
  connect(copy, &QToolButton::clicked, this, [this] {
    copyEventJson(bridge(), this, m_answer.row.row,
                  [this](const QString& text) { Q_EMIT journal(text); });
  });
}

void EventPanel::show(const Scene& scene, bool fresh) {
  m_selection = scene.selection;
  // A recorded sighting never changes; only what came of it grows, and only while recording.
  if (fresh || !m_answered || (scene.live && !m_query.isBusy())) ask();
}

Result<EventPanel::Answer> EventPanel::answer(store::StoreReader& reader, quint64 row, Id128 event,
                                              CancelToken cancel) {
  Answer answer;
  if (row == 0) {
    auto sightings = reader.sightings(event, cancel);
    if (!sightings) return sightings.error();
    if (sightings->empty())
      return Error{"This event is not in the recording", event.hex(),
                   "It may have been lost, or it is not committed yet"};
    row = sightings->front().row;
  }
  const std::uint64_t ids[] = {row};
  auto rows = reader.eventRows(ids, true, cancel);
  if (!rows) return rows.error();
  if (rows->empty()) return Error{"This row is not in the recording", std::to_string(row), {}};
  answer.row = std::move(rows->front());
  if (!answer.row.eventId.isNull()) {
    auto sightings = reader.sightings(answer.row.eventId, cancel);
    if (!sightings) return sightings.error();
    answer.sightings = std::move(*sightings);
  }
  if (!answer.row.traceId.isNull()) {
    auto trace = reader.trace(answer.row.traceId, cancel);
    if (!trace) return trace.error();
    answer.trace = std::move(*trace);
  }
  return answer;
}

void EventPanel::ask() {
  if (!bridge().isOpen()) return;
  const auto row = m_selection.eventRow;
  const auto event = m_selection.eventId;
  if (row == 0 && event.isNull()) return;
  m_query.ask([row, event](store::StoreReader& reader,
                           CancelToken cancel) { return answer(reader, row, event, cancel); },
              [this](Result<Answer> result) { take(std::move(result)); }, true);
}

void EventPanel::take(Result<Answer> result) {
  m_answered = true;
  if (!result) {
    setHead(tr("Event"), QString::fromStdString(result.error().text()));
    return report(result.error());
  }
  m_answer = std::move(*result);
  const auto& row = m_answer.row;
  QString title = QString::fromStdString(row.type.empty() ? row.sagaType : row.type);
  if (title.isEmpty()) title = QString::fromStdString(row.topic);
  if (row.schemaVersion > 0) title += tr(" v%1").arg(row.schemaVersion);
  setHead(title, captionOf(row));
  pill()->setState(markOf(row.stage), stageText(row.stage));
  const bool hop = endsHop(row.stage);
  m_hopHead->setVisible(hop);
  m_bar->setVisible(hop);
  m_bar->setParts(row.parts.publishNs, row.parts.waitNs, row.parts.processingNs);
  const bool hasPayload = !row.payload.empty() || row.payloadSize > 0;
  m_payloadHead->setVisible(hasPayload);
  m_payload->setVisible(hasPayload);
  m_payload->setPayload(QByteArray::fromStdString(row.payload), row.payloadSize);
  fillCausation();
  fillSightings();
  m_facts->setFacts(factsOf(row));
}

void EventPanel::fillSightings() {
  std::vector<RowList::Row> rows;
  const auto first = m_answer.sightings.empty() ? 0 : m_answer.sightings.front().timeNs;
  for (const auto& sighting : m_answer.sightings) {
    QString text = stageText(sighting.stage) + QStringLiteral(" \u00b7 ") +
                   QString::fromStdString(sighting.service);
    if (sighting.attempt > 1) text += tr(" · attempt %1").arg(sighting.attempt);
    const auto after = sighting.timeNs - first;
    rows.push_back({0, markOf(sighting.stage), text,
                    after == 0 ? formatTime(sighting.timeNs, 3)
                               : u'+' + formatDuration(std::max<std::int64_t>(after, 0)),
                    sighting.row == m_answer.row.row});
  }
  m_sightings->setRows(rows);
}

void EventPanel::fillCausation() {
  std::size_t left = 0;
  const auto nodes = buildCausation(m_answer.trace, m_answer.row.eventId, kMaxCausation, &left);
  const bool any = nodes.size() > 1;
  m_causationHead->setVisible(any);
  m_causation->setVisible(any);
  m_causationRows.clear();
  std::vector<RowList::Row> rows;
  for (const auto& node : nodes) {
    m_causationRows.push_back(node.row);
    rows.push_back({node.depth, markOf(node.row->stage), QString::fromStdString(node.row->type),
                    QString::fromStdString(node.row->service), node.isThis});
  }
  if (left > 0)
    rows.push_back(
        {0, std::nullopt, tr("and %n more", nullptr, static_cast<int>(left)), {}, false});
  m_causation->setRows(rows);
}

void EventPanel::openRow(const store::EventRow& row) {
  Selection selection;
  selection.kind = Selection::Kind::Event;
  selection.eventRow = row.row;
  selection.eventId = row.eventId;
  selection.service = QString::fromStdString(row.service);
  selection.topic = QString::fromStdString(row.topic);
  selection.filter = filterOf(selection);
  Q_EMIT selected(selection);
}

bool EventPanel::isSettled() const {
  return !bridge().isOpen() || (m_answered && !m_query.isBusy());
}

}  // namespace rheo::ui
