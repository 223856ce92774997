// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/shell/scene_controller.h"

class QMenuBar;
class QToolButton;

namespace rheo::store {
struct Summary;
}

namespace rheo::ui {

class FilterBar;
class LiveButton;
class ProblemCounts;

/// The top row: menus, filter, live, range, problems, help.
class TopBar : public QWidget {
  Q_OBJECT

 public:
  explicit TopBar(SceneController& scenes, QWidget* parent = nullptr);

  [[nodiscard]] QMenuBar* menuBar() const { return m_menus; }
  [[nodiscard]] FilterBar* filterBar() const { return m_filter; }
  [[nodiscard]] ProblemCounts* problems() const { return m_problems; }
  /// Choices of the range, also for the Go menu: length (0 = everything) and its words.
  static QList<QPair<std::int64_t, QString>> spans();

 Q_SIGNALS:
  void problemsClicked();
  void helpClicked();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void showScene();
  void buildRange();

  SceneController& m_scenes;
  QMenuBar* m_menus;
  FilterBar* m_filter;
  LiveButton* m_live;
  QToolButton* m_range;
  ProblemCounts* m_problems;
};

}  // namespace rheo::ui
