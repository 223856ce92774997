// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QImage>
#include <QWidget>
#include <optional>

#include "app/views/scene.h"
#include "app/views/topology/canvas_camera.h"
#include "app/views/topology/flow_marks.h"
#include "app/views/topology/topology_graph.h"
#include "app/views/topology/topology_painter.h"

namespace rheo::ui {

/// Draws the topology and takes the pointer and the keys. What stands still is kept in a pixmap;
/// a frame is that pixmap and the marks. A large picture is blitted while it is moved and drawn
/// sharp when it rests. GUI thread.
class TopologyCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit TopologyCanvas(QWidget* parent = nullptr);

  void setTopology(const store::Topology& topology);
  void clear();  ///< another recording: places and pins are forgotten
  /// Marks travel only while the range follows now.
  void setLive(bool live);
  void setSelection(const Selection& selection);
  /// Highlights nodes whose name contains the text; returns how many.
  int setSearch(const QString& text);
  /// Selects the next match of the search.
  void selectNextMatch();

  void fit();
  void zoom(double factor);
  void relayout();

  [[nodiscard]] const TopologyGraph& graph() const { return m_graph; }
  [[nodiscard]] const CanvasCamera& camera() const { return m_camera; }
  [[nodiscard]] int selectedNode() const { return m_graph.findNode(m_selected); }
  [[nodiscard]] int selectedEdge() const { return m_graph.findEdge(m_selected); }
  [[nodiscard]] bool isMoving() const { return m_ticker.isActive(); }
  [[nodiscard]] bool isPainted() const { return m_painted && !m_animating; }
  [[nodiscard]] double lastFrameMs() const { return m_frameMs; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, 160}; }
  void selectNode(int node);

 Q_SIGNALS:
  void selected(const rheo::ui::Selection& selection);
  void drillRequested(const QString& filter);   ///< filter to it
  void eventsRequested(const QString& filter);  ///< filter to it and show the events
  void replayRequested(const QString& filter);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  struct Layer {
    QImage image;
    CanvasCamera camera;
    double costMs = 0;
    bool valid = false;
  };
  enum class Drag { None, Pressed, Pan, Node };

  void invalidate();
  void startMotion();  ///< eases towards the new layout
  void stepMotion();
  void updateTicker();
  void renderLayer();
  void paintLayer();
  void drawLayer(QPainter& painter);
  void drawMarks(QPainter& painter);
  void drawHover(QPainter& painter);
  void drawEmpty(QPainter& painter);
  void updateEmphasis();
  void hover(QPointF position);
  void setHover(int node, int edge);
  void select(const QString& key);
  void moveSelection(QPointF direction);
  void reveal(int node);  ///< pans so that it is seen
  [[nodiscard]] std::optional<Selection> currentSelection() const;
  [[nodiscard]] QRectF room() const;
  [[nodiscard]] QStringList hoverText() const;

  TopologyGraph m_graph;
  FlowMarks m_marks;
  TopologyEmphasis m_emphasis;
  CanvasCamera m_camera, m_cameraFrom, m_cameraTo;
  Layer m_layer;
  QString m_selected;  ///< key of a node or an edge
  QString m_search;
  QBasicTimer m_ticker;  ///< frames, while something moves
  QBasicTimer m_rest;    ///< since the last pan or zoom of a large picture
  QElapsedTimer m_clock, m_motion, m_sinceFirst;
  QPointF m_pressed, m_grab, m_pointer;
  Drag m_drag = Drag::None;
  int m_dragged = -1;
  int m_hoverNode = -1, m_hoverEdge = -1;
  bool m_live = false;
  bool m_animating = false;
  bool m_autoFit = true;  ///< until the user moves the camera
  bool m_painted = false;
  double m_frameMs = 0;
};

}  // namespace rheo::ui
