// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/saga_panel.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/inspector/flow_row.h"
#include "app/views/inspector/pill_label.h"
#include "app/views/inspector/row_list.h"
#include "app/views/inspector/variant_bars.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/fact_list.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

StateMark markOf(StepState state) {
  switch (state) {
    case StepState::Running:
      return StateMark::Running;
    case StepState::Done:
      return StateMark::Ok;
    case StepState::Failed:
      return StateMark::Error;
    case StepState::Compensating:
    case StepState::Compensated:
      return StateMark::Compensated;
  }
  return StateMark::Gone;
}

}  // namespace

SagaPanel::SagaPanel(Bridge& bridge, QWidget* parent)
    : InspectorPanel(bridge, parent), m_query(bridge, this) {
  m_facts = new FactList(FactList::Style::Figures, this);
  column()->addWidget(m_facts);
  addSection(tr("Steps"));
  m_steps = new RowList(tr("Steps of this saga"), this);
  column()->addWidget(m_steps);
  m_variantsHead = addSection(tr("Variants of this saga"));
  m_variants = new VariantBars(this);
  column()->addWidget(m_variants);
  column()->addStretch(1);
  buildButtons();
  connect(m_steps, &RowList::opened, this, [this](int row) {
    const auto& steps = m_answer.saga.steps;
    if (static_cast<std::size_t>(row) >= steps.size()) return;
    const auto& step = steps[static_cast<std::size_t>(row)];
    if (step.eventId.isNull()) return;
    Selection selection;
    selection.kind = Selection::Kind::Event;
    selection.eventId = step.eventId;
    selection.sagaId = m_answer.saga.id;
    selection.filter = filterOf(selection);
    Q_EMIT selected(selection);
  });
}

void SagaPanel::buildButtons() {
  m_buttons = new FlowRow(this);
  auto* events = makeButton(tr("Show events"), QStringLiteral("primary"), m_buttons);
  auto* filter = makeButton(tr("Filter"), QString(), m_buttons);
  auto* replay = makeButton(tr("Replay\u2026"), QString(), m_buttons);
  connect(events, &QToolButton::clicked, this, [this] {
    Q_EMIT filterRequested(sagaFilter());
    Q_EMIT viewRequested(QStringLiteral("events"));
  });
  connect(filter, &QToolButton::clicked, this, [this] { Q_EMIT filterRequested(sagaFilter()); });
  connect(replay, &QToolButton::clicked, this, [this] { Q_EMIT replayRequested(sagaFilter()); });
}

QString SagaPanel::sagaFilter() const {
  return bothHold(fieldEquals(QLatin1String("saga"), QString::fromStdString(m_answer.saga.type)),
                  fieldEquals(QLatin1String("sagaKey"), QString::fromStdString(m_answer.saga.key)));
}

void SagaPanel::show(const Scene& scene, bool fresh) {
  if (!bridge().isOpen()) return;
  const auto id = scene.selection.sagaId;
  const store::Query all{scene.range, {}};
  m_query.ask(
      [id, all](store::StoreReader& reader, CancelToken cancel) -> Result<Answer> {
        auto saga = reader.saga(id, cancel);
        if (!saga) return saga.error();
        auto variants = reader.sagaVariants(all, cancel);
        if (!variants) return variants.error();
        Answer answer{std::move(*saga), {}, all.range.to};
        for (auto& variant : *variants) {
          if (variant.type == answer.saga.type) answer.variants.push_back(std::move(variant));
        }
        return answer;
      },
      [this](Result<Answer> answer) { take(std::move(answer)); }, fresh);
}

void SagaPanel::take(Result<Answer> answer) {
  m_answered = true;
  if (!answer) {
    setHead(tr("Saga"), QString::fromStdString(answer.error().text()));
    return report(answer.error());
  }
  m_answer = std::move(*answer);
  const auto& saga = m_answer.saga;
  setHead(QString::fromStdString(saga.type), QString::fromStdString(saga.key));
  pill()->setState(markOf(saga.state), sagaStateText(saga.state));
  fillFacts();
  fillSteps();
  m_variantsHead->setVisible(!m_answer.variants.empty());
  m_variants->setVariants(m_answer.variants, saga.variant);
}

void SagaPanel::fillFacts() {
  const auto& saga = m_answer.saga;
  const auto& theme = Theme::current();
  std::vector<Fact> facts;
  facts.push_back({tr("Started"), formatTime(saga.startedNs, 3)});
  if (saga.endedNs != 0) {
    facts.push_back({tr("Took"), formatDuration(saga.endedNs - saga.startedNs)});
  } else {
    facts.push_back({tr("Open for"),
                     formatDuration(std::max<std::int64_t>(m_answer.now - saga.startedNs, 0)),
                     theme.warning});
  }
  if (saga.deadlineNs != 0)
    facts.push_back({tr("Deadline"), formatDuration(saga.deadlineNs - saga.startedNs)});
  if (!saga.stuckAt.empty())
    facts.push_back({tr("Stuck at"), QString::fromStdString(saga.stuckAt), theme.error});
  facts.push_back({tr("Events"), formatExact(saga.eventCount)});
  m_facts->setFacts(facts);
}

void SagaPanel::fillSteps() {
  std::vector<RowList::Row> rows;
  for (const auto& step : m_answer.saga.steps) {
    QString text = QString::fromStdString(step.name);
    if (!step.undoes.empty()) text += tr(", undoes %1").arg(QString::fromStdString(step.undoes));
    if (!step.errorType.empty())
      text += QStringLiteral(": ") + QString::fromStdString(step.errorType);
    if (step.attempt > 1) text += tr(" · attempt %1").arg(step.attempt);
    const auto took =
        step.endedNs == 0 ? tr("open") : formatDuration(step.endedNs - step.startedNs);
    rows.push_back({0, markOf(step.state), text,
                    QString::fromStdString(step.service) + QStringLiteral(" \u00b7 ") + took,
                    false});
  }
  m_steps->setRows(rows);
}

bool SagaPanel::isSettled() const {
  return !bridge().isOpen() || (m_answered && !m_query.isBusy());
}

}  // namespace rheo::ui
