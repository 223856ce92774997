// SPDX-License-Identifier: Apache-2.0
#include "app/shell/top_bar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QToolButton>

#include "app/shell/filter_bar.h"
#include "app/shell/live_button.h"
#include "app/shell/problem_counts.h"
#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {

QList<QPair<std::int64_t, QString>> TopBar::spans() {
  return {
      {30 * kSecond, tr("last 30 s")},      {60 * kSecond, tr("last 1 min")},
      {5 * 60 * kSecond, tr("last 5 min")}, {15 * 60 * kSecond, tr("last 15 min")},
      {60 * 60 * kSecond, tr("last 1 h")},  {SceneController::kWholeRecording, tr("everything")}};
}

TopBar::TopBar(SceneController& scenes, QWidget* parent)
    : QWidget(parent),
      m_scenes(scenes),
      m_menus(new QMenuBar(this)),
      m_filter(new FilterBar(this)),
      m_live(new LiveButton(this)),
      m_range(new QToolButton(this)),
      m_problems(new ProblemCounts(this)) {
  setFixedHeight(44);
  m_menus->setNativeMenuBar(false);
  m_menus->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  auto* help = new QToolButton(this);
  help->setText(QStringLiteral("?"));
  help->setToolTip(tr("Keys (?)"));
  help->setAccessibleName(tr("Keys"));
  help->setFixedSize(24, 24);
  help->setStyleSheet(QStringLiteral("QToolButton { border-radius: 12px; padding: 0; }"));
  buildRange();
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 0, 12, 0);
  row->setSpacing(8);
  row->addWidget(m_menus, 0, Qt::AlignVCenter);
  row->addSpacing(8);
  row->addWidget(m_filter, 1);
  row->addWidget(m_live);
  row->addWidget(m_range);
  row->addSpacing(4);
  row->addWidget(m_problems);
  row->addWidget(help);
  connect(help, &QToolButton::clicked, this, &TopBar::helpClicked);
  connect(m_problems, &QAbstractButton::clicked, this, &TopBar::problemsClicked);
  connect(m_live, &QAbstractButton::clicked, this,
          [this] { m_scenes.setLive(!m_scenes.scene().live); });
  connect(m_filter, &FilterBar::filterChanged, &scenes, &SceneController::setFilter);
  connect(&scenes, &SceneController::filterChanged, this,
          [this] { m_filter->showFilter(m_scenes.scene().filter); });
  connect(&scenes, &SceneController::liveChanged, this, &TopBar::showScene);
  showScene();
}

void TopBar::buildRange() {
  auto* menu = new QMenu(m_range);
  for (const auto& [span, words] : spans()) {
    menu->addAction(words, this, [this, ns = span] { m_scenes.follow(ns); });
  }
  m_range->setMenu(menu);
  m_range->setPopupMode(QToolButton::InstantPopup);
  m_range->setToolTip(tr("Range shown by every view"));
  m_range->setAccessibleName(tr("Range"));
  m_range->setFixedHeight(Theme::kControlHeight);
  m_range->setMinimumWidth(118);
}

void TopBar::showScene() {
  m_live->setState(m_scenes.canGoLive(), m_scenes.scene().live);
  const std::int64_t span = m_scenes.followedSpan();
  QString words = formatDuration(m_scenes.scene().range.span());
  if (span == SceneController::kWholeRecording) {
    words = tr("everything");
  } else if (span > 0) {
    words = tr("last %1").arg(formatDuration(span));
    for (const auto& [known, text] : spans()) {
      if (known == span) words = text;
    }
  }
  m_range->setText(words + QStringLiteral("  ▾"));
}

void TopBar::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
}

}  // namespace rheo::ui
