// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "app/views/sagas/saga_geometry.h"
#include "app/views/sagas/saga_lanes.h"
#include "app/views/scene.h"

namespace rheo::ui {

/// One saga as lanes per service. Wheel zooms, drag moves, arrow keys go from step to step, Enter
/// drills in. GUI thread.
class SagaTimeline : public QWidget {
  Q_OBJECT

 public:
  explicit SagaTimeline(QWidget* parent = nullptr);

  /// Another saga starts zoomed out; the same one keeps its zoom.
  void setSaga(const Saga& saga, TimeNs now, const QString& summary);
  void clear(const QString& why);
  /// Marks the bar of that event; a null id marks none.
  void setSelectedEvent(Id128 event);

  [[nodiscard]] const std::optional<Saga>& saga() const { return m_saga; }
  [[nodiscard]] const SagaLanes& lanes() const { return m_lanes; }
  [[nodiscard]] const SagaGeometry& geometry() const { return m_geometry; }
  [[nodiscard]] int selectedBar() const { return m_selected; }
  [[nodiscard]] bool isPainted() const { return m_painted; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {280, 140}; }

 Q_SIGNALS:
  void selected(const rheo::ui::Selection& selection);
  void drillRequested(const QString& filter);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void rebuildGeometry(bool keepView);
  void selectBar(int bar);
  void moveInLane(int direction);
  void paintTitle(QPainter& painter);
  void describe();
  [[nodiscard]] const SagaStep& stepOf(int bar) const;

  std::optional<Saga> m_saga;
  SagaLanes m_lanes;
  SagaGeometry m_geometry;
  QString m_summary;
  QString m_why;  ///< said when there is no saga
  int m_selected = -1, m_hovered = -1;
  Id128 m_selectedEvent;
  QPointF m_pressed, m_pointer;
  bool m_panning = false, m_down = false;
  bool m_painted = false;
};

}  // namespace rheo::ui
