// SPDX-License-Identifier: Apache-2.0
#include "app/views/throughput/throughput_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/segmented.h"
#include "app/views/parts/table_look.h"
#include "app/views/throughput/throughput_chart.h"

namespace rheo::ui {
namespace {

constexpr double kPointPx = 6;  // finer points would show the clock's grain, not the traffic

}  // namespace

ThroughputView::ThroughputView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent), m_query(bridge, this) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(Theme::kMargin, 12, Theme::kMargin, 8);
  column->setSpacing(8);
  buildBar();
  m_chart = new ThroughputChart(this);
  column->addWidget(m_chart, 3);
  buildLegend();
  column->addWidget(m_legend, 1);
  setKeyTarget(m_chart);
  connect(m_chart, &ChartCanvas::rangeRequested, this, &View::rangeRequested);
  connect(m_chart, &ThroughputChart::seriesClicked, this, &ThroughputView::selectSeries);
}

void ThroughputView::buildBar() {
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  m_group = new Segmented(tr("One series for each"),
                          {tr("By topic"), tr("By service"), tr("By type"), tr("By stage")}, this);
  m_shape = new Segmented(tr("Drawn as"), {tr("Stacked"), tr("Lines")}, this);
  m_caption = new Caption(Qt::AlignRight, this);
  row->addWidget(m_group);
  row->addWidget(m_shape);
  row->addWidget(m_caption, 1);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(m_group, &Segmented::currentChanged, this, [this] { ask(true); });
  connect(m_shape, &Segmented::currentChanged, this,
          [this](int index) { m_chart->setStacked(index == 0); });
}

void ThroughputView::buildLegend() {
  m_model = new SeriesModel(this);
  m_legend = new QTableView(this);
  m_legend->setAccessibleName(tr("Series"));
  lookLikeList(*m_legend);
  m_legend->setModel(m_model);
  auto* header = m_legend->horizontalHeader();
  header->setSectionResizeMode(SeriesModel::Name, QHeaderView::Stretch);
  for (int i = SeriesModel::Events; i < SeriesModel::ColumnCount; ++i)
    m_legend->setColumnWidth(i, 84);
  connect(m_legend, &QTableView::clicked, this,
          [this](const QModelIndex& index) { selectRow(index.row()); });
  connect(m_legend, &QTableView::activated, this,
          [this](const QModelIndex& index) { selectRow(index.row()); });
}

store::GroupBy ThroughputView::groupBy() const {
  using store::GroupBy;
  switch (m_group->current()) {
    case 1:
      return GroupBy::Service;
    case 2:
      return GroupBy::Type;
    case 3:
      return GroupBy::Stage;
    default:
      return GroupBy::Topic;
  }
}

void ThroughputView::setScene(const Scene& scene) {
  const bool asked = m_scene.range == scene.range && m_scene.revision == scene.revision &&
                     m_scene.filter.text() == scene.filter.text();
  const bool moved = !scene.live || m_scene.filter.text() != scene.filter.text();
  m_scene = scene;
  showSelection();
  if (!asked || !m_answered) ask(moved);
}

void ThroughputView::ask(bool supersede) {
  if (!bridge().isOpen()) return;
  const auto query = m_scene.query();
  const auto by = groupBy();
  const auto bucket = roundBucket(m_scene.range.span(), m_chart->plotRect().width() / kPointPx);
  m_query.ask(
      [query, by, bucket](store::StoreReader& reader, CancelToken cancel) -> Result<Answer> {
        auto extent = reader.extent();
        if (!extent) return extent.error();
        auto throughput = reader.throughput(query, by, bucket, cancel);
        if (!throughput) return throughput.error();
        return Answer{std::move(*throughput), *extent, query.range, by};
      },
      [this](Result<Answer> answer) { take(std::move(answer)); }, supersede);
}

void ThroughputView::take(Result<Answer> answer) {
  m_answered = true;
  if (!answer) {
    Q_EMIT journal(QString::fromStdString(answer.error().text()));
    return;
  }
  m_shown = std::move(*answer);
  m_chart->setThroughput(m_shown.throughput, m_shown.shown, m_shown.recorded);
  fillLegend(m_shown);
  showSelection();
}

void ThroughputView::fillLegend(const Answer& answer) {
  const auto from = std::max(answer.shown.from, answer.recorded.from);
  const auto to = std::min(answer.shown.to, answer.recorded.to);
  const double seconds = std::max(1e-9, static_cast<double>(to - from) / 1e9);
  const QString titles[] = {tr("Topic"), tr("Service"), tr("Type"), tr("Stage")};
  std::vector<SeriesModel::Row> rows;
  std::uint64_t total = 0, errors = 0, bytes = 0;
  for (std::size_t i = 0; i < answer.throughput.series.size(); ++i) {
    const auto& series = m_chart->wholeStack().series[i];
    const auto name = QString::fromStdString(answer.throughput.series[i].name);
    rows.push_back(
        {name.isEmpty() ? tr("saga steps, no %1").arg(titles[m_group->current()].toLower()) : name,
         m_chart->colorOf(answer.throughput.series[i].name), series.total, series.errors,
         series.bytes, static_cast<double>(series.total) / seconds, series.peakPerS});
    total += series.total;
    errors += series.errors;
    bytes += series.bytes;
  }
  m_model->setRows(std::move(rows), titles[m_group->current()]);
  m_caption->setText(
      tr("%1 events · %2 · %3 · %4 per point")
          .arg(formatExact(total), formatBytes(bytes),
               errors == 0 ? tr("no failures") : tr("%1 failures").arg(formatExact(errors)),
               formatDuration(answer.throughput.bucketNs)));
}

void ThroughputView::selectRow(int row) {
  if (row < 0 || static_cast<std::size_t>(row) >= m_shown.throughput.series.size()) return;
  selectSeries(
      QString::fromStdString(m_shown.throughput.series[static_cast<std::size_t>(row)].name));
}

void ThroughputView::selectSeries(const QString& series) {
  m_chart->setHighlighted(series);
  Selection selection;
  switch (m_shown.groupBy) {
    case store::GroupBy::Topic:
      selection.kind = Selection::Kind::Topic;
      selection.topic = series;
      break;
    case store::GroupBy::Service:
      selection.kind = Selection::Kind::Service;
      selection.service = series;
      break;
    case store::GroupBy::Type:
    case store::GroupBy::Stage:
      return;  // a type or a stage is no place: it is shown, not selected
  }
  if (series.isEmpty() || series == QStringLiteral("other")) return;
  selection.filter = filterOf(selection);
  Q_EMIT selected(selection);
}

void ThroughputView::showSelection() {
  using Kind = Selection::Kind;
  const auto& selection = m_scene.selection;
  if (m_shown.groupBy == store::GroupBy::Topic) {
    m_chart->setHighlighted(selection.topic);
  } else if (m_shown.groupBy == store::GroupBy::Service) {
    m_chart->setHighlighted(selection.kind == Kind::None ? QString() : selection.service);
  }
}

bool ThroughputView::isSettled() const {
  if (!bridge().isOpen()) return true;
  return m_answered && !m_query.isBusy() && m_chart->isPainted();
}

}  // namespace rheo::ui
