// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/views/scene.h"

namespace rheo::ui {

class Bridge;

/// A page of the window, or the inspector. The shell gives it the scene; it asks the bridge for
/// what the scene shows and tells the shell what the user did. Views never talk to each other. GUI
/// thread.
class View : public QWidget {
  Q_OBJECT

 public:
  explicit View(Bridge& bridge, QWidget* parent = nullptr);

  /// Short stable name for --view and settings: "topology", "throughput", "latency", "sagas",
  /// "events", "problems", "compare".
  [[nodiscard]] virtual QString name() const = 0;
  /// Tab title, translated.
  [[nodiscard]] virtual QString title() const = 0;
  /// Range, filter, selection, revision changed. Hidden views get it when shown. Cheap: asks, does
  /// not wait.
  virtual void setScene(const Scene& scene) = 0;
  /// False while a query is on its way or nothing was painted yet: a screenshot waits for true.
  [[nodiscard]] virtual bool isSettled() const = 0;
  /// Gives the keys to what the view is about: its table, its chart.
  void takeKeys();

 Q_SIGNALS:
  void selected(const rheo::ui::Selection& selection);
  void filterRequested(const QString& expression);  ///< replaces the filter
  void rangeRequested(rheo::TimeRange range);
  void viewRequested(const QString& name);      ///< switch to another page
  void replayRequested(const QString& filter);  ///< open Replay with this filter
  void injectRequested(quint64 eventRow);       ///< open Inject with this event as template
  void journal(const QString& text);

 protected:
  [[nodiscard]] Bridge& bridge() const { return m_bridge; }
  /// Not a focus proxy: Tab would jump from the view to the proxy and over what stands before it.
  void setKeyTarget(QWidget* target) { m_keyTarget = target; }

 private:
  Bridge& m_bridge;
  QWidget* m_keyTarget = nullptr;
};

}  // namespace rheo::ui
