// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>

#include "app/views/inspector/inspector_panel.h"

namespace rheo::ui {

class FactList;
class LatencySection;
class PayloadPanel;

/// A service, topic, delivery or publication: figures, where the time goes, latency over the range,
/// and the slowest event that went through it.
class PlacePanel : public InspectorPanel {
  Q_OBJECT

 public:
  PlacePanel(Bridge& bridge, QWidget* parent);
  void show(const Scene& scene, bool fresh) override;
  [[nodiscard]] bool isSettled() const override;
  [[nodiscard]] QWidget* buttons() override { return m_buttons; }

 private:
  struct Answer {
    store::Topology topology;
    store::Latency latency;
    TimeRange shown;
  };
  using Slowest = std::optional<store::EventRow>;

  void buildButtons();
  void ask(bool fresh);
  void askSlowest(const store::Query& query);
  void take(Result<Answer> answer);
  void showSlowest(Slowest slowest);
  /// Exactly the slowest: the newest hops of the highest histogram bucket are compared one by one.
  static Result<Slowest> slowestOf(store::StoreReader& reader, const store::Query& query,
                                   CancelToken cancel);

  Scene m_scene;
  LatestQuery<Answer> m_query;
  LatestQuery<Slowest> m_slowestQuery;
  QElapsedTimer m_sinceSlowest;
  Slowest m_slowest;
  QWidget* m_buttons = nullptr;
  QWidget* m_traceButton = nullptr;
  FactList* m_facts = nullptr;
  LatencySection* m_latency = nullptr;
  QLabel* m_slowestHead = nullptr;
  QLabel* m_slowestCaption = nullptr;
  PayloadPanel* m_payload = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
