// SPDX-License-Identifier: Apache-2.0
#include "app/shell/pages.h"

#include "app/views/compare/compare_view.h"
#include "app/views/control/inject_dialog.h"
#include "app/views/control/limit_dialog.h"
#include "app/views/control/replay_dialog.h"
#include "app/views/events/events_view.h"
#include "app/views/inspector/inspector_view.h"
#include "app/views/latency/latency_view.h"
#include "app/views/problems/problems_view.h"
#include "app/views/sagas/sagas_view.h"
#include "app/views/throughput/throughput_view.h"
#include "app/views/topology/topology_view.h"

namespace rheo::ui {
namespace {

template <class V>
View* make(Bridge& bridge, QWidget* parent) {
  return new V(bridge, parent);
}

}  // namespace

// A view joins the window with one line here and one in CMakeLists.txt.
std::vector<ViewFactory> pageFactories() {
  return {make<TopologyView>, make<SagasView>,    make<LatencyView>, make<ThroughputView>,
          make<EventsView>,   make<ProblemsView>, make<CompareView>};
}

ViewFactory inspectorFactory() {
  return make<InspectorView>;
}

ControlDialogs controlDialogs() {
  ControlDialogs dialogs;
  dialogs.inject = [](Bridge& bridge, QWidget* parent) { return new InjectDialog(bridge, parent); };
  dialogs.replay = [](Bridge& bridge, QWidget* parent) { return new ReplayDialog(bridge, parent); };
  dialogs.limit = [](Bridge& bridge, QWidget* parent) { return new LimitDialog(bridge, parent); };
  dialogs.fillLimit = [](QWidget* dialog, const QString& service) {
    static_cast<LimitDialog*>(dialog)->setService(service);
  };
  dialogs.fillInject = [](QWidget* dialog, const Scene& scene, quint64 eventRow) {
    auto* inject = static_cast<InjectDialog*>(dialog);
    inject->setScene(scene);
    if (eventRow != 0) inject->useEvent(eventRow);
  };
  dialogs.fillReplay = [](QWidget* dialog, const Scene& scene, const QString& filter) {
    static_cast<ReplayDialog*>(dialog)->setScene(scene, filter);
  };
  dialogs.listen = [](QWidget* dialog, QObject* context,
                      std::function<void(const Selection&)> select,
                      std::function<void(const QString&)> journal) {
    if (auto* inject = qobject_cast<InjectDialog*>(dialog)) {
      QObject::connect(inject, &InjectDialog::selected, context, std::move(select));
      QObject::connect(inject, &InjectDialog::journal, context, std::move(journal));
    } else if (auto* replay = qobject_cast<ReplayDialog*>(dialog)) {
      QObject::connect(replay, &ReplayDialog::journal, context, std::move(journal));
    } else if (auto* limit = qobject_cast<LimitDialog*>(dialog)) {
      QObject::connect(limit, &LimitDialog::journal, context, std::move(journal));
    }
  };
  return dialogs;
}

}  // namespace rheo::ui
