// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "app/bridge/bridge.h"
#include "app/shell/scene_controller.h"
#include "app/shell/strip_painter.h"
#include "app/shell/time_scale.h"

namespace rheo::ui {

/// The time axis that all views share: stacked throughput by topic, gaps, problems, and the range
/// with edges to drag. Drag an edge to resize, inside to move, outside for a new range; wheel zooms
/// around the pointer (with Shift it scrolls); arrows move, + and - zoom, Home and End jump, double
/// click shows everything.
class TimeStrip : public QWidget {
  Q_OBJECT

 public:
  TimeStrip(Bridge& bridge, SceneController& scenes, QWidget* parent = nullptr);

  /// How many sightings the range holds, as counted by the store.
  void setCount(std::optional<quint64> events);
  [[nodiscard]] bool isSettled() const;
  [[nodiscard]] TimeScale scale() const;
  [[nodiscard]] QSize sizeHint() const override { return {800, 164}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void follow(const Scene& scene);
  void ask(bool supersede);
  void renderLayer();
  void drag(TimeNs at, bool settled);

  Bridge& m_bridge;
  SceneController& m_scenes;
  LatestQuery<StripData> m_query;
  StripData m_data;
  TimeRange m_domain{0, 0};           ///< shown
  std::optional<TimeRange> m_zoomed;  ///< by the wheel, until the range leaves it
  std::string m_askedFilter;
  TimeRange m_askedDomain{0, 0};
  quint64 m_askedRevision = 0;
  std::optional<quint64> m_count;
  bool m_answered = false;
  QImage m_layer;  // throughput, gaps, marks; the range is drawn over it
  StripHit m_grab = StripHit::Outside;
  bool m_dragging = false;
  TimeNs m_dragAnchor = 0;
  TimeRange m_dragRange{0, 0};
};

}  // namespace rheo::ui
