// SPDX-License-Identifier: Apache-2.0
#include "app/views/view.h"

namespace rheo::ui {

View::View(Bridge& bridge, QWidget* parent) : QWidget(parent), m_bridge(bridge) {}

void View::takeKeys() {
  (m_keyTarget != nullptr ? m_keyTarget : this)->setFocus(Qt::OtherFocusReason);
}

}  // namespace rheo::ui
