// SPDX-License-Identifier: Apache-2.0
#include "app/shell/left_panel.h"

#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QVBoxLayout>

#include "app/shell/scene_controller.h"
#include "app/shell/stream_delegate.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/filter_text.h"

namespace rheo::ui {
LeftPanel::LeftPanel(Bridge& bridge, SceneController& scenes, QWidget* parent)
    : QWidget(parent),
      m_bridge(bridge),
      m_scenes(scenes),
      m_query(bridge, this),
      m_sources(new StreamListModel(this)),
      m_topics(new StreamListModel(this)),
      m_calls(new StreamListModel(this)) {
  setMinimumWidth(160);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 10, 6, 8);
  column->setSpacing(2);
  m_sourceSection = addSection(tr("Sources"), m_sources, Selection::Kind::Service);
  offerLimits(m_sourceSection.list);
  m_topicSection = addSection(tr("Topics"), m_topics, Selection::Kind::Topic);
  m_callSection = addSection(tr("Calls"), m_calls, Selection::Kind::Topic);
  column->addStretch();
  connect(&scenes, &SceneController::sceneChanged, this, &LeftPanel::ask);
  connect(&scenes, &SceneController::selectionChanged, this,
          [this] { showSelection(m_scenes.scene().selection); });
  connect(&bridge, &Bridge::workspaceChanged, this, [this] {
    m_answered = false;
    m_askedRange = {0, 0};
    show({});
  });
  show({});
}

LeftPanel::Section LeftPanel::addSection(const QString& title, StreamListModel* model,
                                         Selection::Kind kind) {
  auto* column = static_cast<QVBoxLayout*>(layout());
  Section section{new QWidget, new QLabel, new QListView};
  auto* head = new QHBoxLayout(section.head);
  head->setContentsMargins(8, column->isEmpty() ? 0 : 10, 8, 2);
  auto* label = new QLabel(title.toUpper());
  for (QLabel* part : {label, section.count}) {
    part->setProperty("role", QStringLiteral("section"));
    part->setTextFormat(Qt::PlainText);
  }
  head->addWidget(label);
  head->addStretch();
  head->addWidget(section.count);
  column->addWidget(section.head);
  auto* list = section.list;
  list->setModel(model);
  list->setItemDelegate(new StreamDelegate(kind == Selection::Kind::Topic, list));
  list->setUniformItemSizes(true);
  list->setMouseTracking(true);
  list->setFrameShape(QFrame::NoFrame);
  list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list->setAccessibleName(title);
  list->setToolTip(tr("Rates over the range shown. Click to select, double-click to filter"));
  column->addWidget(list, 1);
  const auto selectionOf = [kind](const QModelIndex& index) {
    Selection selection;
    selection.kind = kind;
    const QString name = index.data(StreamListModel::NameRole).toString();
    const bool service = kind == Selection::Kind::Service;
    (service ? selection.service : selection.topic) = name;
    selection.filter = index.data(StreamListModel::DeadLettersRole).toBool()
                           ? fieldEquals(QLatin1String("deadLetterTopic"), name)
                           : filterOf(selection);
    return selection;
  };
  connect(list, &QListView::clicked, this,
          [this, selectionOf](const QModelIndex& at) { m_scenes.select(selectionOf(at)); });
  connect(list, &QListView::activated, this, [this, selectionOf](const QModelIndex& at) {
    Q_EMIT filterRequested(selectionOf(at).filter);
  });
  return section;
}

// As tall as its rows, so that all lists share one scroll-free column until it is full.
void LeftPanel::fit(const Section& section) {
  section.list->setMaximumHeight(section.list->model()->rowCount() * Theme::kRowHeight + 2);
}

void LeftPanel::offerLimits(QListView* list) {
  list->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(list, &QListView::customContextMenuRequested, this, [this, list](const QPoint& at) {
    const QModelIndex index = list->indexAt(at);
    if (!index.isValid()) return;
    auto* menu = new QMenu(list);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* less = menu->addAction(tr("Ask for less…"));
    less->setEnabled(m_bridge.isRecording());
    connect(less, &QAction::triggered, this,
            [this, service = index.data().toString()] { Q_EMIT limitRequested(service); });
    menu->popup(list->viewport()->mapToGlobal(at));
  });
}

void LeftPanel::ask(const Scene& scene) {
  if (scene.range.isEmpty()) return;
  if (scene.range == m_askedRange && scene.revision == m_askedRevision) return;
  m_askedRange = scene.range;
  m_askedRevision = scene.revision;
  m_query.ask(
      [query = store::Query{scene.range, {}}](store::StoreReader& reader,
                                              CancelToken cancel) -> Result<Answer> {
        auto topology = reader.topology(query, cancel);
        if (!topology) return topology.error();
        auto byTopic = reader.throughput(query, store::GroupBy::Topic, 0, cancel);
        if (!byTopic) return byTopic.error();
        return Answer{std::move(*topology), std::move(*byTopic)};
      },
      [this](Result<Answer> answer) {
        m_answered = true;
        if (answer) show(*answer);
      });
}

void LeftPanel::show(const Answer& answer) {
  m_sources->setRows(sourceRows(answer.topology, m_bridge.status().sessions));
  m_topics->setRows(topicRows(answer.topology, answer.byTopic));
  m_calls->setRows(callRows(answer.topology, answer.byTopic));
  m_sourceSection.count->setText(QString::number(m_sources->rowCount()));
  m_topicSection.count->setText(topicCountText());
  m_callSection.count->setText(QString::number(m_calls->rowCount()));
  for (const Section& section : {m_sourceSection, m_topicSection, m_callSection}) fit(section);
  // Most recordings have none.
  m_callSection.head->setVisible(m_calls->rowCount() > 0);
  m_callSection.list->setVisible(m_calls->rowCount() > 0);
  showSelection(m_scenes.scene().selection);
}

// Dead-letter queues stand among the topics but are none: apart, as every other count has them.
QString LeftPanel::topicCountText() const {
  const int queues = m_topics->deadLetterQueues();
  const int topics = m_topics->rowCount() - queues;
  return queues == 0 ? QString::number(topics) : tr("%1 + %2 DLQ").arg(topics).arg(queues);
}

void LeftPanel::showSelection(const Selection& selection) {
  const auto mark = [](QListView* list, int row) {
    const QModelIndex index = row < 0 ? QModelIndex() : list->model()->index(row, 0);
    if (list->currentIndex() == index) return;
    list->setCurrentIndex(index);
    if (!index.isValid()) list->clearSelection();
  };
  mark(m_sourceSection.list, m_sources->rowOf(selection.service));
  mark(m_topicSection.list, m_topics->rowOf(selection.topic));
  mark(m_callSection.list, m_calls->rowOf(selection.topic));
}

}  // namespace rheo::ui
