// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/bridge/bridge.h"
#include "app/models/stream_list_model.h"
#include "app/views/scene.h"

class QLabel;
class QListView;

namespace rheo::ui {

class SceneController;

/// Sources with state and rate, topics and calls with sparkline and rate, over the range (not the
/// filter: it is the way to other filters). A click selects, a double click or Enter filters; the
/// menu of a source offers to ask it for less.
class LeftPanel : public QWidget {
  Q_OBJECT

 public:
  LeftPanel(Bridge& bridge, SceneController& scenes, QWidget* parent = nullptr);

  [[nodiscard]] const StreamListModel& sources() const { return *m_sources; }
  [[nodiscard]] const StreamListModel& topics() const { return *m_topics; }
  [[nodiscard]] const StreamListModel& calls() const { return *m_calls; }
  [[nodiscard]] bool isSettled() const { return m_answered && !m_query.isBusy(); }

 Q_SIGNALS:
  void filterRequested(const QString& expression);
  /// A service should be asked for less, or for everything again.
  void limitRequested(const QString& service);

 private:
  struct Answer {
    store::Topology topology;
    store::Throughput byTopic;
  };
  void ask(const Scene& scene);
  void show(const Answer& answer);
  void showSelection(const Selection& selection);
  [[nodiscard]] QString topicCountText() const;
  void offerLimits(QListView* list);
  /// A list under its head; the head goes where the list goes.
  struct Section {
    QWidget* head = nullptr;
    QLabel* count = nullptr;
    QListView* list = nullptr;
  };
  Section addSection(const QString& title, StreamListModel* model, Selection::Kind kind);
  static void fit(const Section& section);

  Bridge& m_bridge;
  SceneController& m_scenes;
  LatestQuery<Answer> m_query;
  StreamListModel* m_sources;
  StreamListModel* m_topics;
  StreamListModel* m_calls;
  Section m_sourceSection, m_topicSection, m_callSection;
  TimeRange m_askedRange{0, 0};
  quint64 m_askedRevision = 0;
  bool m_answered = false;
};

}  // namespace rheo::ui
