// SPDX-License-Identifier: Apache-2.0
#include "app/shell/problem_counts.h"

#include <QPainter>
#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr double kMark = 18;
constexpr double kGap = 12;
constexpr std::array kMarks{StateMark::Error, StateMark::Warning, StateMark::Note};

QString shown(quint64 count) {
  return count < 10'000 ? formatExact(count) : formatShort(static_cast<double>(count));
}

}  // namespace

ProblemCounts::ProblemCounts(QWidget* parent) : QAbstractButton(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  setCursor(Qt::PointingHandCursor);
  setCounts(0, 0, 0);
}

void ProblemCounts::setCounts(quint64 errors, quint64 warnings, quint64 notes) {
  m_counts = {errors, warnings, notes};
  const QString words = tr("%1 errors, %2 warnings, %3 notes in this range")
                            .arg(formatExact(errors), formatExact(warnings), formatExact(notes));
  setToolTip(words);
  setAccessibleName(words);
  updateGeometry();
  update();
}

double ProblemCounts::widthOf(std::size_t index) const {
  return kMark + tabularWidth(QFontMetricsF(Theme::current().strong()), shown(m_counts[index]));
}

QSize ProblemCounts::sizeHint() const {
  double width = 12;
  for (std::size_t i = 0; i < m_counts.size(); ++i) width += widthOf(i) + (i > 0 ? kGap : 0);
  return {static_cast<int>(std::ceil(width)), Theme::kControlHeight};
}

void ProblemCounts::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (hasFocus() || underMouse()) {
    painter.setPen(hasFocus() ? QPen(theme.accent) : QPen(Qt::NoPen));
    painter.setBrush(theme.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::kControlRadius,
                            Theme::kControlRadius);
  }
  painter.setFont(theme.strong());
  double x = 6;
  for (std::size_t i = 0; i < m_counts.size(); ++i) {
    // Nothing wrong is quiet: without a count the mark fades.
    painter.setOpacity(m_counts[i] > 0 ? 1.0 : 0.45);
    paintStateMark(painter, kMarks[i], QPointF(x + 6, height() / 2.0), 4.4);
    painter.setPen(stateColor(kMarks[i]));
    drawTabular(painter, QRectF(x + kMark - 2, 0, 80, height()), Qt::AlignLeft | Qt::AlignVCenter,
                shown(m_counts[i]));
    x += widthOf(i) + kGap;
  }
}

}  // namespace rheo::ui
