// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_geometry.h"

#include <algorithm>
#include <cmath>

namespace rheo::ui {
namespace {

constexpr double kBestLane = 64, kLeastLane = 38;
constexpr double kMaxZoom = 1e6;
constexpr double kMinBar = 2;

bool arcsOverTheFirstLane(const SagaLanes& lanes) {
  return std::any_of(lanes.undos.begin(), lanes.undos.end(), [&lanes](const SagaUndo& undo) {
    return lanes.bars[static_cast<std::size_t>(undo.compensation)].lane == 0 ||
           lanes.bars[static_cast<std::size_t>(undo.undone)].lane == 0;
  });
}

}  // namespace

SagaGeometry::SagaGeometry(const SagaLanes& lanes, QSizeF size, double labelWidth)
    : m_left(labelWidth),
      m_right(std::max(labelWidth + 40, size.width() - kRight)),
      m_height(size.height()),
      m_origin(lanes.origin),
      m_spanNs(static_cast<double>(std::max<std::int64_t>(1, lanes.end - lanes.origin))) {
  // Lanes share the height as long as each stays legible; beyond that the picture scrolls.
  m_top = kHead + (arcsOverTheFirstLane(lanes) ? kArcRoom : 8);
  const double room = std::max(0.0, size.height() - m_top - 8);
  const auto count = static_cast<double>(std::max<std::size_t>(1, lanes.lanes.size()));
  const double lane = std::clamp(room / count, kLeastLane, kBestLane);
  double y = m_top;
  for (const SagaLane& each : lanes.lanes) {
    m_tops.push_back(y);
    y += lane + (each.rows - 1) * kRowPitch;
  }
  m_tops.push_back(y);
}

double SagaGeometry::toX(TimeNs time) const {
  const double since = static_cast<double>(time - m_origin) - m_startNs;
  return m_left + since * (m_right - m_left) * m_zoom / m_spanNs;
}

TimeNs SagaGeometry::toTime(double x) const {
  const double since = (x - m_left) * m_spanNs / ((m_right - m_left) * m_zoom) + m_startNs;
  return m_origin + static_cast<TimeNs>(since);
}

void SagaGeometry::clampView() {
  m_zoom = std::clamp(m_zoom, 1.0, kMaxZoom);
  m_startNs = std::clamp(m_startNs, 0.0, m_spanNs - m_spanNs / m_zoom);
  const double hidden = m_tops.empty() ? 0 : std::max(0.0, m_tops.back() + 8 - m_height);
  m_scrollY = std::clamp(m_scrollY, 0.0, hidden);
}

void SagaGeometry::zoomAt(double x, double factor) {
  const auto fixed = static_cast<double>(toTime(x) - m_origin);
  m_zoom = std::clamp(m_zoom * factor, 1.0, kMaxZoom);
  m_startNs = fixed - (x - m_left) * m_spanNs / ((m_right - m_left) * m_zoom);
  clampView();
}

void SagaGeometry::pan(double dx, double dy) {
  m_startNs -= dx * m_spanNs / ((m_right - m_left) * m_zoom);
  m_scrollY -= dy;
  clampView();
}

void SagaGeometry::reset() {
  m_zoom = 1;
  m_startNs = m_scrollY = 0;
}

void SagaGeometry::reveal(const SagaBar& bar) {
  const QRectF rect = barRect(bar);
  if (rect.right() > m_right) pan(m_right - rect.right() - 20, 0);
  if (barRect(bar).left() < m_left) pan(m_left - barRect(bar).left() + 20, 0);
  if (rect.bottom() > m_height) pan(0, m_height - rect.bottom() - 12);
  if (barRect(bar).top() < m_top) pan(0, m_top - barRect(bar).top());
}

void SagaGeometry::keepView(const SagaGeometry& other) {
  m_zoom = other.m_zoom;
  m_startNs = other.m_startNs;
  m_scrollY = other.m_scrollY;
  clampView();
}

double SagaGeometry::laneTop(int lane) const {
  return m_tops[static_cast<std::size_t>(lane)] - m_scrollY;
}

double SagaGeometry::laneBottom(int lane) const {
  return laneTop(lane + 1);
}

QRectF SagaGeometry::rowRect(int lane, int row, double from, double to) const {
  const double pitch = kRowPitch * row;
  const double spare = laneBottom(lane) - laneTop(lane);
  const double top = laneTop(lane) + std::min(16.0, (spare - kBarHeight) / 2) + pitch;
  return {from, top, std::max(kMinBar, to - from), kBarHeight};
}

QRectF SagaGeometry::barRect(const SagaBar& bar) const {
  return rowRect(bar.lane, bar.row, toX(bar.from), toX(bar.to));
}

QRectF SagaGeometry::waitRect(const SagaBar& bar) const {
  if (bar.waitFrom == 0) return {};
  const QRectF box = rowRect(bar.lane, bar.row, toX(bar.waitFrom), toX(bar.from));
  return {box.left(), box.center().y() - 3.5, box.width(), 7};
}

QRectF SagaGeometry::stallRect(const SagaStall& stall) const {
  return rowRect(stall.lane, stall.row, toX(stall.from), toX(stall.to));
}

QRectF SagaGeometry::plot() const {
  return {m_left, kHead, m_right - m_left, std::max(0.0, m_height - kHead)};
}

int SagaGeometry::barAt(const SagaLanes& lanes, QPointF point) const {
  int nearest = -1;
  double best = 4;
  for (std::size_t i = 0; i < lanes.bars.size(); ++i) {
    const QRectF rect = barRect(lanes.bars[i]);
    if (point.y() < rect.top() - 2 || point.y() > rect.bottom() + 2) continue;
    const double outside = std::max({0.0, rect.left() - point.x(), point.x() - rect.right()});
    if (outside >= best) continue;
    best = outside;
    nearest = static_cast<int>(i);
    if (outside == 0) return nearest;
  }
  return nearest;
}

}  // namespace rheo::ui
