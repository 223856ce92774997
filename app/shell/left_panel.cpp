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
namespace {

// As tall as its rows, so that both lists share one scroll-free column until it is full.
void fit(QListView* list, int rows) {
  list->setMaximumHeight(rows * Theme::kRowHeight + 2);
}

}  // namespace

LeftPanel::LeftPanel(Bridge& bridge, SceneController& scenes, QWidget* parent)
    : QWidget(parent),
      m_bridge(bridge),
      m_scenes(scenes),
      m_query(bridge, this),
      m_sources(new StreamListModel(this)),
      m_topics(new StreamListModel(this)) {
  setMinimumWidth(160);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 10, 6, 8);
  column->setSpacing(2);
  m_sourceList = addSection(tr("Sources"), m_sources, &m_sourceCount, Selection::Kind::Service);
  offerLimits(m_sourceList);
  column->addSpacing(10);
  m_topicList = addSection(tr("Topics"), m_topics, &m_topicCount, Selection::Kind::Topic);
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

QListView* LeftPanel::addSection(const QString& title, StreamListModel* model, QLabel** count,
                                 Selection::Kind kind) {
  auto* column = static_cast<QVBoxLayout*>(layout());
  auto* head = new QHBoxLayout;
  head->setContentsMargins(8, 0, 8, 2);
  auto* label = new QLabel(title.toUpper());
  *count = new QLabel;
  for (QLabel* part : {label, *count}) {
    part->setProperty("role", QStringLiteral("section"));
    part->setTextFormat(Qt::PlainText);
  }
  head->addWidget(label);
  head->addStretch();
  head->addWidget(*count);
  column->addLayout(head);
  auto* list = new QListView;
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
    const QString name = index.data().toString();
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
  return list;
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
  m_sourceCount->setText(QString::number(m_sources->rowCount()));
  m_topicCount->setText(topicCountText());
  fit(m_sourceList, m_sources->rowCount());
  fit(m_topicList, m_topics->rowCount());
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
  mark(m_sourceList, m_sources->rowOf(selection.service));
  mark(m_topicList, m_topics->rowOf(selection.topic));
}

}  // namespace rheo::ui
