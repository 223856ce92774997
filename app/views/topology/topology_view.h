// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/bridge/bridge.h"
#include "app/views/view.h"

class QFrame;
class QLabel;
class QLineEdit;

namespace rheo::ui {

class TopologyCanvas;
class TopologyLegend;

/// Services, topics and who listens to them, as a graph on which events are seen travelling.
class TopologyView : public View {
  Q_OBJECT

 public:
  explicit TopologyView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("topology"); }
  [[nodiscard]] QString title() const override { return tr("Topology"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

  [[nodiscard]] TopologyCanvas& canvas() { return *m_canvas; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildTools();
  void buildSearch();
  void placeOverlays();
  void openSearch();
  void closeSearch();
  void search(const QString& text);
  void take(Result<store::Topology> answer);

  Scene m_scene;
  LatestQuery<store::Topology> m_query;
  TopologyCanvas* m_canvas;
  TopologyLegend* m_legend;
  QFrame* m_tools = nullptr;
  QFrame* m_searchBox = nullptr;
  QLineEdit* m_searchField = nullptr;
  QLabel* m_searchCount = nullptr;
  bool m_answered = false;
};

}  // namespace rheo::ui
