// SPDX-License-Identifier: Apache-2.0
#include "app/shell/pages.h"

#include "app/views/events/events_view.h"
#include "app/views/latency/latency_view.h"
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
  return {make<TopologyView>, make<ThroughputView>, make<LatencyView>, make<SagasView>,
          make<EventsView>};
}

ViewFactory inspectorFactory() {
  return {};
}

ControlDialogs controlDialogs() {
  return {};
}

}  // namespace rheo::ui
