// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/fact_list.h"

#include <QGridLayout>
#include <QLabel>

#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"

namespace rheo::ui {

FactList::FactList(Style style, QWidget* parent)
    : QWidget(parent), m_style(style), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(12);
  m_grid->setVerticalSpacing(style == Style::Figures ? 6 : 4);
  m_grid->setColumnStretch(1, 1);
  if (style == Style::Fields) m_grid->setColumnMinimumWidth(0, 92);
}

void FactList::addRow() {
  auto* name = makeLabel(QString(), QStringLiteral("muted"), this);
  auto* value = makeLabel(QString(), QString(), this);
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (m_style == Style::Figures) {
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  } else {
    // A long id must not push the panel wider than the dock.
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  }
  name->setBuddy(value);
  const int row = static_cast<int>(m_rows.size());
  m_grid->addWidget(name, row, 0);
  m_grid->addWidget(value, row, 1);
  m_rows.emplace_back(name, value);
}

void FactList::setFacts(const std::vector<Fact>& facts) {
  while (m_rows.size() < facts.size()) addRow();
  const auto& theme = Theme::current();
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    auto [name, value] = m_rows[i];
    const bool used = i < facts.size();
    name->setVisible(used);
    value->setVisible(used);
    if (!used) continue;
    const auto& fact = facts[i];
    name->setText(fact.name);
    value->setText(fact.value);
    value->setToolTip(m_style == Style::Fields && fact.value.size() > 34
                          ? fact.value.toHtmlEscaped()
                          : QString());
    setTextColor(*value, fact.color);
    value->setFont(fact.mono                   ? theme.mono(11.5)
                   : m_style == Style::Figures ? theme.strong()
                                               : theme.body());
  }
}

QString FactList::valueOf(const QString& name) const {
  for (const auto& [label, value] : m_rows) {
    if (!label->isHidden() && label->text() == name) return value->text();
  }
  return {};
}

}  // namespace rheo::ui
