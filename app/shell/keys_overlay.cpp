// SPDX-License-Identifier: Apache-2.0
#include "app/shell/keys_overlay.h"

#include <QGridLayout>
#include <QLabel>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

QLabel* plain(const QString& text, const char* role) {
  auto* label = new QLabel(text);
  label->setTextFormat(Qt::PlainText);
  if (*role != '\0') label->setProperty("role", QLatin1String(role));
  return label;
}

QWidget* column(const KeysOverlay::Section& section) {
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(16);
  grid->setVerticalSpacing(5);
  grid->addWidget(plain(section.first.toUpper(), "section"), 0, 0, 1, 2);
  int row = 1;
  for (const auto& [key, what] : section.second) {
    QLabel* keys = plain(key, "");
    keys->setFont(Theme::current().mono(11.5));
    grid->addWidget(keys, row, 0);
    grid->addWidget(plain(what, "muted"), row++, 1);
  }
  grid->setRowStretch(row, 1);
  grid->setColumnStretch(1, 1);
  return box;
}

}  // namespace

KeysOverlay::KeysOverlay(QWidget* window) : QFrame(window, Qt::Popup) {
  setObjectName(QStringLiteral("keys"));
  setAttribute(Qt::WA_DeleteOnClose);
}

void KeysOverlay::open(const QList<Section>& sections) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(24, 20, 24, 20);
  grid->setHorizontalSpacing(40);
  grid->setVerticalSpacing(20);
  for (qsizetype i = 0; i < sections.size(); ++i) {
    grid->addWidget(column(sections[i]), static_cast<int>(i / 3), static_cast<int>(i % 3),
                    Qt::AlignTop);
  }
  adjustSize();
  const QWidget* window = parentWidget();
  move(window->mapToGlobal(
      QPoint((window->width() - width()) / 2, qMax(20, (window->height() - height()) / 2))));
  show();
  setFocus();
}

void KeysOverlay::keyPressEvent(QKeyEvent*) {
  close();
}

void KeysOverlay::mousePressEvent(QMouseEvent*) {
  close();
}

}  // namespace rheo::ui
