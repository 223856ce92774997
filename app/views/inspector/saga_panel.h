// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/views/inspector/inspector_panel.h"

namespace rheo::ui {

class FactList;
class RowList;
class VariantBars;

/// One saga: what became of it, its steps, and how common its path is.
class SagaPanel : public InspectorPanel {
  Q_OBJECT

 public:
  SagaPanel(Bridge& bridge, QWidget* parent);
  void show(const Scene& scene, bool fresh) override;
  [[nodiscard]] bool isSettled() const override;
  [[nodiscard]] QWidget* buttons() override { return m_buttons; }

 private:
  struct Answer {
    Saga saga;
    std::vector<store::SagaVariant> variants;  ///< of its type
    TimeNs now = 0;                            ///< end of the scene's range
  };

  void buildButtons();
  void take(Result<Answer> answer);
  void fillFacts();
  void fillSteps();
  [[nodiscard]] QString sagaFilter() const;

  LatestQuery<Answer> m_query;
  Answer m_answer;
  QWidget* m_buttons = nullptr;
  FactList* m_facts = nullptr;
  RowList* m_steps = nullptr;
  QLabel* m_variantsHead = nullptr;
  VariantBars* m_variants = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
