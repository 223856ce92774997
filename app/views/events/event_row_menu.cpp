// SPDX-License-Identifier: Apache-2.0
#include "app/views/events/event_row_menu.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>

#include "app/views/parts/event_condition.h"
#include "app/views/parts/filter_text.h"

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct MenuWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::EventRowMenu)
};

// Ampersands are mnemonics in menus, and values come from outside.
QString menuText(const QString& condition) {
  QString text = condition.size() > 70 ? condition.left(69) + u'\u2026' : condition;
  return text.replace(u'&', QStringLiteral("&&"));
}

}  // namespace

EventRowMenu::EventRowMenu(const store::EventRow& row, const query::Filter& current,
                           QWidget* parent)
    : m_current(QString::fromStdString(current.text())), m_row(row), m_parent(parent) {}

EventRowMenu::Choice EventRowMenu::choose(const QPoint& globalAt, EventColumn under) {
  QMenu menu(m_parent);
  const auto addFilter = [&](const QString& label, const QString& filter) {
    if (filter.isEmpty()) return;
    menu.addAction(label)->setData(filter);
  };
  const auto cell = conditionOf(m_row, under);
  if (!cell.isEmpty()) {
    addFilter(MenuWords::tr("And %1").arg(menuText(cell)), bothHold(m_current, cell));
    addFilter(MenuWords::tr("And not %1").arg(menuText(cell)),
              bothHold(m_current, QStringLiteral("!(%1)").arg(cell)));
    menu.addSeparator();
  }
  using C = EventColumn;
  for (const auto column : {C::Topic, C::Type, C::Service, C::Key}) {
    const auto condition = conditionOf(m_row, column);
    if (!condition.isEmpty())
      addFilter(MenuWords::tr("Only %1").arg(menuText(condition)), condition);
  }
  addFilter(MenuWords::tr("All sightings of this event"), conditionOf(m_row, C::EventId));
  addFilter(MenuWords::tr("Open trace"), conditionOf(m_row, C::TraceId));
  menu.addSeparator();
  auto* copy = menu.addAction(MenuWords::tr("Copy as JSON"));
  copy->setShortcut(QKeySequence::Copy);
  auto* inject = menu.addAction(MenuWords::tr("Send one like this\u2026"));
  const auto* chosen = menu.exec(globalAt);
  Choice choice;
  choice.row = m_row.row;
  if (chosen == nullptr) return choice;
  choice.copyJson = chosen == copy;
  choice.inject = chosen == inject;
  choice.filter = chosen->data().toString();
  return choice;
}

bool chooseColumns(QHeaderView& header, const QPoint& globalAt) {
  QMenu menu(&header);
  for (const auto& info : eventColumns()) {
    auto* action = menu.addAction(columnTitle(info.column));
    action->setCheckable(true);
    action->setChecked(!header.isSectionHidden(static_cast<int>(info.column)));
    action->setData(static_cast<int>(info.column));
    // The last visible column stays: an empty header could not be right-clicked any more.
    if (action->isChecked() && header.count() - header.hiddenSectionCount() == 1)
      action->setEnabled(false);
  }
  menu.addSeparator();
  auto* reset = menu.addAction(MenuWords::tr("As they were at first"));
  const auto* chosen = menu.exec(globalAt);
  if (chosen == nullptr) return false;
  if (chosen != reset) {
    header.setSectionHidden(chosen->data().toInt(), !chosen->isChecked());
    if (header.sectionSize(chosen->data().toInt()) < 20 && chosen->isChecked())
      header.resizeSection(chosen->data().toInt(), 100);
    return true;
  }
  for (const auto& info : eventColumns()) {
    const int section = static_cast<int>(info.column);
    header.setSectionHidden(section, false);
    header.moveSection(header.visualIndex(section), section);
    header.resizeSection(section, info.width);
    header.setSectionHidden(section, !info.byDefault);
  }
  return true;
}

}  // namespace rheo::ui
