// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <deque>

#include "app/views/scene.h"

namespace rheo::ui {

/// Holds the one scene that all views show, and the way back through it. Live means: the right edge
/// follows the newest commit. Pure logic on the GUI thread; told about growth by setExtent().
class SceneController : public QObject {
  Q_OBJECT

 public:
  static constexpr std::int64_t kWholeRecording = 0;
  static constexpr std::int64_t kDefaultSpanNs = 5 * 60 * kSecond;

  using QObject::QObject;

  [[nodiscard]] const Scene& scene() const { return m_scene; }
  [[nodiscard]] TimeRange extent() const { return m_extent; }
  /// Length that live follows; kWholeRecording = from the beginning. -1 when a fixed range is
  /// shown.
  [[nodiscard]] std::int64_t followedSpan() const { return m_spanNs; }
  [[nodiscard]] bool canGoLive() const { return m_growing; }

  /// Another recording: forgets range, selection and history; the filter stays.
  void reset(bool growing);
  /// What the recording holds now, and at which revision.
  void setExtent(TimeRange extent, quint64 revision);

  /// Shows a fixed range, clipped to something sensible. While the user is still dragging
  /// (`settled` false) no step of history is made.
  void setRange(TimeRange range, bool settled = true);
  /// Shows the newest `spanNs`, live if the recording grows.
  void follow(std::int64_t spanNs);
  void setLive(bool live);
  void setFilter(const query::Filter& filter);
  void select(const Selection& selection);
  /// Moves the range by a part of its length; stops being live when moved back.
  void pan(double lengths);
  /// Makes the range `factor` times as long around `anchor` (0 = its middle, or its end when live).
  void zoom(double factor, TimeNs anchor = 0);

  [[nodiscard]] bool canGoBack() const { return !m_back.empty(); }
  [[nodiscard]] bool canGoForward() const { return !m_forward.empty(); }
  void goBack();
  void goForward();

 Q_SIGNALS:
  void sceneChanged(const rheo::ui::Scene& scene);
  void filterChanged();
  void selectionChanged();
  void liveChanged();
  void historyChanged();

 private:
  struct Place {
    Scene scene;
    std::int64_t spanNs = kDefaultSpanNs;
  };
  [[nodiscard]] TimeRange followed() const;
  [[nodiscard]] Place here() const { return {m_scene, m_spanNs}; }
  void remember();
  void enter(Place place);
  void changeRange(TimeRange range, bool live, std::int64_t spanNs);

  Scene m_scene;
  TimeRange m_extent{0, 0};
  std::int64_t m_spanNs = kDefaultSpanNs;
  bool m_growing = false;
  bool m_dragging = false;
  std::deque<Place> m_back;
  std::deque<Place> m_forward;
};

}  // namespace rheo::ui
