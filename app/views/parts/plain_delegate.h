// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace rheo::ui {

/// A cell of one line: an icon, a text. The style lays every text out three times over; a table
/// that follows a stream shows a few hundred of them anew several times a second.
class PlainDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
};

}  // namespace rheo::ui
