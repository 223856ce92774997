// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace rheo::ui {

/// A row of the left panel: mark or sparkline, name, number at the right.
class StreamDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  StreamDelegate(bool spark, QObject* parent) : QStyledItemDelegate(parent), m_spark(spark) {}
  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                               const QModelIndex& index) const override;

 private:
  bool m_spark;
};

}  // namespace rheo::ui
