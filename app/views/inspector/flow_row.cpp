// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/flow_row.h"

#include <QEvent>

namespace rheo::ui {
namespace {

constexpr int kGap = 8;

}  // namespace

FlowRow::FlowRow(QWidget* parent) : QWidget(parent) {
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

QSize FlowRow::sizeHint() const {
  const int width = this->width() > 1 ? this->width() : 320;
  return {width, arrange(width, false)};
}

QSize FlowRow::minimumSizeHint() const {
  return {80, arrange(std::max(width(), 80), false)};
}

int FlowRow::arrange(int width, bool apply) const {
  int x = 0, y = 0, lineHeight = 0;
  for (auto* child : findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
    if (child->testAttribute(Qt::WA_WState_ExplicitShowHide) && child->isHidden()) continue;
    const auto hint = child->sizeHint().expandedTo(child->minimumSize());
    if (x > 0 && x + hint.width() > width) {
      x = 0;
      y += lineHeight + kGap;
      lineHeight = 0;
    }
    const int height = std::min(hint.height(), child->maximumHeight());
    if (apply) child->setGeometry(x, y, hint.width(), height);
    x += hint.width() + kGap;
    lineHeight = std::max(lineHeight, height);
  }
  return y + lineHeight;
}

void FlowRow::resizeEvent(QResizeEvent*) {
  arrange(width(), true);
  updateGeometry();
}

void FlowRow::childEvent(QChildEvent* event) {
  QWidget::childEvent(event);
  updateGeometry();
}

bool FlowRow::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) {
    arrange(width(), true);
    updateGeometry();
  }
  return QWidget::event(event);
}

}  // namespace rheo::ui
