// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/sagas_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/table_look.h"
#include "app/views/sagas/saga_delegate.h"
#include "app/views/sagas/saga_state_chips.h"
#include "app/views/sagas/saga_table_model.h"
#include "app/views/sagas/saga_timeline.h"
#include "app/views/sagas/saga_variants_panel.h"
#include "app/views/sagas/saga_words.h"

namespace rheo::ui {
namespace {

constexpr int kVariantsFrom = 1000;  // narrower views have no room for the variants

}  // namespace

SagasView::SagasView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent),
      m_listQuery(bridge, this),
      m_sagaQuery(bridge, this),
      m_model(new SagaTableModel(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_splitter = new QSplitter(Qt::Vertical, this);
  m_splitter->setChildrenCollapsible(false);
  m_splitter->addWidget(buildList());
  m_splitter->addWidget(buildDetail());
  m_splitter->setStretchFactor(0, 2);
  m_splitter->setStretchFactor(1, 3);
  column->addWidget(m_splitter);
  setKeyTarget(m_table);
  wire();
  m_timeline->clear(whyEmpty());
}

QWidget* SagasView::buildList() {
  auto* list = new QWidget(this);
  auto* column = new QVBoxLayout(list);
  column->setContentsMargins(0, 8, 0, 0);
  column->setSpacing(6);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(Theme::kMargin, 0, Theme::kMargin, 0);
  m_search = new QLineEdit(list);
  m_search->setPlaceholderText(tr("Find by saga, key or state"));
  m_search->setAccessibleName(m_search->placeholderText());
  m_search->setClearButtonEnabled(true);
  m_search->setMinimumWidth(120);
  m_search->setMaximumWidth(240);
  m_chips = new SagaStateChips(list);
  m_caption = makeLabel(QString(), QStringLiteral("muted"), list);
  row->addWidget(m_search, 1);
  row->addWidget(m_chips);
  row->addStretch(1);
  row->addWidget(m_caption);
  column->addLayout(row);

  m_table = new QTableView(list);
  m_table->setAccessibleName(tr("Sagas"));
  lookLikeList(*m_table);
  m_table->setModel(m_model);
  m_table->setItemDelegate(new SagaDelegate(m_table));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  auto* header = m_table->horizontalHeader();
  header->setSortIndicator(-1, Qt::AscendingOrder);
  header->setSortIndicatorClearable(true);
  m_table->setSortingEnabled(true);
  header->setSectionResizeMode(QHeaderView::Interactive);
  header->setStretchLastSection(true);
  column->addWidget(m_table, 1);
  return list;
}

QWidget* SagasView::buildDetail() {
  auto* detail = new QWidget(this);
  auto* row = new QHBoxLayout(detail);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  m_timeline = new SagaTimeline(detail);
  m_variantsPanel = new SagaVariantsPanel(detail);
  m_variantsPanel->setFixedWidth(300);
  row->addWidget(m_timeline, 1);
  row->addWidget(m_variantsPanel);
  return detail;
}

void SagasView::wire() {
  connect(m_search, &QLineEdit::textChanged, m_model, &SagaTableModel::setSearch);
  connect(m_chips, &SagaStateChips::currentChanged, this,
          [this] { m_model->setState(m_chips->current()); });
  connect(m_variantsPanel, &SagaVariantsPanel::chosenChanged, m_model, &SagaTableModel::setVariant);
  connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
    keepSelection();
    showCaption();
  });
  // The selection, not the current row: that one moves when focus merely enters.
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [this](const QItemSelection& now) {
            if (!now.isEmpty()) rowChosen(now.first().top());
          });
  connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) {
    if (const Saga* saga = m_model->sagaAt(index.row())) {
      Q_EMIT filterRequested(selectionOf(*saga).filter);
    }
  });
  connect(m_timeline, &SagaTimeline::selected, this, &View::selected);
  connect(m_timeline, &SagaTimeline::drillRequested, this, [this](const QString& filter) {
    Q_EMIT filterRequested(filter);
    Q_EMIT viewRequested(QStringLiteral("events"));
  });
  connect(&bridge(), &Bridge::workspaceChanged, this, [this] {
    m_answered = false;
    m_shown = 0;
    m_variants.clear();
    m_model->setSagas({}, 0);
    m_timeline->clear(whyEmpty());
  });
  auto* find = new QShortcut(QKeySequence::Find, this);
  find->setContext(Qt::WidgetWithChildrenShortcut);
  connect(find, &QShortcut::activated, this, [this] {
    m_search->setFocus();
    m_search->selectAll();
  });
}

QString SagasView::whyEmpty() const {
  return tr(
      "No sagas in this range. A saga is a long transaction over one key: services report "
      "its steps with the saga calls of the probe, and compensations with what they undo.");
}

void SagasView::setScene(const Scene& scene) {
  const bool otherFilter = scene.filter.text() != m_scene.filter.text();
  const bool otherRange = !(scene.range == m_scene.range);
  const bool ask = otherFilter || otherRange || scene.revision != m_scene.revision || !m_answered;
  m_scene = scene;
  const Selection& selection = scene.selection;
  m_timeline->setSelectedEvent(selection.kind == Selection::Kind::Event ? selection.eventId
                                                                        : Id128{});
  if (selection.kind == Selection::Kind::Saga && selection.sagaId != m_shown) {
    m_reveal = true;
    showSaga(selection.sagaId);
    keepSelection();
  }
  if (ask && bridge().isOpen()) askList(otherFilter || (otherRange && !scene.live));
}

void SagasView::askList(bool supersede) {
  m_listQuery.ask(
      [query = m_scene.query()](store::StoreReader& reader, CancelToken cancel) -> Result<List> {
        List list;
        auto sagas = reader.sagas(query, kMaxSagas, cancel);
        if (!sagas) return sagas.error();
        auto variants = reader.sagaVariants(query, cancel);
        if (!variants) return variants.error();
        list.sagas = std::move(*sagas);
        list.variants = std::move(*variants);
        return list;
      },
      [this](Result<List> answer) {
        if (!answer) {
          Q_EMIT journal(QString::fromStdString(answer.error().text()));
          return;
        }
        takeList(std::move(*answer));
      },
      supersede);
}

void SagasView::takeList(List list) {
  m_answered = true;
  m_variants = std::move(list.variants);
  m_model->setSagas(std::move(list.sagas), m_scene.range.to);
  m_chips->setCounts(*m_model);
  showCaption();
  if (m_shown == 0) {
    // Something to look at from the start: what is stuck or failed, else the newest.
    const Saga* first = m_model->sagaAt(0);
    for (int row = 0; row < m_model->rowCount(); ++row) {
      const Saga* saga = m_model->sagaAt(row);
      if (saga->state == SagaState::Compensated || saga->state == SagaState::Stuck) {
        first = saga;
        break;
      }
    }
    if (first) showSaga(first->id);
    if (!first) m_timeline->clear(whyEmpty());
    keepSelection();
  } else {
    showSaga(m_shown);
    keepSelection();
  }
}

void SagasView::showSaga(std::int64_t id) {
  m_shown = id;
  if (!bridge().isOpen()) return;
  m_sagaQuery.ask(
      [id](store::StoreReader& reader, CancelToken cancel) { return reader.saga(id, cancel); },
      [this](Result<Saga> answer) { takeSaga(answer); });
}

void SagasView::takeSaga(const Result<Saga>& answer) {
  if (!answer) {
    Q_EMIT journal(QString::fromStdString(answer.error().text()));
    m_timeline->clear(
        tr("This saga could not be read: %1").arg(QString::fromStdString(answer.error().text())));
    return;
  }
  if (answer->id != m_shown) return;  // another was chosen meanwhile
  m_timeline->setSaga(*answer, m_scene.range.to, summaryOf(*answer, m_scene.range.to, m_variants));
  m_variantsPanel->setVariants(answer->type, answer->variant, m_variants);
}

void SagasView::keepSelection() {
  const int row = m_model->rowOf(m_shown);
  if (row < 0) return;
  m_keeping = true;
  m_table->selectRow(row);
  m_keeping = false;
  if (!m_reveal) return;
  m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
  m_reveal = false;
}

void SagasView::rowChosen(int row) {
  if (m_keeping) return;
  const Saga* saga = m_model->sagaAt(row);
  if (!saga) return;
  const Selection selection = selectionOf(*saga);
  if (saga->id != m_shown) showSaga(saga->id);
  Q_EMIT selected(selection);
}

void SagasView::showCaption() {
  const auto all = static_cast<std::uint64_t>(m_model->all().size());
  const auto shown = static_cast<std::uint64_t>(m_model->rowCount());
  QString text;
  if (all >= kMaxSagas) {
    text = tr("the newest %1 sagas").arg(formatCount(all));
  } else if (shown != all) {
    text = tr("%1 of %2").arg(formatCount(shown), formatCount(all));
  }
  m_caption->setText(text);
}

void SagasView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  m_variantsPanel->setVisible(width() >= kVariantsFrom);
  m_chips->setCompact(width() < kVariantsFrom);
  sizeColumns();
}

/// The duration bar gets what the words leave; in a narrow view the words give way.
void SagasView::sizeColumns() {
  constexpr int kUsual[] = {34, 150, 130, 170, 90, 76};
  constexpr int kNarrow[] = {34, 128, 100, 132, 74, 66};
  const bool narrow = width() < kVariantsFrom;
  if (m_columnsNarrow == narrow) return;  // what the user set since then stays
  m_columnsNarrow = narrow;
  for (int i = 0; i < 6; ++i) m_table->setColumnWidth(i, narrow ? kNarrow[i] : kUsual[i]);
}

bool SagasView::isSettled() const {
  return m_answered && !m_listQuery.isBusy() && !m_sagaQuery.isBusy() && m_timeline->isPainted();
}

}  // namespace rheo::ui
