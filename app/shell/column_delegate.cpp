// SPDX-License-Identifier: Apache-2.0
#include "app/shell/column_delegate.h"

#include <QComboBox>
#include <QPainter>
#include <QTimer>

#include "app/shell/columns_model.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr int kArrowRoom = 18;

}  // namespace

QWidget* ColumnDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                      const QModelIndex&) const {
  auto* box = new QComboBox(parent);
  for (const std::string_view each : files::columnMeanings()) {
    box->addItem(ColumnsModel::fieldText(each),
                 QString::fromUtf8(each.data(), static_cast<qsizetype>(each.size())));
  }
  box->setAccessibleName(ColumnsModel::tr("What the column is"));
  box->setMaxVisibleItems(16);
  box->setStyleSheet(QStringLiteral("QComboBox { padding: 0 22px 0 4px; border-radius: 4px; }"));
  auto* self = const_cast<ColumnDelegate*>(this);
  connect(box, &QComboBox::activated, self, [self, box] {
    Q_EMIT self->commitData(box);
    Q_EMIT self->closeEditor(box);
  });
  QTimer::singleShot(0, box, &QComboBox::showPopup);
  return box;
}

void ColumnDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  auto* box = static_cast<QComboBox*>(editor);
  box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
}

void ColumnDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                  const QModelIndex& index) const {
  model->setData(index, static_cast<QComboBox*>(editor)->currentData(), Qt::EditRole);
}

void ColumnDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  QStyleOptionViewItem words = option;
  words.state.setFlag(QStyle::State_HasFocus, false);  // the row says where the keys are
  QStyledItemDelegate::paint(painter, words, index);
  const QRectF room(option.rect.right() - kArrowRoom, option.rect.top(), kArrowRoom,
                    option.rect.height());
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(Theme::current().muted, 1.4));
  const QPointF tip = room.center() + QPointF(0, 2);
  painter->drawPolyline(QPolygonF{{tip + QPointF(-4, -4), tip, tip + QPointF(4, -4)}});
  painter->restore();
}

}  // namespace rheo::ui
