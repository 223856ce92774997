// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "app/bridge/bridge.h"
#include "app/views/view.h"

class QLabel;
class QLineEdit;
class QSplitter;
class QTableView;

namespace rheo::ui {

class SagaStateChips;
class SagaTableModel;
class SagaTimeline;
class SagaVariantsPanel;

/// The sagas of the range as a list, and the timeline of the selected one under it.
class SagasView : public View {
  Q_OBJECT

 public:
  static constexpr std::size_t kMaxSagas = 10'000;

  explicit SagasView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("sagas"); }
  [[nodiscard]] QString title() const override { return tr("Sagas"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

  [[nodiscard]] QTableView& table() { return *m_table; }
  [[nodiscard]] SagaTableModel& model() { return *m_model; }
  [[nodiscard]] SagaTimeline& timeline() { return *m_timeline; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct List {
    std::vector<Saga> sagas;
    std::vector<store::SagaVariant> variants;
  };

  QWidget* buildList();
  QWidget* buildDetail();
  void wire();
  void askList(bool supersede);
  void takeList(List list);
  void showSaga(std::int64_t id);
  void takeSaga(const Result<Saga>& answer);
  void keepSelection();
  void rowChosen(int row);
  void showCaption();
  void sizeColumns();
  [[nodiscard]] QString whyEmpty() const;

  Scene m_scene;
  LatestQuery<List> m_listQuery;
  LatestQuery<Saga> m_sagaQuery;
  std::vector<store::SagaVariant> m_variants;
  SagaTableModel* m_model;
  QSplitter* m_splitter = nullptr;
  QLineEdit* m_search = nullptr;
  SagaStateChips* m_chips = nullptr;
  QLabel* m_caption = nullptr;
  QTableView* m_table = nullptr;
  SagaTimeline* m_timeline = nullptr;
  SagaVariantsPanel* m_variantsPanel = nullptr;
  std::int64_t m_shown = 0;  ///< saga id; 0 = none
  std::optional<bool> m_columnsNarrow;
  bool m_answered = false;
  bool m_reveal = false;   ///< the saga was chosen elsewhere: bring its row into sight once
  bool m_keeping = false;  ///< the selection is being restored, not made
};

}  // namespace rheo::ui
