// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_timeline.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "app/shell/theme/theme.h"
#include "app/views/parts/hover_card.h"
#include "app/views/sagas/saga_painter.h"
#include "app/views/sagas/saga_words.h"

namespace rheo::ui {
namespace {

constexpr double kMinLabel = 72, kMaxLabel = 150;
constexpr double kDragStart = 4;

}  // namespace

SagaTimeline::SagaTimeline(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("sagaTimeline"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Timeline of the saga"));
}

void SagaTimeline::setSaga(const Saga& saga, TimeNs now, const QString& summary) {
  const bool same = m_saga && m_saga->id == saga.id;
  m_saga = saga;
  m_summary = summary;
  m_lanes = laySagaOut(saga, now);
  m_hovered = -1;
  rebuildGeometry(same);
  setSelectedEvent(m_selectedEvent);
  m_painted = false;
  describe();
  update();
}

void SagaTimeline::clear(const QString& why) {
  m_saga.reset();
  m_lanes = {};
  m_selected = m_hovered = -1;
  m_why = why;
  m_painted = false;
  describe();
  update();
}

void SagaTimeline::setSelectedEvent(Id128 event) {
  m_selectedEvent = event;
  m_selected = -1;
  for (std::size_t i = 0; i < m_lanes.bars.size() && !event.isNull(); ++i) {
    if (stepOf(static_cast<int>(i)).eventId == event) m_selected = static_cast<int>(i);
  }
  update();
}

const SagaStep& SagaTimeline::stepOf(int bar) const {
  const SagaBar& found = m_lanes.bars[static_cast<std::size_t>(bar)];
  return m_saga->steps[static_cast<std::size_t>(found.step)];
}

/// What is drawn, for who cannot see it.
void SagaTimeline::describe() {
  if (!m_saga) {
    setAccessibleDescription(m_why);
    return;
  }
  QStringList words{QString::fromStdString(m_saga->type + " " + m_saga->key), m_summary};
  for (const SagaStep& step : m_saga->steps) {
    words << describeStep(*m_saga, step).join(QStringLiteral(", ")).replace(u'\t', u' ');
  }
  setAccessibleDescription(words.join(QStringLiteral(". ")));
}

void SagaTimeline::rebuildGeometry(bool keepView) {
  QFont font = Theme::current().body();
  font.setWeight(QFont::Medium);
  const QFontMetricsF metrics(font);
  double label = kMinLabel;
  for (const SagaLane& lane : m_lanes.lanes) {
    label = std::max(label, metrics.horizontalAdvance(QString::fromStdString(lane.service)));
  }
  SagaGeometry next(m_lanes, size(), std::min(label, kMaxLabel) + Theme::kMargin + 14);
  if (keepView) next.keepView(m_geometry);
  m_geometry = next;
}

void SagaTimeline::paintTitle(QPainter& painter) {
  const Theme& theme = Theme::current();
  const QString title = QString::fromStdString(m_saga->type) + QStringLiteral(" · ") +
                        QString::fromStdString(m_saga->key);
  const QFontMetricsF metrics(theme.title());
  QRectF row(Theme::kMargin, 8, width() - 2.0 * Theme::kMargin, 22);
  const QString shown = metrics.elidedText(title, Qt::ElideMiddle, row.width() * 0.6);
  paintStateMark(painter, markOf(m_saga->state), {row.left() + 5, row.center().y()}, 4.5);
  row.setLeft(row.left() + 18);
  painter.setFont(theme.title());
  painter.setPen(theme.text);
  painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, shown);
  row.setLeft(row.left() + metrics.horizontalAdvance(shown) + 16);
  painter.setFont(theme.body());
  painter.setPen(theme.muted);
  painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(theme.body()).elidedText(m_summary, Qt::ElideRight, row.width()));
}

void SagaTimeline::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  painter.fillRect(rect(), theme.window);
  painter.setRenderHint(QPainter::Antialiasing);
  m_painted = true;
  if (!m_saga) {
    painter.setFont(theme.body());
    painter.setPen(theme.muted);
    painter.drawText(rect().adjusted(24, 0, -24, 0), Qt::AlignCenter | Qt::TextWordWrap, m_why);
    return;
  }
  paintTitle(painter);
  if (m_lanes.lanes.empty()) {
    painter.drawText(rect(), Qt::AlignCenter, tr("No step of this saga was seen yet"));
    return;
  }
  paintSaga(painter, {*m_saga, m_lanes, m_geometry, m_selected, m_hovered});
  if (m_hovered >= 0 && !m_panning) {
    paintHoverCard(painter, describeStep(*m_saga, stepOf(m_hovered)), m_pointer, rect());
  }
}

void SagaTimeline::resizeEvent(QResizeEvent*) {
  rebuildGeometry(true);
}

void SagaTimeline::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) update();
  QWidget::changeEvent(event);
}

void SagaTimeline::selectBar(int bar) {
  m_selected = bar;
  if (bar >= 0) {
    m_geometry.reveal(m_lanes.bars[static_cast<std::size_t>(bar)]);
    m_selectedEvent = stepOf(bar).eventId;
    Q_EMIT selected(selectionOf(*m_saga, stepOf(bar)));
  } else if (m_saga) {
    m_selectedEvent = {};
    Q_EMIT selected(selectionOf(*m_saga));
  }
  update();
}

void SagaTimeline::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  m_pressed = m_pointer = event->position();
  m_down = true;
}

void SagaTimeline::mouseMoveEvent(QMouseEvent* event) {
  const QPointF moved = event->position() - m_pointer;
  m_pointer = event->position();
  if (m_down && !m_panning && (m_pointer - m_pressed).manhattanLength() >= kDragStart) {
    m_panning = true;
    setCursor(Qt::ClosedHandCursor);
  }
  if (m_panning) {
    m_geometry.pan(moved.x(), moved.y());
  } else {
    m_hovered = m_saga ? m_geometry.barAt(m_lanes, m_pointer) : -1;
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
  }
  update();
}

void SagaTimeline::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (m_down && !m_panning && m_saga) selectBar(m_geometry.barAt(m_lanes, event->position()));
  m_down = m_panning = false;
  unsetCursor();
}

void SagaTimeline::mouseDoubleClickEvent(QMouseEvent* event) {
  const int bar = m_saga ? m_geometry.barAt(m_lanes, event->position()) : -1;
  if (bar >= 0) Q_EMIT drillRequested(selectionOf(*m_saga, stepOf(bar)).filter);
}

void SagaTimeline::leaveEvent(QEvent*) {
  m_hovered = -1;
  update();
}

void SagaTimeline::wheelEvent(QWheelEvent* event) {
  const QPointF delta = event->angleDelta();
  if (event->modifiers() & Qt::ShiftModifier) {
    m_geometry.pan(delta.x() + delta.y(), 0);
  } else if (event->modifiers() & Qt::AltModifier) {
    m_geometry.pan(0, delta.x() + delta.y());
  } else {
    m_geometry.zoomAt(event->position().x(), std::pow(1.0015, delta.y()));
  }
  event->accept();
  update();
}

/// The bar of the next lane that has one, nearest in time.
void SagaTimeline::moveInLane(int direction) {
  if (m_selected < 0) return selectBar(m_lanes.bars.empty() ? -1 : 0);
  const SagaBar& from = m_lanes.bars[static_cast<std::size_t>(m_selected)];
  int best = -1, bestLanes = 0;
  std::int64_t bestTime = 0;
  for (std::size_t i = 0; i < m_lanes.bars.size(); ++i) {
    const int lanes = (m_lanes.bars[i].lane - from.lane) * direction;
    const std::int64_t time = std::abs(m_lanes.bars[i].from - from.from);
    if (lanes <= 0) continue;
    if (best >= 0 && (lanes > bestLanes || (lanes == bestLanes && time >= bestTime))) continue;
    best = static_cast<int>(i);
    bestLanes = lanes;
    bestTime = time;
  }
  if (best >= 0) selectBar(best);
}

void SagaTimeline::keyPressEvent(QKeyEvent* event) {
  if (!m_saga) return QWidget::keyPressEvent(event);
  const int last = static_cast<int>(m_lanes.bars.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Right:
      return selectBar(std::min(last, m_selected + 1));
    case Qt::Key_Left:
      return selectBar(std::min(last, std::max(0, m_selected - 1)));
    case Qt::Key_Up:
      return moveInLane(-1);
    case Qt::Key_Down:
      return moveInLane(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      Q_EMIT drillRequested(m_selected < 0 ? selectionOf(*m_saga).filter
                                           : selectionOf(*m_saga, stepOf(m_selected)).filter);
      return;
    case Qt::Key_Escape:
      return selectBar(-1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      m_geometry.zoomAt((m_geometry.left() + m_geometry.right()) / 2, 1.4);
      return update();
    case Qt::Key_Minus:
      m_geometry.zoomAt((m_geometry.left() + m_geometry.right()) / 2, 1 / 1.4);
      return update();
    case Qt::Key_0:
    case Qt::Key_Home:
      m_geometry.reset();
      return update();
    default:
      QWidget::keyPressEvent(event);
  }
}

}  // namespace rheo::ui
