// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>

#include "app/bridge/bridge.h"
#include "app/views/events/event_ids.h"
#include "app/views/view.h"

class QTableView;
class QToolButton;

namespace rheo::ui {

class Caption;
class EventTableModel;

/// Every sighting in the range that the filter lets through, in the order of recording. Follows the
/// newest while live; scrolling away holds the table still.
class EventsView : public View {
  Q_OBJECT

 public:
  /// The newest this many are listed; the caption says when there are more.
  static constexpr std::size_t kMaxRows = 2'000'000;

  explicit EventsView(Bridge& bridge, QWidget* parent = nullptr);
  ~EventsView() override;

  [[nodiscard]] QString name() const override { return QStringLiteral("events"); }
  [[nodiscard]] QString title() const override { return tr("Events"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Answer {
    EventIds ids;
    EventIds before;  ///< what `step` starts from
    std::optional<IdsStep> step;
    std::uint64_t total = 0;
    std::int64_t tookMs = 0;
  };

  void buildBar();
  void buildTable();
  void ask(bool supersede);
  void take(Result<Answer> answer);
  void setFollowing(bool following);
  void showCaption();
  void showColumnsMenu(const QPoint& globalAt);
  void showRowMenu(const QPoint& at);
  void selectRow(int row);
  void showSelection();
  void showPlace();
  void copyJson(std::uint64_t row);
  void restoreColumns();
  void saveColumns() const;
  void fitColumns();

  Scene m_scene;
  LatestQuery<Answer> m_query;
  EventTableModel* m_model = nullptr;
  QTableView* m_table = nullptr;
  QToolButton* m_follow = nullptr;
  Caption* m_caption = nullptr;
  std::uint64_t m_total = 0;
  QElapsedTimer m_sinceAnswer;
  std::int64_t m_lastTookMs = 0;
  bool m_answered = false;
  bool m_columnsChanged = false;
  bool m_columnsChosen = false;  // by the user, now or in an earlier run
  bool m_fitting = false;
  bool m_selecting = false;  // the selection comes from the scene, not from the user
};

}  // namespace rheo::ui
