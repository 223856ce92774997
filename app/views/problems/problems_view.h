// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "app/bridge/bridge.h"
#include "app/views/view.h"

class QLabel;
class QTableView;
class QToolButton;

namespace rheo::ui {

class Caption;
class ProblemsModel;

/// What the expert found in the range: what, where, how often. A click shows it in the inspector, a
/// double click or Enter filters to the events concerned.
class ProblemsView : public View {
  Q_OBJECT

 public:
  explicit ProblemsView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("problems"); }
  [[nodiscard]] QString title() const override { return tr("Problems"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  using Rows = std::vector<store::ProblemQueryRow>;
  void buildBar();
  void buildTable();
  void ask(bool supersede);
  void take(Result<Rows> rows);
  void showCounts();
  void selectRow(int row);
  void openRow(int row);

  Scene m_scene;
  LatestQuery<Rows> m_query;
  ProblemsModel* m_model = nullptr;
  QTableView* m_table = nullptr;
  Caption* m_caption = nullptr;
  QLabel* m_empty = nullptr;
  std::array<QToolButton*, 3> m_chips{};
  bool m_answered = false;
};

}  // namespace rheo::ui
