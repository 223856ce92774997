// SPDX-License-Identifier: Apache-2.0
#include "app/shell/theme/stylesheet.h"

#include <QPair>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

const char* const kWindow = R"(
QMainWindow::separator { background: @line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: @accent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDockWidget { color: @muted; }
QDockWidget::title { background: @panel; padding: 6px 12px; text-align: left; }
QMenuBar { background: transparent; color: @muted; border: 0; spacing: 0; }
QMenuBar::item { padding: 6px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @raised; color: @text; }
QMenu { background: @panel; color: @text; border: 1px solid @line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: @accentGround; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 6px; }
QMenu::indicator { width: 12px; height: 12px; left: 6px; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 5px 8px; }
QStatusBar { background: @raised; color: @muted; border: 0; padding: 0; }
QStatusBar::item { border: 0; }
QFrame#hairline { background: @line; border: 0; }
QFrame[role="overlay"] { background: @panel; border: 1px solid @line; border-radius: 6px; }
QFrame[role="overlay"] QToolButton { padding: 2px 8px; border-radius: 4px; min-height: 18px; }
QFrame[role="overlay"] QLineEdit { background: transparent; border: 0; padding: 2px 4px; }
QFrame#palette, QFrame#keys { background: @panel; border: 1px solid @line; border-radius: 8px; }
)";

const char* const kControls = R"(
QPushButton, QToolButton, QComboBox {
  background: @raised; color: @text; border: 1px solid @line; border-radius: 6px; padding: 5px 12px; }
QPushButton:hover, QToolButton:hover, QComboBox:hover { border-color: @muted; }
QPushButton:focus, QToolButton:focus, QComboBox:focus { border-color: @accent; }
QPushButton:pressed, QToolButton:pressed { background: @line; }
QPushButton:checked, QToolButton:checked { background: @accentGround; border-color: @accent; color: @accent; }
QPushButton:disabled, QToolButton:disabled, QComboBox:disabled { color: @faint; }
QPushButton[role="primary"], QToolButton[role="primary"] {
  background: @accentGround; border-color: @accent; color: @accent; font-weight: 600; }
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled {
  background: @raised; border-color: @line; color: @faint; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; border-color: transparent; color: @muted; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: @raised; color: @text; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; }
QComboBox { padding-right: 22px; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; padding: 4px; outline: 0;
  selection-background-color: @accentGround; selection-color: @text; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit {
  background: @raised; color: @text; border: 1px solid @line; border-radius: 6px; padding: 4px 8px;
  selection-background-color: @accent; selection-color: @window; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: @accent; }
QLabel[role="title"] { font-size: 10.5pt; font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="section"] { color: @muted; font-size: 7.9pt; font-weight: 600; }
QProgressBar { background: @grid; border: 0; border-radius: 4px; height: 8px; color: transparent; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
)";

const char* const kItems = R"(
QAbstractItemView { background: @panel; alternate-background-color: @panel; color: @text; border: 0; outline: 0;
  selection-background-color: @accentGround; selection-color: @text; gridline-color: @grid; }
QAbstractScrollArea { border: 0; }
QHeaderView { background: @panel; border: 0; }
QHeaderView::section { background: @panel; color: @muted; border: 0; border-bottom: 1px solid @line;
  padding: 5px 8px; font-size: 7.9pt; font-weight: 600; }
QTableCornerButton::section { background: @panel; border: 0; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabWidget::tab-bar { left: 12px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @muted; padding: 8px 13px 7px 13px; margin: 5px 1px 0 1px;
  border-top-left-radius: 6px; border-top-right-radius: 6px; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { background: @raised; color: @text; font-weight: 600; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

}  // namespace

QString styleSheet(const Theme& theme) {
  // Longer names first: @accent is a prefix of @accentGround.
  const QPair<QString, QColor> tokens[] = {
      {QStringLiteral("@accentGround"), theme.accentGround},
      {QStringLiteral("@accent"), theme.accent},
      {QStringLiteral("@window"), theme.window},
      {QStringLiteral("@panel"), theme.panel},
      {QStringLiteral("@raised"), theme.raised},
      {QStringLiteral("@line"), theme.line},
      {QStringLiteral("@grid"), theme.grid},
      {QStringLiteral("@text"), theme.text},
      {QStringLiteral("@muted"), theme.muted},
      {QStringLiteral("@faint"), theme.faint},
  };
  QString sheet =
      QString::fromUtf8(kWindow) + QString::fromUtf8(kControls) + QString::fromUtf8(kItems);
  for (const auto& [token, color] : tokens) sheet.replace(token, color.name());
  return sheet;
}

}  // namespace rheo::ui
