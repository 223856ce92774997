// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/bridge/bridge.h"
#include "app/views/throughput/series_model.h"
#include "app/views/view.h"

class QTableView;

namespace rheo::ui {

class Caption;
class Segmented;
class ThroughputChart;

/// How many events per second, by topic, service or type.
class ThroughputView : public View {
  Q_OBJECT

 public:
  explicit ThroughputView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("throughput"); }
  [[nodiscard]] QString title() const override { return tr("Throughput"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

 private:
  struct Answer {
    store::Throughput throughput;
    TimeRange recorded;
    TimeRange shown;
    store::GroupBy groupBy = store::GroupBy::Topic;
  };

  void buildBar();
  void buildLegend();
  void ask(bool supersede);
  void take(Result<Answer> answer);
  void fillLegend(const Answer& answer);
  void selectRow(int row);
  void selectSeries(const QString& series);
  void showSelection();
  [[nodiscard]] store::GroupBy groupBy() const;

  Scene m_scene;
  Answer m_shown;
  LatestQuery<Answer> m_query;
  Segmented* m_group = nullptr;
  Segmented* m_shape = nullptr;
  Caption* m_caption = nullptr;
  ThroughputChart* m_chart = nullptr;
  QTableView* m_legend = nullptr;
  SeriesModel* m_model = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
