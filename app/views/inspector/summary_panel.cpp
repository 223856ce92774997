// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/summary_panel.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/inspector/latency_section.h"
#include "app/views/parts/fact_list.h"
#include "app/views/parts/problem_words.h"
#include "app/views/parts/stage_mark.h"
#include "model/event/call_topic.h"

namespace rheo::ui {

SummaryPanel::SummaryPanel(Bridge& bridge, QWidget* parent)
    : InspectorPanel(bridge, parent), m_query(bridge, this) {
  setHead(tr("This range"),
          tr("Nothing is selected. Click a service, an event or a saga to see it here."));
  m_figures = new FactList(FactList::Style::Figures, this);
  column()->addWidget(m_figures);
  column()->addSpacing(8);
  m_latency = new LatencySection(this);
  column()->addWidget(m_latency);
  m_sagasHead = addSection(tr("Sagas"));
  m_sagas = new FactList(FactList::Style::Figures, this);
  column()->addWidget(m_sagas);
  m_problemsHead = addSection(tr("Problems"));
  m_problems = new FactList(FactList::Style::Figures, this);
  column()->addWidget(m_problems);
  column()->addStretch(1);
  connect(m_latency, &LatencySection::rangeRequested, this, &InspectorPanel::rangeRequested);
}

void SummaryPanel::show(const Scene& scene, bool fresh) {
  if (!bridge().isOpen()) return;
  const auto query = scene.query();
  m_query.ask(
      [query](store::StoreReader& reader, CancelToken cancel) -> Result<Answer> {
        auto summary = reader.summary(query, cancel);
        if (!summary) return summary.error();
        auto latency = reader.latency(query, store::LatencyPart::Total, 0, cancel);
        if (!latency) return latency.error();
        return Answer{std::move(*summary), std::move(*latency), query.range};
      },
      [this](Result<Answer> answer) { take(std::move(answer)); }, fresh && !scene.live);
}

std::vector<Fact> SummaryPanel::figuresOf(const store::Summary& summary, TimeRange shown) {
  const auto& theme = Theme::current();
  const auto span = std::max<std::int64_t>(
      1, std::min(shown.to, summary.toNs + 1) - std::max(shown.from, summary.fromNs));
  std::vector<Fact> facts;
  facts.push_back({tr("Sightings"), formatExact(summary.events)});
  if (summary.events > 0)
    facts.push_back({tr("Rate"), formatRate(static_cast<double>(summary.events) * 1e9 /
                                            static_cast<double>(span))});
  facts.push_back({tr("Published events"), formatExact(summary.published)});
  facts.push_back({tr("Hops ended"), formatExact(summary.hops)});
  facts.push_back({tr("Failing"),
                   summary.failed == 0
                       ? QStringLiteral("0 %")
                       : formatPercent(summary.failed, std::max(summary.hops, summary.failed)),
                   summary.failed > 0 ? theme.error : QColor()});
  facts.push_back({tr("Payload"), formatBytes(summary.bytes)});
  facts.push_back({tr("Lost"),
                   summary.lost == 0
                       ? QStringLiteral("0")
                       : tr("%1 in %n gap(s)", nullptr, static_cast<int>(summary.gaps))
                             .arg(formatExact(summary.lost)),
                   summary.lost > 0 ? theme.error : QColor()});
  facts.push_back({tr("Services"), QString::number(summary.services.size())});
  facts.push_back({tr("Topics"), QString::number(std::count_if(
                                     summary.topics.begin(), summary.topics.end(), isRealTopic))});
  return facts;
}

std::vector<Fact> SummaryPanel::countsOf(const std::map<std::string, std::uint64_t>& counts,
                                         bool sagas) {
  std::vector<Fact> facts;
  for (const auto& [name, count] : counts) {
    if (count == 0) continue;
    QString word = QString::fromStdString(name);
    StateMark mark = StateMark::Note;
    if (sagas) {
      if (const auto state = sagaStateFromName(name))
        word = sagaStateText(*state), mark = markOf(*state);
    } else if (const auto kind = problemKindFromName(name)) {
      word = problemKindText(*kind);
      mark = markOf(severityOf(*kind));
    }
    facts.push_back({word, formatExact(count), stateColor(mark)});
  }
  return facts;
}

void SummaryPanel::take(Result<Answer> answer) {
  m_answered = true;
  if (!answer) return report(answer.error());
  m_figures->setFacts(figuresOf(answer->summary, answer->shown));
  const auto sagas = countsOf(answer->summary.sagas, true);
  m_sagasHead->setVisible(!sagas.empty());
  m_sagas->setFacts(sagas);
  const auto problems = countsOf(answer->summary.problems, false);
  m_problemsHead->setVisible(!problems.empty());
  m_problems->setFacts(problems);
  m_latency->setLatency(std::move(answer->latency), answer->shown);
}

bool SummaryPanel::isSettled() const {
  return !bridge().isOpen() || (m_answered && !m_query.isBusy() && m_latency->isPainted());
}

}  // namespace rheo::ui
