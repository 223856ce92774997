// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/bridge/bridge.h"
#include "app/views/view.h"

class QTableView;
class QToolButton;

namespace rheo::ui {

class Caption;
class HopBar;
class LatencyChart;
class PercentileModel;
class Segmented;

/// How long hops take: over time, by part, in percentiles; for everything in the scene or for the
/// selected place.
class LatencyView : public View {
  Q_OBJECT

 public:
  explicit LatencyView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("latency"); }
  [[nodiscard]] QString title() const override { return tr("Latency"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

 private:
  struct Answer {
    store::Latency latency;
    TimeRange shown;
    store::LatencyPart part = store::LatencyPart::Total;
  };

  void buildBar();
  void buildFoot();
  void ask(bool supersede);
  void take(Result<Answer> answer);
  void showCaption(const Answer& answer);

  Scene m_scene;
  LatestQuery<Answer> m_query;
  Segmented* m_part = nullptr;
  QToolButton* m_narrow = nullptr;
  Caption* m_caption = nullptr;
  LatencyChart* m_chart = nullptr;
  HopBar* m_bar = nullptr;
  Caption* m_barCaption = nullptr;
  QTableView* m_table = nullptr;
  PercentileModel* m_model = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
