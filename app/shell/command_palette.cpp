// SPDX-License-Identifier: Apache-2.0
#include "app/shell/command_palette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

class EntryDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {200, 30};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Theme& theme = Theme::current();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected) {
      painter->setPen(Qt::NoPen);
      painter->setBrush(theme.accentGround);
      painter->drawRoundedRect(option.rect, 5, 5);
    }
    const QRect row = option.rect.adjusted(12, 0, -12, 0);
    painter->setFont(theme.caption());
    painter->setPen(theme.muted);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const QString group = index.data(PaletteModel::GroupRole).toString();
    painter->drawText(QRect(row.left(), row.top(), 84, row.height()), Qt::AlignVCenter, group);
    painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, shortcut);
    const int right = painter->fontMetrics().horizontalAdvance(shortcut) + 12;
    painter->setFont(theme.body());
    painter->setPen(theme.text);
    const QRect name = row.adjusted(90, 0, -right, 0);
    painter->drawText(
        name, Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, name.width()));
    painter->restore();
  }
};

}  // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window, Qt::Popup), m_edit(new QLineEdit), m_list(new QListView) {
  setObjectName(QStringLiteral("palette"));
  m_edit->setPlaceholderText(tr("What do you want to do? A command, a view, a topic, a service…"));
  m_edit->setAccessibleName(tr("Command"));
  m_edit->setMinimumHeight(34);
  m_edit->installEventFilter(this);
  m_list->setModel(&m_model);
  m_list->setItemDelegate(new EntryDelegate(m_list));
  m_list->setUniformItemSizes(true);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setAccessibleName(tr("What fits"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  column->setSpacing(6);
  column->addWidget(m_edit);
  column->addWidget(m_list);
  connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::type);
  connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::choose);
  connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
}

void CommandPalette::open(std::vector<PaletteEntry> entries) {
  m_model.setEntries(std::move(entries));
  m_edit->clear();
  type({});
  const QWidget* window = parentWidget();
  const QSize size(qMin(640, window->width() - 40), qMin(430, window->height() - 100));
  resize(size);
  move(window->mapToGlobal(QPoint((window->width() - size.width()) / 2, 56)));
  show();
  m_edit->setFocus();
}

void CommandPalette::type(const QString& text) {
  m_model.setQuery(text);
  m_list->setCurrentIndex(m_model.index(0));
  m_list->scrollToTop();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_edit || event->type() != QEvent::KeyPress) return false;
  const int key = static_cast<QKeyEvent*>(event)->key();
  const int step = key == Qt::Key_Down       ? 1
                   : key == Qt::Key_Up       ? -1
                   : key == Qt::Key_PageDown ? 10
                   : key == Qt::Key_PageUp   ? -10
                                             : 0;
  if (step == 0) return false;
  const int row = qBound(0, m_list->currentIndex().row() + step, m_model.rowCount() - 1);
  m_list->setCurrentIndex(m_model.index(row));
  return true;
}

void CommandPalette::choose() {
  const PaletteEntry* entry = m_model.at(m_list->currentIndex().row());
  if (entry == nullptr) return;
  // Closed first: what runs may open something itself.
  QTimer::singleShot(0, parentWidget(), entry->run);
  close();
}

}  // namespace rheo::ui
