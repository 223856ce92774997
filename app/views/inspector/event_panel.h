// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/views/inspector/inspector_panel.h"

namespace rheo::ui {

class FactList;
class HopBar;
class PayloadPanel;
class RowList;

/// One sighting: its hop, payload, causes and effects, the other sightings of its event, all
/// fields.
class EventPanel : public InspectorPanel {
  Q_OBJECT

 public:
  static constexpr std::size_t kMaxCausation = 200;

  EventPanel(Bridge& bridge, QWidget* parent);
  void show(const Scene& scene, bool fresh) override;
  [[nodiscard]] bool isSettled() const override;
  [[nodiscard]] QWidget* buttons() override { return m_buttons; }

 private:
  struct Answer {
    store::EventRow row;
    std::vector<store::EventRow> sightings;
    std::vector<store::EventRow> trace;
  };

  void buildButtons();
  void ask();
  void take(Result<Answer> answer);
  void fillSightings();
  void fillCausation();
  void openRow(const store::EventRow& row);
  static Result<Answer> answer(store::StoreReader& reader, quint64 row, Id128 event,
                               CancelToken cancel);

  Selection m_selection;
  LatestQuery<Answer> m_query;
  Answer m_answer;
  std::vector<const store::EventRow*> m_causationRows;
  QWidget* m_buttons = nullptr;
  QLabel* m_hopHead = nullptr;
  HopBar* m_bar = nullptr;
  QLabel* m_payloadHead = nullptr;
  PayloadPanel* m_payload = nullptr;
  QLabel* m_causationHead = nullptr;
  RowList* m_causation = nullptr;
  RowList* m_sightings = nullptr;
  FactList* m_facts = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
