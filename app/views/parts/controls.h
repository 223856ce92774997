// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>
#include <QWidget>

class QFormLayout;
class QLabel;
class QToolButton;

namespace rheo::ui {

/// A button for tool rows; `role` as the style sheet knows it ("primary", "quiet", "").
QToolButton* makeButton(const QString& text, const QString& role, QWidget* parent);
/// A label that never takes what it shows for markup; `role` is "title", "muted", "section" or "".
QLabel* makeLabel(const QString& text, const QString& role, QWidget* parent);
/// Lays `box` out as the rows of a dialog's form: a label, and a field that takes the rest.
QFormLayout* makeForm(QWidget* box);
/// A muted line that gives way: shortened with an ellipsis when there is no room, whole in its
/// tooltip.
class Caption : public QWidget {
  Q_OBJECT

 public:
  explicit Caption(Qt::Alignment alignment, QWidget* parent = nullptr);
  void setText(const QString& text);
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_text;
  Qt::Alignment m_alignment;
};

/// Colours a label; an invalid colour gives it back to the theme. Not through the palette: the
/// application's style sheet wins over that.
void setTextColor(QLabel& label, const QColor& color);
/// The head of a part of a panel: small capitals, muted.
QLabel* makeSectionHead(const QString& text, QWidget* parent);

}  // namespace rheo::ui
