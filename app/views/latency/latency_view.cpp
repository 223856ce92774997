// SPDX-License-Identifier: Apache-2.0
#include "app/views/latency/latency_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/latency/line_key.h"
#include "app/views/latency/percentile_model.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/hop_bar.h"
#include "app/views/parts/latency_chart.h"
#include "app/views/parts/segmented.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {
namespace {

constexpr int kPlacePx = 170;  // of a place's name on its button

std::int64_t medianOf(const Histogram& histogram) {
  return histogram.isEmpty() ? -1 : static_cast<std::int64_t>(histogram.quantile(0.5));
}

}  // namespace

LatencyView::LatencyView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent), m_query(bridge, this) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(Theme::kMargin, 12, Theme::kMargin, 8);
  column->setSpacing(8);
  buildBar();
  m_chart = new LatencyChart(this);
  column->addWidget(m_chart, 1);
  buildFoot();
  setKeyTarget(m_chart);
  connect(m_chart, &ChartCanvas::rangeRequested, this, &View::rangeRequested);
}

void LatencyView::buildBar() {
  auto* row = new QHBoxLayout;
  row->setSpacing(16);
  using store::LatencyPart;
  m_part =
      new Segmented(tr("Part of the hop"),
                    {latencyPartText(LatencyPart::Total), latencyPartText(LatencyPart::Publish),
                     latencyPartText(LatencyPart::Wait), latencyPartText(LatencyPart::Processing)},
                    this);
  m_narrow = makeButton(QString(), QString(), this);
  m_narrow->setCheckable(true);
  m_narrow->setChecked(true);
  m_narrow->setVisible(false);
  m_narrow->setToolTip(tr("On: only the hops of what is selected. Off: every hop in the range."));
  m_caption = new Caption(Qt::AlignLeft, this);
  row->addWidget(m_part);
  row->addWidget(m_narrow);
  row->addStretch();
  auto* key = new QHBoxLayout;
  key->addWidget(m_caption, 1);
  key->addWidget(new LineKey(this));
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->addLayout(row);
  column->addLayout(key);
  connect(m_part, &Segmented::currentChanged, this, [this] { ask(true); });
  connect(m_narrow, &QToolButton::toggled, this, [this] { ask(true); });
}

void LatencyView::buildFoot() {
  auto* column = static_cast<QVBoxLayout*>(layout());
  auto* head = new QHBoxLayout;
  auto* title = makeLabel(tr("Where the time goes"), QString(), this);
  title->setFont(Theme::current().strong());
  m_barCaption = new Caption(Qt::AlignRight, this);
  head->addWidget(title);
  head->addWidget(m_barCaption, 1);
  column->addLayout(head);
  m_bar = new HopBar(this);
  column->addWidget(m_bar);
  m_model = new PercentileModel(this);
  m_table = new QTableView(this);
  m_table->setAccessibleName(tr("Percentiles"));
  lookLikeList(*m_table);
  m_table->setModel(m_model);
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_table->setFocusPolicy(Qt::NoFocus);
  m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  m_table->horizontalHeader()->setSectionResizeMode(PercentileModel::Part, QHeaderView::Fixed);
  m_table->setColumnWidth(PercentileModel::Part, 116);
  m_table->setFixedHeight(4 * Theme::kRowHeight + 30);
  column->addWidget(m_table);
}

void LatencyView::setScene(const Scene& scene) {
  const bool filterChanged = m_scene.filter.text() != scene.filter.text();
  const bool placeChanged = !(m_scene.selection == scene.selection) &&
                            (isPlace(m_scene.selection) || isPlace(scene.selection));
  const bool same = m_answered && !filterChanged && !placeChanged && m_scene.range == scene.range &&
                    m_scene.revision == scene.revision;
  m_scene = scene;
  const auto place = isPlace(scene.selection) ? titleOf(scene.selection) : QString();
  m_narrow->setVisible(!place.isEmpty());
  const auto shown = fontMetrics().elidedText(place, Qt::ElideMiddle, kPlacePx);
  m_narrow->setText(tr("Only %1").arg(QString(shown).replace(u'&', QStringLiteral("&&"))));
  if (!same) ask(!scene.live || filterChanged || placeChanged);
}

void LatencyView::ask(bool supersede) {
  if (!bridge().isOpen()) return;
  auto query = narrowedQuery(m_scene, m_narrow->isChecked());
  if (!query) {
    Q_EMIT journal(QString::fromStdString(query.error().text()));
    return;
  }
  const auto part = static_cast<store::LatencyPart>(m_part->current());
  m_query.ask(
      [query = *query, part](store::StoreReader& reader, CancelToken cancel) -> Result<Answer> {
        auto latency = reader.latency(query, part, 0, cancel);
        if (!latency) return latency.error();
        return Answer{std::move(*latency), query.range, part};
      },
      [this](Result<Answer> answer) { take(std::move(answer)); }, supersede);
}

void LatencyView::take(Result<Answer> answer) {
  m_answered = true;
  if (!answer) {
    Q_EMIT journal(QString::fromStdString(answer.error().text()));
    return;
  }
  const auto& latency = answer->latency;
  m_bar->setParts(medianOf(latency.publish), medianOf(latency.wait), medianOf(latency.processing));
  m_model->setLatency(latency);
  showCaption(*answer);
  m_chart->setLatency(std::move(answer->latency), answer->shown);
}

void LatencyView::showCaption(const Answer& answer) {
  const auto& latency = answer.latency;
  const Histogram* const parts[] = {&latency.total, &latency.publish, &latency.wait,
                                    &latency.processing};
  const auto& shown = *parts[static_cast<std::size_t>(answer.part) & 3];
  QString text = tr("%1 hops").arg(formatExact(shown.count()));
  if (latency.unknown > 0) text += tr(" · %1 without this part").arg(formatExact(latency.unknown));
  text += tr(" · %1 per column").arg(formatDuration(latency.bucketNs));
  m_caption->setText(text);
  const auto quantile = [&](double q) {
    return latency.total.isEmpty()
               ? formatDuration(-1)
               : formatDuration(static_cast<std::int64_t>(latency.total.quantile(q)));
  };
  m_barCaption->setText(
      tr("median of each part · end to end p50 %1 · p99 %2").arg(quantile(0.5), quantile(0.99)));
}

bool LatencyView::isSettled() const {
  if (!bridge().isOpen()) return true;
  return m_answered && !m_query.isBusy() && m_chart->isPainted();
}

}  // namespace rheo::ui
