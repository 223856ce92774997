// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/bridge/bridge.h"
#include "app/views/scene.h"

class QLabel;
class QVBoxLayout;

namespace rheo::ui {

class PillLabel;

/// One face of the inspector: what it says about one kind of selection. It asks the bridge itself
/// and tells what the user wants through signals; the InspectorView passes them on.
class InspectorPanel : public QWidget {
  Q_OBJECT

 public:
  explicit InspectorPanel(Bridge& bridge, QWidget* parent);

  /// The scene with a selection that this panel shows. `fresh` = another selection than before.
  virtual void show(const Scene& scene, bool fresh) = 0;
  [[nodiscard]] virtual bool isSettled() const = 0;
  /// The row of buttons, placed under the scrolled part.
  [[nodiscard]] virtual QWidget* buttons() { return nullptr; }

 Q_SIGNALS:
  void selected(const rheo::ui::Selection& selection);
  void filterRequested(const QString& expression);
  void rangeRequested(rheo::TimeRange range);
  void viewRequested(const QString& name);
  void replayRequested(const QString& filter);
  void injectRequested(quint64 eventRow);
  void journal(const QString& text);

 protected:
  [[nodiscard]] Bridge& bridge() const { return m_bridge; }
  [[nodiscard]] QVBoxLayout* column() const { return m_column; }
  void setHead(const QString& title, const QString& caption);
  [[nodiscard]] PillLabel* pill() const { return m_pill; }
  /// A section's head above what follows it.
  QLabel* addSection(const QString& title);
  void report(const Error& error);

 private:
  Bridge& m_bridge;
  QVBoxLayout* m_column;
  QLabel* m_title;
  QLabel* m_caption;
  PillLabel* m_pill;
};

}  // namespace rheo::ui
