// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/segmented.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"

namespace rheo::ui {

Segmented::Segmented(const QString& accessibleName, const QStringList& labels, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)) {
  setAccessibleName(accessibleName);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);  // a word cut in two is no choice
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(Theme::kGrid);
  for (int i = 0; i < labels.size(); ++i) {
    auto* button = makeButton(labels[i], QString(), this);
    button->setCheckable(true);
    button->setChecked(i == 0);
    m_group->addButton(button, i);
    row->addWidget(button);
  }
  connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
    if (on) Q_EMIT currentChanged(id);
  });
}

int Segmented::current() const {
  return m_group->checkedId();
}

void Segmented::setCurrent(int index) {
  if (auto* button = m_group->button(index)) button->setChecked(true);
}

}  // namespace rheo::ui
