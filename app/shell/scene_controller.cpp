// SPDX-License-Identifier: Apache-2.0
#include "app/shell/scene_controller.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace rheo::ui {
namespace {

constexpr std::size_t kHistory = 200;
constexpr std::int64_t kFixed = -1;
constexpr std::int64_t kShortestNs = kMicrosecond;

std::int64_t scaledBy(std::int64_t value, double factor) {
  return static_cast<std::int64_t>(std::llround(static_cast<double>(value) * factor));
}

}  // namespace

void SceneController::reset(bool growing) {
  m_growing = growing;
  m_extent = {0, 0};
  m_spanNs = growing ? kDefaultSpanNs : kWholeRecording;
  m_scene.range = {0, 0};
  m_scene.selection = {};
  m_scene.live = growing;
  m_scene.revision = 0;
  m_dragging = false;
  m_back.clear();
  m_forward.clear();
  Q_EMIT liveChanged();
  Q_EMIT historyChanged();
  Q_EMIT selectionChanged();
  Q_EMIT sceneChanged(m_scene);
}

void SceneController::setExtent(TimeRange extent, quint64 revision) {
  const bool first = m_extent.isEmpty();
  m_extent = extent;
  m_scene.revision = revision;
  if (m_scene.live || (first && m_spanNs != kFixed)) m_scene.range = followed();
  Q_EMIT sceneChanged(m_scene);
}

TimeRange SceneController::followed() const {
  if (m_extent.isEmpty()) return {0, 0};
  if (m_spanNs <= kWholeRecording) return m_extent;
  // A young recording is shown from its beginning, so that rates are not diluted by emptiness.
  return {std::max(m_extent.from, m_extent.to - m_spanNs), m_extent.to};
}

void SceneController::setRange(TimeRange range, bool settled) {
  if (range.span() < kShortestNs) range.to = range.from + kShortestNs;
  if (!m_dragging) remember();
  m_dragging = !settled;
  changeRange(range, false, kFixed);
}

void SceneController::follow(std::int64_t spanNs) {
  remember();
  m_spanNs = spanNs;
  changeRange(followed(), m_growing, spanNs);
}

void SceneController::setLive(bool live) {
  if (live == m_scene.live || (live && !m_growing)) return;
  remember();
  // Going live from a fixed range keeps its length.
  std::int64_t span = m_spanNs;
  if (live && span == kFixed) span = std::max<std::int64_t>(m_scene.range.span(), kSecond);
  m_spanNs = span;
  changeRange(live ? followed() : m_scene.range, live, span);
}

void SceneController::setFilter(const query::Filter& filter) {
  if (filter.text() == m_scene.filter.text()) return;
  remember();
  m_scene.filter = filter;
  Q_EMIT filterChanged();
  Q_EMIT sceneChanged(m_scene);
}

void SceneController::select(const Selection& selection) {
  if (selection == m_scene.selection) return;
  remember();
  m_scene.selection = selection;
  Q_EMIT selectionChanged();
  Q_EMIT sceneChanged(m_scene);
}

void SceneController::pan(double lengths) {
  if (m_scene.range.isEmpty()) return;
  std::int64_t shift = scaledBy(m_scene.range.span(), lengths);
  const TimeRange range = m_scene.range;
  if (!m_extent.isEmpty()) {
    shift = std::min(shift, std::max<std::int64_t>(0, m_extent.to - range.to));
    shift = std::max(shift, std::min<std::int64_t>(0, m_extent.from - range.from));
  }
  if (shift != 0) setRange({range.from + shift, range.to + shift});
}

void SceneController::zoom(double factor, TimeNs anchor) {
  const TimeRange range = m_scene.range;
  if (range.isEmpty() || factor <= 0) return;
  const std::int64_t span = std::max(kShortestNs, scaledBy(range.span(), factor));
  if (m_scene.live) {
    if (factor > 1 && !m_extent.isEmpty() && span >= m_extent.span()) {
      follow(kWholeRecording);
    } else {
      follow(std::max<std::int64_t>(span, kSecond));
    }
    return;
  }
  const TimeNs fixed = anchor != 0 ? anchor : range.from + range.span() / 2;
  const double part = static_cast<double>(fixed - range.from) / static_cast<double>(range.span());
  TimeRange zoomed{fixed - scaledBy(span, part), 0};
  zoomed.to = zoomed.from + span;
  if (!m_extent.isEmpty() && factor > 1) {
    zoomed.from = std::max(zoomed.from, m_extent.from);
    zoomed.to = std::min(zoomed.to, m_extent.to);
  }
  if (!zoomed.isEmpty()) setRange(zoomed);
}

void SceneController::goBack() {
  if (m_back.empty()) return;
  m_forward.push_back(here());
  Place place = std::move(m_back.back());
  m_back.pop_back();
  enter(std::move(place));
}

void SceneController::goForward() {
  if (m_forward.empty()) return;
  m_back.push_back(here());
  Place place = std::move(m_forward.back());
  m_forward.pop_back();
  enter(std::move(place));
}

void SceneController::remember() {
  m_back.push_back(here());
  if (m_back.size() > kHistory) m_back.pop_front();
  m_forward.clear();
  Q_EMIT historyChanged();
}

void SceneController::enter(Place place) {
  const quint64 revision = m_scene.revision;
  m_scene = std::move(place.scene);
  m_scene.revision = revision;
  m_scene.live = m_scene.live && m_growing;
  m_spanNs = place.spanNs;
  m_dragging = false;
  if (m_scene.live) m_scene.range = followed();
  Q_EMIT historyChanged();
  Q_EMIT filterChanged();
  Q_EMIT selectionChanged();
  Q_EMIT liveChanged();
  Q_EMIT sceneChanged(m_scene);
}

void SceneController::changeRange(TimeRange range, bool live, std::int64_t spanNs) {
  m_scene.range = range;
  m_scene.live = live;
  m_spanNs = spanNs;
  Q_EMIT liveChanged();
  Q_EMIT sceneChanged(m_scene);
}

}  // namespace rheo::ui
