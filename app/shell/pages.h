// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "app/views/view.h"

namespace rheo::ui {

using ViewFactory = std::function<View*(Bridge&, QWidget*)>;

/// The pages of the window in the order of their tabs: what the window knows of the views.
std::vector<ViewFactory> pageFactories();
/// The right dock; may be empty.
ViewFactory inspectorFactory();

/// Dialogs of the Control menu, made when first asked for; an empty function leaves the action out.
struct ControlDialogs {
  std::function<QWidget*(Bridge&, QWidget*)> inject;
  std::function<QWidget*(Bridge&, QWidget*)> replay;
  std::function<QWidget*(Bridge&, QWidget*)> limit;
  std::function<void(QWidget*, const Scene&, quint64 eventRow)> fillInject;
  std::function<void(QWidget*, const Scene&, const QString& filter)> fillReplay;
  std::function<void(QWidget*, const QString& service)> fillLimit;
  /// Connects what a dialog says: an event to show, a line for the journal.
  std::function<void(QWidget*, QObject* context, std::function<void(const Selection&)> select,
                     std::function<void(const QString&)> journal)>
      listen;
};
ControlDialogs controlDialogs();

}  // namespace rheo::ui
