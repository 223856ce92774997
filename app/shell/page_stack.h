// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/shell/pages.h"

class QStackedWidget;
class QTabBar;

namespace rheo::ui {

/// The centre: one tab per view. Only the page that is seen gets the scene at once; the others get
/// the newest one when they are shown.
class PageStack : public QWidget {
  Q_OBJECT

 public:
  PageStack(Bridge& bridge, const std::vector<ViewFactory>& factories, QWidget* parent = nullptr);

  void setScene(const Scene& scene);
  bool show(const QString& name);
  void showAt(int index);
  /// The keys go to the page that is seen.
  void focusCurrent();
  [[nodiscard]] View* current() const;
  [[nodiscard]] const std::vector<View*>& views() const { return m_views; }

 Q_SIGNALS:
  void currentChanged(const QString& name);

 private:
  void switchTo(int index);
  void deliver(View* view);

  Bridge& m_bridge;
  QTabBar* m_tabs;
  QStackedWidget* m_stack;
  std::vector<View*> m_views;
  Scene m_scene;
};

}  // namespace rheo::ui
