// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "app/views/view.h"

class QScrollArea;
class QStackedWidget;

namespace rheo::ui {

class InspectorPanel;

/// Whatever is selected, in full. For the dock on the right.
class InspectorView : public View {
  Q_OBJECT

 public:
  explicit InspectorView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("inspector"); }
  [[nodiscard]] QString title() const override { return tr("Inspector"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;
  [[nodiscard]] QSize sizeHint() const override { return {360, 600}; }
  /// The selection that is shown: a problem stands for its event, saga or place.
  static Selection resolved(const Selection& selection);

 private:
  enum Face { Summary, Event, Place, SagaFace, FaceCount };
  struct Panel {
    InspectorPanel* panel = nullptr;
    QScrollArea* area = nullptr;
  };

  void add(Face face, InspectorPanel* panel);
  static Face faceOf(const Selection& selection);

  std::array<Panel, FaceCount> m_panels;
  QStackedWidget* m_stack;
  QWidget* m_buttons;
  Scene m_scene;
  Face m_face = Summary;
  bool m_shown = false;
};

}  // namespace rheo::ui
