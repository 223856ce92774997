// SPDX-License-Identifier: Apache-2.0
#include "app/shell/time_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <cmath>

#include "app/shell/theme/format.h"
#include "app/shell/theme/raster.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr double kClickPx = 4;  // a shorter drag is a click

}  // namespace

TimeStrip::TimeStrip(Bridge& bridge, SceneController& scenes, QWidget* parent)
    : QWidget(parent), m_bridge(bridge), m_scenes(scenes), m_query(bridge, this) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(96);
  setAccessibleName(tr("Time strip: the range that every view shows"));
  connect(&scenes, &SceneController::sceneChanged, this, &TimeStrip::follow);
  connect(&bridge, &Bridge::workspaceChanged, this, [this] {
    m_data = {};
    m_zoomed.reset();
    m_count.reset();
    m_domain = {0, 0};
    m_askedDomain = {0, 0};
    m_answered = false;
    m_layer = {};
    update();
  });
}

TimeScale TimeStrip::scale() const {
  const QRectF plot = StripLayout::of(size()).plot;
  return {m_domain, plot.left(), plot.right()};
}

bool TimeStrip::isSettled() const {
  return m_answered && !m_query.isBusy();
}

void TimeStrip::setCount(std::optional<quint64> events) {
  if (m_count == events) return;
  m_count = events;
  update();
}

void TimeStrip::follow(const Scene& scene) {
  if (m_zoomed && (scene.range.to > m_zoomed->to || scene.range.from < m_zoomed->from)) {
    m_zoomed.reset();
  }
  // The axis stands still under the hand.
  if (!m_dragging) {
    const TimeRange domain =
        m_zoomed ? *m_zoomed : stripDomain(scene.range, m_scenes.extent(), m_domain, scene.live);
    // Live, the picture moves on when its answer comes, a moment later.
    if (domain != m_domain && !scene.live) m_layer = {};
    m_domain = domain;
  }
  ask(false);
  update();
}

void TimeStrip::ask(bool supersede) {
  const Scene& scene = m_scenes.scene();
  if (m_domain.isEmpty()) return;
  if (m_domain == m_askedDomain && scene.revision == m_askedRevision &&
      scene.filter.text() == m_askedFilter) {
    return;
  }
  m_askedDomain = m_domain;
  m_askedRevision = scene.revision;
  m_askedFilter = scene.filter.text();
  const store::Query query{m_domain, scene.filter};
  m_query.ask(
      [query](store::StoreReader& reader, CancelToken cancel) -> Result<StripData> {
        auto throughput = reader.throughput(query, store::GroupBy::Topic, 0, cancel);
        if (!throughput) return throughput.error();
        auto marks = reader.problemMarks(query.range, throughput->bucketNs, cancel);
        if (!marks) return marks.error();
        return StripData{std::move(*throughput), std::move(*marks)};
      },
      [this](Result<StripData> answer) {
        m_answered = true;
        if (answer) m_data = std::move(*answer);
        m_layer = {};
        if (isVisible()) renderLayer();  // apart from the views: their frame need not wait for it
        update();
      },
      supersede);
}

void TimeStrip::renderLayer() {
  m_layer = QImage(size() * devicePixelRatioF(), QImage::Format_RGB32);
  m_layer.setDevicePixelRatio(devicePixelRatioF());
  m_layer.fill(Theme::current().panel);
  if (m_domain.isEmpty()) return;
  paintInPool([this] {
    QPainter layer(&m_layer);
    paintStrip(layer, size(), m_data, scale());
  });
}

void TimeStrip::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  if (m_layer.isNull() || m_layer.size() != size() * devicePixelRatioF()) renderLayer();
  painter.drawImage(0, 0, m_layer);
  const TimeRange range = m_scenes.scene().range;
  if (m_domain.isEmpty() || range.isEmpty()) {
    painter.setFont(theme.body());
    painter.setPen(theme.muted);
    painter.drawText(rect(), Qt::AlignCenter, tr("Waiting for the first event…"));
    return;
  }
  QString label = formatDuration(range.span());
  if (m_count) {
    label += QStringLiteral(" · ") +
             (*m_count == 1 ? tr("1 event") : tr("%1 events").arg(formatCount(*m_count)));
  }
  paintStripRange(painter, size(), scale(), range, label, hasFocus());
}

void TimeStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || m_domain.isEmpty()) return;
  const TimeScale s = scale();
  m_dragging = true;
  m_dragRange = m_scenes.scene().range;
  m_grab = hitRange(s, m_dragRange, event->position().x());
  m_dragAnchor = s.time(event->position().x());
}

void TimeStrip::mouseMoveEvent(QMouseEvent* event) {
  const TimeScale s = scale();
  if (m_dragging) {
    if (std::abs(s.x(m_dragAnchor) - event->position().x()) >= kClickPx ||
        m_scenes.scene().range != m_dragRange) {
      drag(s.time(event->position().x()), false);
    }
    return;
  }
  switch (hitRange(s, m_scenes.scene().range, event->position().x())) {
    case StripHit::LeftEdge:
    case StripHit::RightEdge:
      setCursor(Qt::SizeHorCursor);
      break;
    case StripHit::Inside:
      setCursor(Qt::OpenHandCursor);
      break;
    case StripHit::Outside:
      setCursor(Qt::CrossCursor);
      break;
  }
}

void TimeStrip::drag(TimeNs at, bool settled) {
  TimeRange range = m_dragRange;
  switch (m_grab) {
    case StripHit::LeftEdge:
      range.from = at;
      break;
    case StripHit::RightEdge:
      range.to = at;
      break;
    case StripHit::Inside:
      range = {range.from + at - m_dragAnchor, range.to + at - m_dragAnchor};
      break;
    case StripHit::Outside:
      range = {m_dragAnchor, at};
      break;
  }
  if (range.from > range.to) std::swap(range.from, range.to);
  m_scenes.setRange(range, settled);
}

void TimeStrip::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_dragging || event->button() != Qt::LeftButton) return;
  const TimeScale s = scale();
  const bool moved = std::abs(s.x(m_dragAnchor) - event->position().x()) >= kClickPx ||
                     m_scenes.scene().range != m_dragRange;
  if (moved) {
    drag(s.time(event->position().x()), true);
  } else if (m_grab == StripHit::Outside && !m_dragRange.isEmpty()) {
    // A click outside brings the range there, with its length kept.
    const std::int64_t half = m_dragRange.span() / 2;
    m_scenes.setRange({m_dragAnchor - half, m_dragAnchor - half + m_dragRange.span()});
  }
  m_dragging = false;
  follow(m_scenes.scene());
}

void TimeStrip::mouseDoubleClickEvent(QMouseEvent*) {
  m_dragging = false;
  m_zoomed.reset();
  m_scenes.follow(SceneController::kWholeRecording);
}

void TimeStrip::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / 120.0;
  const double sideways = event->angleDelta().x() / 120.0;
  if (m_domain.isEmpty() || (notches == 0 && sideways == 0)) return;
  event->accept();
  const TimeRange extent = m_scenes.extent();
  const TimeScale s = scale();
  TimeRange domain = m_domain;
  if (event->modifiers() & Qt::ShiftModifier || notches == 0) {
    const double lengths = -0.15 * (notches != 0 ? notches : sideways);
    m_scenes.pan(lengths);
    return;
  }
  const double factor = std::pow(0.8, notches);
  const TimeNs anchor = s.time(event->position().x());
  const auto grow = [factor](std::int64_t ns) {
    return static_cast<std::int64_t>(static_cast<double>(ns) * factor);
  };
  domain = {anchor - grow(anchor - domain.from), anchor + grow(domain.to - anchor)};
  domain.from = std::max(domain.from, extent.from);
  domain.to = std::min(domain.to, extent.to);
  if (domain.span() < kMillisecond) return;
  // The range follows the axis: zooming looks closer, in every view.
  m_scenes.zoom(factor, m_scenes.scene().live ? 0 : anchor);
  m_zoomed = m_scenes.scene().live ? std::nullopt : std::optional(domain);
  follow(m_scenes.scene());
}

void TimeStrip::keyPressEvent(QKeyEvent* event) {
  const bool coarse = (event->modifiers() & Qt::ShiftModifier) != 0;
  switch (event->key()) {
    case Qt::Key_Left:
      m_scenes.pan(coarse ? -1 : -0.1);
      return;
    case Qt::Key_Right:
      m_scenes.pan(coarse ? 1 : 0.1);
      return;
    case Qt::Key_Up:
      m_scenes.zoom(0.8);
      return;
    case Qt::Key_Down:
      m_scenes.zoom(1.25);
      return;
    case Qt::Key_Home: {
      const TimeRange extent = m_scenes.extent();
      m_scenes.setRange({extent.from, extent.from + m_scenes.scene().range.span()});
      return;
    }
    case Qt::Key_End:
      m_scenes.follow(std::max<std::int64_t>(m_scenes.scene().range.span(), kSecond));
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void TimeStrip::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) m_layer = {};
  QWidget::changeEvent(event);
}

void TimeStrip::resizeEvent(QResizeEvent* event) {
  m_layer = {};
  QWidget::resizeEvent(event);
}

}  // namespace rheo::ui
