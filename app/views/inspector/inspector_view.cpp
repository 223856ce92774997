// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/inspector_view.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "app/bridge/bridge.h"
#include "app/shell/theme/theme.h"
#include "app/views/inspector/event_panel.h"
#include "app/views/inspector/place_panel.h"
#include "app/views/inspector/saga_panel.h"
#include "app/views/inspector/summary_panel.h"
#include "app/views/parts/filter_text.h"

namespace rheo::ui {

InspectorView::InspectorView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent), m_stack(new QStackedWidget(this)), m_buttons(new QWidget(this)) {
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  setMinimumWidth(280);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_stack, 1);
  auto* foot = new QVBoxLayout(m_buttons);
  foot->setContentsMargins(Theme::kMargin, 8, Theme::kMargin, 12);
  column->addWidget(m_buttons);
  add(Summary, new SummaryPanel(bridge, this));
  add(Event, new EventPanel(bridge, this));
  add(Place, new PlacePanel(bridge, this));
  add(SagaFace, new SagaPanel(bridge, this));
  connect(&bridge, &Bridge::workspaceChanged, this, [this] { m_shown = false; });
}

void InspectorView::add(Face face, InspectorPanel* panel) {
  auto* area = new QScrollArea(this);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFrameShape(QFrame::NoFrame);
  panel->setAutoFillBackground(true);
  panel->setBackgroundRole(QPalette::Base);
  area->setWidget(panel);
  m_stack->addWidget(area);
  if (auto* buttons = panel->buttons()) {
    m_buttons->layout()->addWidget(buttons);
    buttons->setVisible(false);
  }
  m_panels[face] = {panel, area};
  connect(panel, &InspectorPanel::selected, this, &View::selected);
  connect(panel, &InspectorPanel::filterRequested, this, &View::filterRequested);
  connect(panel, &InspectorPanel::rangeRequested, this, &View::rangeRequested);
  connect(panel, &InspectorPanel::viewRequested, this, &View::viewRequested);
  connect(panel, &InspectorPanel::replayRequested, this, &View::replayRequested);
  connect(panel, &InspectorPanel::injectRequested, this, &View::injectRequested);
  connect(panel, &InspectorPanel::journal, this, &View::journal);
}

Selection InspectorView::resolved(const Selection& selection) {
  using Kind = Selection::Kind;
  if (selection.kind != Kind::Problem) return selection;
  Selection shown = selection;
  if (selection.sagaId != 0) {
    shown.kind = Kind::Saga;
  } else if (!selection.eventId.isNull()) {
    shown.kind = Kind::Event;
  } else if (!selection.topic.isEmpty()) {
    shown.kind = selection.service.isEmpty() ? Kind::Topic : Kind::Delivery;
    shown.filter.clear();
  } else {
    shown.kind = selection.service.isEmpty() ? Kind::None : Kind::Service;
    shown.filter.clear();
  }
  return shown;
}

InspectorView::Face InspectorView::faceOf(const Selection& selection) {
  if (selection.kind == Selection::Kind::Event) return Event;
  if (selection.kind == Selection::Kind::Saga) return SagaFace;
  return isPlace(selection) ? Place : Summary;
}

void InspectorView::setScene(const Scene& scene) {
  Scene shown = scene;
  shown.selection = resolved(scene.selection);
  const bool selectionChanged = !m_shown || !(m_scene.selection == shown.selection);
  const bool dataChanged = m_scene.range != shown.range || m_scene.revision != shown.revision ||
                           m_scene.filter.text() != shown.filter.text();
  if (!selectionChanged && !dataChanged) return;
  m_scene = shown;
  m_shown = bridge().isOpen();
  m_face = faceOf(shown.selection);
  const auto& [panel, area] = m_panels[m_face];
  m_stack->setCurrentWidget(area);
  for (const auto& other : m_panels) {
    if (other.panel->buttons() != nullptr) other.panel->buttons()->setVisible(other.panel == panel);
  }
  m_buttons->setVisible(panel->buttons() != nullptr);
  if (selectionChanged) area->verticalScrollBar()->setValue(0);
  panel->show(shown, selectionChanged);
}

bool InspectorView::isSettled() const {
  return m_panels[m_face].panel->isSettled();
}

}  // namespace rheo::ui
