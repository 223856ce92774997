// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/node_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include "app/views/topology/graph_content.h"
#include "app/views/topology/topology_canvas.h"

namespace rheo::ui {
namespace {

/// One node, by its place in the graph. Valid as long as such a place exists.
class NodeAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
 public:
  NodeAccessible(TopologyCanvas* canvas, int index) : m_canvas(canvas), m_index(index) {}

  bool isValid() const override {
    return m_canvas && m_index < static_cast<int>(m_canvas->graph().nodes().size());
  }
  QObject* object() const override { return nullptr; }
  QAccessibleInterface* parent() const override {
    return QAccessible::queryAccessibleInterface(m_canvas);
  }
  QAccessibleInterface* child(int) const override { return nullptr; }
  int childCount() const override { return 0; }
  int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  QAccessible::Role role() const override { return QAccessible::ListItem; }
  void setText(QAccessible::Text, const QString&) override {}

  QString text(QAccessible::Text kind) const override {
    if (!isValid()) return {};
    QStringList lines = describeNode(node(), m_canvas->graph().range());
    if (kind == QAccessible::Name) return kindName() + u' ' + lines.value(0);
    if (kind != QAccessible::Description) return {};
    lines.removeFirst();
    return lines.join(QStringLiteral(", ")).replace(u'\t', u' ');
  }
  QRect rect() const override {
    if (!isValid()) return {};
    const QRect local = m_canvas->camera().toWidget(node().box()).toRect();
    return {m_canvas->mapToGlobal(local.topLeft()), local.size()};
  }
  QAccessible::State state() const override {
    QAccessible::State state;
    state.focusable = state.selectable = true;
    state.selected = isValid() && m_canvas->selectedNode() == m_index;
    state.focused = state.selected && m_canvas->hasFocus();
    return state;
  }
  void* interface_cast(QAccessible::InterfaceType type) override {
    if (type != QAccessible::ActionInterface) return nullptr;
    return static_cast<QAccessibleActionInterface*>(this);
  }
  QStringList actionNames() const override { return {pressAction()}; }
  void doAction(const QString& name) override {
    if (name == pressAction() && isValid()) m_canvas->selectNode(m_index);
  }
  QStringList keyBindingsForAction(const QString&) const override { return {}; }

 private:
  const GraphNode& node() const {
    return m_canvas->graph().nodes()[static_cast<std::size_t>(m_index)];
  }
  QString kindName() const {
    switch (node().data.kind) {
      case store::NodeKind::Service:
        return TopologyCanvas::tr("Service");
      case store::NodeKind::Topic:
        return TopologyCanvas::tr("Topic");
      case store::NodeKind::DeadLetterQueue:
        return TopologyCanvas::tr("Dead-letter queue");
    }
    return {};
  }

  QPointer<TopologyCanvas> m_canvas;
  int m_index;
};

class CanvasAccessible : public QAccessibleWidget {
 public:
  explicit CanvasAccessible(TopologyCanvas* canvas)
      : QAccessibleWidget(canvas, QAccessible::List), m_canvas(canvas) {}
  ~CanvasAccessible() override {
    for (QAccessible::Id id : std::as_const(m_ids)) QAccessible::deleteAccessibleInterface(id);
  }

  int childCount() const override { return nodes() + QAccessibleWidget::childCount(); }
  QAccessibleInterface* child(int index) const override {
    if (index < 0) return nullptr;
    if (index >= nodes()) return QAccessibleWidget::child(index - nodes());
    if (!m_ids.contains(index)) {
      m_ids.insert(index,
                   QAccessible::registerAccessibleInterface(new NodeAccessible(m_canvas, index)));
    }
    return QAccessible::accessibleInterface(m_ids.value(index));
  }
  int indexOfChild(const QAccessibleInterface* child) const override {
    for (auto it = m_ids.cbegin(); it != m_ids.cend(); ++it) {
      if (QAccessible::accessibleInterface(it.value()) == child) return it.key();
    }
    const int widget = QAccessibleWidget::indexOfChild(child);
    return widget < 0 ? -1 : widget + nodes();
  }

 private:
  int nodes() const { return static_cast<int>(m_canvas->graph().nodes().size()); }

  TopologyCanvas* m_canvas;
  mutable QHash<int, QAccessible::Id> m_ids;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
  auto* canvas = qobject_cast<TopologyCanvas*>(object);
  return canvas ? new CanvasAccessible(canvas) : nullptr;
}

}  // namespace

void installNodeAccessibility() {
  static const bool installed = [] {
    QAccessible::installFactory(makeInterface);
    return true;
  }();
  Q_UNUSED(installed)
}

}  // namespace rheo::ui
