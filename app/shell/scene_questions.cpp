// SPDX-License-Identifier: Apache-2.0
#include "app/shell/scene_questions.h"

namespace rheo::ui {

SceneQuestions::SceneQuestions(Bridge& bridge, QObject* parent)
    : QObject(parent), m_query(bridge, this) {
  connect(&bridge, &Bridge::workspaceChanged, this, [this] { m_asked = {{0, 0}, {}}; });
}

void SceneQuestions::ask(const Scene& scene) {
  if (scene.range.isEmpty()) return;
  if (scene.range == m_asked.range && scene.revision == m_askedRevision &&
      scene.filter.text() == m_asked.filter.text()) {
    return;
  }
  const bool userAsks = scene.filter.text() != m_asked.filter.text();
  m_asked = scene.query();
  m_askedRevision = scene.revision;
  const bool filtered = !scene.filter.matchesAll();
  m_query.ask(
      [query = m_asked, filtered](store::StoreReader& reader,
                                  CancelToken cancel) -> Result<SceneFacts> {
        auto matching = reader.summary(query, cancel);
        if (!matching) return matching.error();
        SceneFacts facts{std::move(*matching), 0};
        facts.ofAll = facts.matching.events;
        if (filtered) {
          auto all = reader.summary({query.range, {}}, cancel);
          if (!all) return all.error();
          facts.ofAll = all->events;
        }
        return facts;
      },
      [this, filtered](Result<SceneFacts> answer) {
        if (answer) {
          Q_EMIT answered(*answer, filtered);
        } else {
          Q_EMIT failed(QString::fromStdString(answer.error().text()));
        }
      },
      userAsks);
}

}  // namespace rheo::ui
