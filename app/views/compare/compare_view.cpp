// SPDX-License-Identifier: Apache-2.0
#include "app/views/compare/compare_view.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/compare/compare_changes_model.h"
#include "app/views/compare/compare_edges_model.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {
namespace {

constexpr int kMeasureWidth = 128, kNarrowMeasureWidth = 118;
constexpr int kKindWidth = 168, kNarrowKindWidth = 136;
constexpr int kDetailWidth = 260, kNarrowDetailWidth = 230;
constexpr int kRoomForAll = 900;
constexpr int kMostRowsBelow = 7;

}  // namespace

CompareView::CompareView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent),
      m_query(bridge, this),
      m_edges(new CompareEdgesModel(this)),
      m_changes(new CompareChangesModel(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 12, 0, 0);
  column->setSpacing(8);
  buildBar();
  buildTables();
  m_empty = makeLabel(QString(), QStringLiteral("muted"), this);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  column->addWidget(m_empty, 1);
  setKeyTarget(m_edgeTable);
  connect(&bridge, &Bridge::workspaceChanged, this, [this] {
    m_answered = false;
    m_revision = 0;
    showState();
  });
  showState();
}

void CompareView::buildBar() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(Theme::kMargin, 0, Theme::kMargin, 0);
  row->setSpacing(Theme::kGrid * 3);
  auto* choose = makeButton(tr("Compare with\u2026"), QStringLiteral("primary"), this);
  connect(choose, &QToolButton::clicked, this, &CompareView::choose);
  row->addWidget(choose);
  m_refresh = makeButton(tr("Refresh"), QString(), this);
  m_refresh->setToolTip(tr("The recording has grown since it was compared (F5)"));
  m_refresh->setShortcut(Qt::Key_F5);
  connect(m_refresh, &QToolButton::clicked, this, &CompareView::ask);
  row->addWidget(m_refresh);
  m_caption = new Caption(Qt::AlignLeft, this);
  row->addWidget(m_caption, 1);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

QTableView* CompareView::addTable(QAbstractItemModel* model, const QString& name) {
  auto* table = new QTableView(this);
  table->setAccessibleName(name);
  lookLikeList(*table);
  table->setModel(model);
  static_cast<QVBoxLayout*>(layout())->addWidget(insetRows(*table));
  return table;
}

void CompareView::buildTables() {
  auto* column = static_cast<QVBoxLayout*>(layout());
  m_edgeTable = addTable(m_edges, tr("Edges in both recordings"));
  m_edgeTable->horizontalHeader()->setSectionResizeMode(CompareEdgesModel::Edge,
                                                        QHeaderView::Stretch);
  column->setStretchFactor(m_edgeTable->parentWidget(), 1);
  connect(m_edgeTable->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [this](const QItemSelection& now) {
            if (!now.isEmpty()) selectEdge(now.first().top());
          });
  m_changeHead = makeSectionHead(tr("Came and went"), this);
  m_changeHead->setContentsMargins(Theme::kMargin, 0, Theme::kMargin, 0);
  column->addWidget(m_changeHead);
  m_changeTable = addTable(m_changes, tr("Came and went"));
  m_changeTable->horizontalHeader()->setSectionResizeMode(CompareChangesModel::Name,
                                                          QHeaderView::Stretch);
  m_changeTable->horizontalHeader()->hide();
}

void CompareView::choose() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("The recording to compare with"), m_other, tr("Recordings (*.rheo);;All files (*)"));
  if (!path.isEmpty()) setOther(path);
}

void CompareView::setOther(const QString& path) {
  m_other = path;
  m_answered = false;
  ask();
}

void CompareView::setScene(const Scene& scene) {
  // The whole recordings are compared: only what is recorded matters.
  const bool grown = !scene.live && scene.revision != m_revision;
  m_revision = scene.revision;
  m_grows = scene.live;
  if (!m_other.isEmpty() && (grown || !m_answered)) ask();
  showAge();
}

void CompareView::ask() {
  showState();
  if (!bridge().isOpen() || m_other.isEmpty()) return;
  m_askedRevision = m_revision;
  m_askedNs = nowNs();
  showAge();
  m_query.ask(
      [path = m_other.toStdString()](store::StoreReader& now,
                                     CancelToken cancel) -> Result<verdict::Comparison> {
        const auto before = store::openReader(path);
        if (!before) return before.error();
        return verdict::compareRecordings(**before, now, cancel);
      },
      [this](Result<verdict::Comparison> comparison) { take(std::move(comparison)); });
}

void CompareView::take(Result<verdict::Comparison> comparison) {
  m_answered = true;
  if (!comparison) {
    const QString why = QString::fromStdString(comparison.error().text());
    Q_EMIT journal(why);
    m_edges->setPairs({});
    m_changes->setComparison({});
    showState(why);
    return;
  }
  m_changes->setComparison(*comparison);
  m_edges->setPairs(std::move(comparison->pairs));
  showState();
}

void CompareView::showAge() {
  // What has the keys keeps them.
  if (!isStale() && m_refresh->hasFocus()) takeKeys();
  m_refresh->setVisible(isStale());
}

void CompareView::showState(const QString& why) {
  showAge();
  const bool shows = m_answered && why.isEmpty();
  const int changes = shows ? m_changes->rowCount() : 0;
  m_edgeTable->parentWidget()->setVisible(shows);
  m_changeHead->setVisible(changes > 0);
  m_changeTable->parentWidget()->setVisible(changes > 0);
  m_changeTable->setFixedHeight(std::min(changes, kMostRowsBelow) * Theme::kRowHeight +
                                Theme::kGrid * 2);
  m_empty->setVisible(!shows);
  if (shows) {
    int worse = 0, news = 0;
    for (int i = 0; i < m_edges->rowCount(); ++i) {
      worse += m_edges->pairAt(i)->isWorse() ? 1 : 0;
      news += m_edges->pairAt(i)->isNews() ? 1 : 0;
    }
    m_caption->setText(
        tr("Before: %1 \u00B7 %n edge(s) in both \u00B7 ", nullptr, m_edges->rowCount())
            .arg(QFileInfo(m_other).fileName()) +
        tr("%1 changed beyond chance, %2 for the worse").arg(news).arg(worse) +
        (m_grows ? tr(" \u00B7 compared at %1").arg(formatTime(m_askedNs, 0)) : QString()));
    return;
  }
  m_caption->setText(m_other.isEmpty() ? QString()
                                       : tr("Before: %1").arg(QFileInfo(m_other).fileName()));
  if (!why.isEmpty()) {
    m_empty->setText(why);
  } else if (m_other.isEmpty()) {
    m_empty->setText(
        tr("Choose a recording from before.\n\nHere would be the services, topics, schemas and "
           "edges that came and went,\nthe rate, errors and latency of every edge that changed by "
           "more than chance,\nand where sagas take another way."));
  } else {
    m_empty->setText(tr("Comparing\u2026"));
  }
}

void CompareView::selectEdge(int row) {
  const verdict::EdgePair* pair = m_edges->pairAt(row);
  if (pair == nullptr) return;
  Selection selection;
  const QString from = QString::fromStdString(pair->from), to = QString::fromStdString(pair->to);
  selection.kind = pair->publish ? Selection::Kind::Publication : Selection::Kind::Delivery;
  selection.service = pair->publish ? from : to;
  selection.topic = pair->publish ? to : from;
  selection.subscription = QString::fromStdString(pair->subscription);
  Q_EMIT selected(selection);
}

// In a narrow window names matter more: the percentile that says least goes.
void CompareView::resizeEvent(QResizeEvent* event) {
  const bool narrow = width() < kRoomForAll;
  m_edgeTable->setColumnHidden(CompareEdgesModel::P50, narrow);
  for (int i = CompareEdgesModel::Rate; i < CompareEdgesModel::ColumnCount; ++i)
    m_edgeTable->setColumnWidth(i, narrow ? kNarrowMeasureWidth : kMeasureWidth);
  m_changeTable->setColumnWidth(CompareChangesModel::Kind, narrow ? kNarrowKindWidth : kKindWidth);
  m_changeTable->setColumnWidth(CompareChangesModel::Detail,
                                narrow ? kNarrowDetailWidth : kDetailWidth);
  View::resizeEvent(event);
}

bool CompareView::isSettled() const {
  return !bridge().isOpen() || m_other.isEmpty() || (m_answered && !m_query.isBusy());
}

}  // namespace rheo::ui
