// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/latency_section.h"

#include <QLabel>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/heatmap.h"
#include "app/views/parts/hop_bar.h"
#include "app/views/parts/latency_chart.h"

namespace rheo::ui {
namespace {

std::int64_t at(const Histogram& histogram, double q) {
  return histogram.isEmpty() ? -1 : static_cast<std::int64_t>(histogram.quantile(q));
}

QHBoxLayout* pairRow(QWidget* left, QWidget* right) {
  auto* row = new QHBoxLayout;
  row->addWidget(left);
  row->addWidget(right, 1);
  return row;
}

}  // namespace

LatencySection::LatencySection(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(6);
  m_caption = new Caption(Qt::AlignRight, this);
  column->addLayout(pairRow(makeSectionHead(tr("Where the time goes"), this), m_caption));
  m_bar = new HopBar(this);
  column->addWidget(m_bar);
  column->addSpacing(8);
  m_scale = new Caption(Qt::AlignRight, this);
  column->addLayout(pairRow(makeSectionHead(tr("Latency over the range"), this), m_scale));
  m_chart = new LatencyChart(this);
  m_chart->setCompact(true);
  m_chart->setFixedHeight(104);
  column->addWidget(m_chart);
  connect(m_chart, &ChartCanvas::rangeRequested, this, &LatencySection::rangeRequested);
}

void LatencySection::setLatency(store::Latency latency, TimeRange range) {
  m_caption->setText(
      tr("p50 %1 · p99 %2")
          .arg(formatDuration(at(latency.total, 0.5)), formatDuration(at(latency.total, 0.99))));
  m_bar->setParts(at(latency.publish, 0.5), at(latency.wait, 0.5), at(latency.processing, 0.5));
  std::vector<const Histogram*> columns;
  for (const auto& column : latency.columns) columns.push_back(&column.histogram);
  const auto [low, high] = valueExtent(columns);
  m_scale->setText(high <= 0 ? tr("no hop ended")
                             : tr("%1 \u2013 %2, log")
                                   .arg(formatDuration(static_cast<std::int64_t>(low)),
                                        formatDuration(static_cast<std::int64_t>(high))));
  m_chart->setVisible(high > 0);
  m_chart->setLatency(std::move(latency), range);
}

bool LatencySection::isPainted() const {
  return m_chart->isHidden() || m_chart->isPainted();
}

}  // namespace rheo::ui
