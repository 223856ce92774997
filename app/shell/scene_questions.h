// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include "app/bridge/bridge.h"
#include "app/views/scene.h"

namespace rheo::ui {

/// What the frame itself shows of a scene: how many events match, of how many, and the problems.
struct SceneFacts {
  store::Summary matching;
  quint64 ofAll = 0;  ///< events in the range without the filter
};

/// Asks for the facts whenever the scene changes.
class SceneQuestions : public QObject {
  Q_OBJECT

 public:
  SceneQuestions(Bridge& bridge, QObject* parent = nullptr);
  void ask(const Scene& scene);
  [[nodiscard]] bool isSettled() const { return !m_query.isBusy(); }

 Q_SIGNALS:
  void answered(const rheo::ui::SceneFacts& facts, bool filtered);
  void failed(const QString& text);

 private:
  LatestQuery<SceneFacts> m_query;
  store::Query m_asked{{0, 0}, {}};
  quint64 m_askedRevision = 0;
};

}  // namespace rheo::ui
