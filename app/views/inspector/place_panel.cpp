// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/place_panel.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/inspector/flow_row.h"
#include "app/views/inspector/latency_section.h"
#include "app/views/inspector/payload_panel.h"
#include "app/views/inspector/pill_label.h"
#include "app/views/inspector/place_facts.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/fact_list.h"
#include "app/views/parts/filter_text.h"

namespace rheo::ui {
namespace {

// The slowest event is found by reading events, not rollups: while live, look for it this often.
constexpr qint64 kSlowestEveryMs = 5000;
constexpr std::size_t kSlowestCandidates = 256;

}  // namespace

PlacePanel::PlacePanel(Bridge& bridge, QWidget* parent)
    : InspectorPanel(bridge, parent), m_query(bridge, this), m_slowestQuery(bridge, this) {
  m_facts = new FactList(FactList::Style::Figures, this);
  column()->addWidget(m_facts);
  column()->addSpacing(8);
  m_latency = new LatencySection(this);
  column()->addWidget(m_latency);
  m_slowestHead = addSection(tr("Slowest event here"));
  m_slowestCaption = makeLabel(QString(), QStringLiteral("muted"), this);
  m_slowestCaption->setWordWrap(true);
  column()->addWidget(m_slowestCaption);
  m_payload = new PayloadPanel(this);
  column()->addWidget(m_payload);
  column()->addStretch(1);
  buildButtons();
  showSlowest(std::nullopt);
  connect(m_latency, &LatencySection::rangeRequested, this, &InspectorPanel::rangeRequested);
}

void PlacePanel::buildButtons() {
  m_buttons = new FlowRow(this);
  auto* trace = makeButton(tr("Open slowest"), QStringLiteral("primary"), m_buttons);
  auto* filter = makeButton(tr("Filter"), QString(), m_buttons);
  auto* replay = makeButton(tr("Replay\u2026"), QString(), m_buttons);
  m_traceButton = trace;
  connect(trace, &QToolButton::clicked, this, [this] {
    if (!m_slowest) return;
    Selection selection;
    selection.kind = Selection::Kind::Event;
    selection.eventRow = m_slowest->row;
    selection.eventId = m_slowest->eventId;
    selection.filter = filterOf(selection);
    Q_EMIT selected(selection);
  });
  connect(filter, &QToolButton::clicked, this,
          [this] { Q_EMIT filterRequested(filterOf(m_scene.selection)); });
  connect(replay, &QToolButton::clicked, this,
          [this] { Q_EMIT replayRequested(filterOf(m_scene.selection)); });
}

void PlacePanel::show(const Scene& scene, bool fresh) {
  m_scene = scene;
  if (fresh) {
    setHead(titleOf(scene.selection), tr("Looking\u2026"));
    pill()->setState(StateMark::Ok, QString());
    m_facts->setFacts({});
    showSlowest(std::nullopt);
    m_sinceSlowest.invalidate();
  }
  ask(fresh);
}

void PlacePanel::ask(bool fresh) {
  if (!bridge().isOpen()) return;
  auto narrowed = narrowedQuery(m_scene, true);
  if (!narrowed) return report(narrowed.error());
  const auto whole = m_scene.query();
  m_query.ask(
      [whole, query = *narrowed](store::StoreReader& reader, CancelToken cancel) -> Result<Answer> {
        auto topology = reader.topology(whole, cancel);
        if (!topology) return topology.error();
        auto latency = reader.latency(query, store::LatencyPart::Total, 0, cancel);
        if (!latency) return latency.error();
        return Answer{std::move(*topology), std::move(*latency), query.range};
      },
      [this](Result<Answer> answer) { take(std::move(answer)); }, fresh || !m_scene.live);
  const bool due =
      !m_scene.live || !m_sinceSlowest.isValid() || m_sinceSlowest.elapsed() > kSlowestEveryMs;
  if (due) askSlowest(*narrowed);
}

void PlacePanel::askSlowest(const store::Query& query) {
  m_sinceSlowest.start();
  m_slowestQuery.ask([query](store::StoreReader& reader,
                             CancelToken cancel) { return slowestOf(reader, query, cancel); },
                     [this](Result<Slowest> slowest) {
                       if (!slowest) return report(slowest.error());
                       showSlowest(std::move(*slowest));
                     },
                     true);
}

Result<PlacePanel::Slowest> PlacePanel::slowestOf(store::StoreReader& reader,
                                                  const store::Query& query, CancelToken cancel) {
  auto latency = reader.latency(query, store::LatencyPart::Total, 0, cancel);
  if (!latency) return latency.error();
  if (latency->total.isEmpty()) return Slowest();
  const auto top = Histogram::lowerBound(latency->total.buckets().back().first);
  const auto text = bothHold(QString::fromStdString(query.filter.text()),
                             QStringLiteral("latency >= %1ns").arg(top));
  auto filter = query::Filter::parse(text.toStdString());
  if (!filter) return filter.error();
  auto ids = reader.eventIds({query.range, *filter}, kSlowestCandidates, cancel);
  if (!ids) return ids.error();
  auto rows = reader.eventRows(*ids, false, cancel);
  if (!rows) return rows.error();
  const auto slowest = std::max_element(
      rows->begin(), rows->end(),
      [](const auto& a, const auto& b) { return a.parts.totalNs < b.parts.totalNs; });
  if (slowest == rows->end()) return Slowest();
  const std::uint64_t id[] = {slowest->row};
  auto whole = reader.eventRows(id, true, cancel);
  if (!whole) return whole.error();
  if (whole->empty()) return Slowest();
  Slowest found = std::move(whole->front());
  // A consumer's sighting often carries no payload of its own: the publisher's has it.
  if (found->payload.empty() && !found->eventId.isNull()) {
    auto sightings = reader.sightings(found->eventId, cancel);
    if (!sightings) return sightings.error();
    for (const auto& sighting : *sightings) {
      if (sighting.stage != Stage::Published) continue;
      const std::uint64_t published[] = {sighting.row};
      auto row = reader.eventRows(published, true, cancel);
      if (row && !row->empty()) {
        found->payload = row->front().payload;
        found->payloadSize = row->front().payloadSize;
      }
      break;
    }
  }
  return found;
}

void PlacePanel::take(Result<Answer> answer) {
  m_answered = true;
  if (!answer) return report(answer.error());
  auto place = placeFacts(answer->topology, m_scene.selection);
  if (!place.found) place.caption = tr("Not seen in this range with this filter.");
  setHead(titleOf(m_scene.selection), place.caption);
  pill()->setState(place.mark, place.found ? place.state : QString());
  m_facts->setFacts(place.facts);
  m_latency->setLatency(std::move(answer->latency), answer->shown);
}

void PlacePanel::showSlowest(Slowest slowest) {
  m_slowest = std::move(slowest);
  const bool any = m_slowest.has_value();
  m_slowestHead->setVisible(any);
  m_slowestCaption->setVisible(any);
  m_traceButton->setEnabled(any);
  const bool payload = any && !m_slowest->payload.empty();
  m_payload->setVisible(payload);
  if (!any) return;
  m_slowestCaption->setText(
      tr("%1 took %2 in %3, %4")
          .arg(QString::fromStdString(m_slowest->type), formatDuration(m_slowest->parts.totalNs),
               QString::fromStdString(m_slowest->service), formatTime(m_slowest->timeNs, 3)));
  if (payload)
    m_payload->setPayload(QByteArray::fromStdString(m_slowest->payload), m_slowest->payloadSize);
}

bool PlacePanel::isSettled() const {
  if (!bridge().isOpen()) return true;
  return m_answered && !m_query.isBusy() && !m_slowestQuery.isBusy() && m_latency->isPainted();
}

}  // namespace rheo::ui
