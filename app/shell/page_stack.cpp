// SPDX-License-Identifier: Apache-2.0
#include "app/shell/page_stack.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include "app/bridge/bridge.h"

namespace rheo::ui {

PageStack::PageStack(Bridge& bridge, const std::vector<ViewFactory>& factories, QWidget* parent)
    : QWidget(parent), m_bridge(bridge), m_tabs(new QTabBar), m_stack(new QStackedWidget) {
  m_tabs->setExpanding(false);
  m_tabs->setDrawBase(false);
  m_tabs->setUsesScrollButtons(true);
  m_tabs->setAccessibleName(tr("Views"));
  m_tabs->setFocusPolicy(Qt::TabFocus);  // a click is meant for the page
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 0, 12, 0);
  row->addWidget(m_tabs);
  row->addStretch();
  auto* line = new QFrame;
  line->setFixedHeight(1);
  line->setObjectName(QStringLiteral("hairline"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(row);
  column->addWidget(line);
  column->addWidget(m_stack, 1);
  // Not what the widest hidden page would like: that would squeeze the panels beside it.
  m_stack->setMinimumSize(560, 240);
  for (const ViewFactory& factory : factories) {
    View* view = factory(bridge, m_stack);
    m_views.push_back(view);
    m_stack->addWidget(view);
    const int index = m_tabs->addTab(view->title());
    if (index < 9) m_tabs->setTabToolTip(index, tr("%1 (%2)").arg(view->title()).arg(index + 1));
  }
  connect(m_tabs, &QTabBar::currentChanged, this, &PageStack::switchTo);
  connect(m_tabs, &QTabBar::tabBarClicked, this, &PageStack::showAt);
}

void PageStack::switchTo(int index) {
  if (index < 0) return;
  m_stack->setCurrentIndex(index);
  View* view = m_views[static_cast<std::size_t>(index)];
  deliver(view);
  Q_EMIT currentChanged(view->name());
}

void PageStack::setScene(const Scene& scene) {
  m_scene = scene;
  if (View* view = current()) deliver(view);
}

// Without a recording there is nothing to ask.
void PageStack::deliver(View* view) {
  if (m_bridge.isOpen()) view->setScene(m_scene);
}

bool PageStack::show(const QString& name) {
  for (std::size_t i = 0; i < m_views.size(); ++i) {
    if (m_views[i]->name() != name) continue;
    m_tabs->setCurrentIndex(static_cast<int>(i));
    return true;
  }
  return false;
}

void PageStack::showAt(int index) {
  if (index < 0 || index >= m_tabs->count()) return;
  m_tabs->setCurrentIndex(index);
  focusCurrent();
}

void PageStack::focusCurrent() {
  if (View* view = current()) view->takeKeys();
}

View* PageStack::current() const {
  const int index = m_stack->currentIndex();
  return index < 0 ? nullptr : m_views[static_cast<std::size_t>(index)];
}

}  // namespace rheo::ui
