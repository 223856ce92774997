// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QLabel;
class QToolButton;
class QWidget;

namespace rheo::ui {

/// A button for tool rows; `role` as the style sheet knows it ("primary", "quiet", "").
QToolButton* makeButton(const QString& text, const QString& role, QWidget* parent);
/// A label that never takes what it shows for markup; `role` is "title", "muted", "section" or "".
QLabel* makeLabel(const QString& text, const QString& role, QWidget* parent);
/// The head of a part of a panel: small capitals, muted.
QLabel* makeSectionHead(const QString& text, QWidget* parent);

}  // namespace rheo::ui
