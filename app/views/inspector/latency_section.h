// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "model/store/results.h"

namespace rheo::ui {

class Caption;
class HopBar;
class LatencyChart;

/// "Where the time goes" and "Latency over the range", as several panels show them.
class LatencySection : public QWidget {
  Q_OBJECT

 public:
  explicit LatencySection(QWidget* parent = nullptr);
  void setLatency(store::Latency latency, TimeRange range);
  [[nodiscard]] bool isPainted() const;

 Q_SIGNALS:
  void rangeRequested(rheo::TimeRange range);

 private:
  Caption* m_caption;
  HopBar* m_bar;
  LatencyChart* m_chart;
  Caption* m_scale;
};

}  // namespace rheo::ui
