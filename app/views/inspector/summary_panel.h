// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/views/inspector/inspector_panel.h"
#include "app/views/parts/fact_list.h"

namespace rheo::ui {

class LatencySection;

/// With nothing selected: the range as a whole.
class SummaryPanel : public InspectorPanel {
  Q_OBJECT

 public:
  SummaryPanel(Bridge& bridge, QWidget* parent);
  void show(const Scene& scene, bool fresh) override;
  [[nodiscard]] bool isSettled() const override;

 private:
  struct Answer {
    store::Summary summary;
    store::Latency latency;
    TimeRange shown;
  };

  void take(Result<Answer> answer);
  static std::vector<Fact> figuresOf(const store::Summary& summary, TimeRange shown);
  static std::vector<Fact> countsOf(const std::map<std::string, std::uint64_t>& counts, bool sagas);

  LatestQuery<Answer> m_query;
  FactList* m_figures = nullptr;
  LatencySection* m_latency = nullptr;
  QLabel* m_sagasHead = nullptr;
  FactList* m_sagas = nullptr;
  QLabel* m_problemsHead = nullptr;
  FactList* m_problems = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
