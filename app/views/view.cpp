// SPDX-License-Identifier: Apache-2.0
#include "app/views/view.h"

namespace rheo::ui {

View::View(Bridge& bridge, QWidget* parent) : QWidget(parent), m_bridge(bridge) {}

}  // namespace rheo::ui
