// SPDX-License-Identifier: Apache-2.0
#include "app/shell/journal_panel.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include "app/models/journal_model.h"
#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

class LevelDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    QStyleOptionViewItem shifted = option;
    const QModelIndex first = index.siblingAtColumn(JournalModel::Time);
    const auto level =
        static_cast<JournalEntry::Level>(first.data(JournalModel::LevelRole).toInt());
    const StateMark mark = level == JournalEntry::Level::Error     ? StateMark::Error
                           : level == JournalEntry::Level::Warning ? StateMark::Warning
                                                                   : StateMark::Note;
    paintStateMark(*painter, mark, QPointF(option.rect.left() + 14, option.rect.center().y() + 1),
                   4);
    shifted.rect.setLeft(option.rect.left() + 24);
    QStyledItemDelegate::paint(painter, shifted, index);
  }
};

}  // namespace

JournalPanel::JournalPanel(JournalModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_table(new QTableView) {
  m_table->setModel(&model);
  m_table->setAccessibleName(tr("Journal"));
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setShowGrid(false);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(Theme::kRowHeight);
  m_table->horizontalHeader()->setStretchLastSection(true);
  m_table->horizontalHeader()->resizeSection(JournalModel::Time, 128);
  m_table->horizontalHeader()->resizeSection(JournalModel::Count, 56);
  m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  m_table->setItemDelegateForColumn(JournalModel::Time, new LevelDelegate(m_table));
  m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
  auto* copyAction = new QAction(tr("Copy"), m_table);
  copyAction->setShortcut(QKeySequence::Copy);
  copyAction->setShortcutContext(Qt::WidgetShortcut);
  auto* clearAction = new QAction(tr("Clear the journal"), m_table);
  m_table->addActions({copyAction, clearAction});
  connect(copyAction, &QAction::triggered, this, &JournalPanel::copy);
  connect(clearAction, &QAction::triggered, &model, &JournalModel::clear);
  connect(&model, &QAbstractItemModel::rowsInserted, m_table, &QTableView::scrollToBottom);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_table);
  setMinimumHeight(6 * Theme::kRowHeight);
}

void JournalPanel::copy() {
  const QModelIndex at = m_table->currentIndex();
  if (at.isValid()) QGuiApplication::clipboard()->setText(m_model.textOf(at.row()));
}

}  // namespace rheo::ui
