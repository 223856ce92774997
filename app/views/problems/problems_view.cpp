// SPDX-License-Identifier: Apache-2.0
#include "app/views/problems/problems_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/stage_mark.h"
#include "app/views/parts/table_look.h"
#include "app/views/problems/problems_model.h"

namespace rheo::ui {
namespace {

constexpr int kRoomForPlace = 900;
constexpr int kRoomForWhen = 760;
constexpr std::array<Severity, 3> kSeverities{Severity::Error, Severity::Warning, Severity::Note};

}  // namespace

ProblemsView::ProblemsView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent), m_query(bridge, this), m_model(new ProblemsModel(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 12, 0, 0);
  column->setSpacing(8);
  buildBar();
  buildTable();
  column->addWidget(insetRows(*m_table), 1);
  setKeyTarget(m_table);
  m_empty = makeLabel(QString(), QStringLiteral("muted"), this);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setWordWrap(true);
  column->addWidget(m_empty, 1);
  showCounts();
}

void ProblemsView::buildBar() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(Theme::kMargin, 0, Theme::kMargin, 0);
  row->setSpacing(Theme::kGrid);
  for (std::size_t i = 0; i < kSeverities.size(); ++i) {
    auto* chip = makeButton(QString(), QString(), this);
    chip->setCheckable(true);
    chip->setChecked(true);
    const auto severity = kSeverities[i];
    connect(chip, &QToolButton::toggled, this, [this, severity](bool on) {
      m_model->setShown(severity, on);
      // What is a note is dimmed by the same chip that hides chat.
      if (severity == Severity::Note) m_model->setShown(Severity::Chat, on);
      showCounts();
    });
    m_chips[i] = chip;
    row->addWidget(chip);
  }
  m_caption = new Caption(Qt::AlignRight, this);
  row->addWidget(m_caption, 1);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void ProblemsView::buildTable() {
  m_table = new QTableView(this);
  m_table->setAccessibleName(tr("Problems"));
  lookLikeList(*m_table);
  m_table->setModel(m_model);
  auto* header = m_table->horizontalHeader();
  const int widths[] = {132, 0, 200, 56, 140};
  for (int i = 0; i < ProblemsModel::ColumnCount; ++i)
    if (widths[i] > 0) m_table->setColumnWidth(i, widths[i]);
  header->setSectionResizeMode(ProblemsModel::What, QHeaderView::Stretch);
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [this](const QItemSelection& now) {
            if (!now.isEmpty()) selectRow(now.first().top());
          });
  // Not activated(): on some desktops that is a single click, which only selects here.
  for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* shortcut = new QShortcut(QKeySequence(key), m_table);
    shortcut->setContext(Qt::WidgetShortcut);
    connect(shortcut, &QShortcut::activated, this,
            [this] { openRow(m_table->currentIndex().row()); });
  }
  connect(m_table, &QTableView::doubleClicked, this,
          [this](const QModelIndex& index) { openRow(index.row()); });
}

void ProblemsView::setScene(const Scene& scene) {
  const bool filterChanged = m_scene.filter.text() != scene.filter.text();
  const bool same = m_answered && !filterChanged && m_scene.range == scene.range &&
                    m_scene.revision == scene.revision;
  m_scene = scene;
  if (!same) ask(!scene.live || filterChanged);
}

void ProblemsView::ask(bool supersede) {
  if (!bridge().isOpen()) return;
  const auto query = m_scene.query();
  m_query.ask([query](store::StoreReader& reader,
                      CancelToken cancel) { return reader.problems(query, cancel); },
              [this](Result<Rows> rows) { take(std::move(rows)); }, supersede);
}

void ProblemsView::take(Result<Rows> rows) {
  m_answered = true;
  if (!rows) {
    Q_EMIT journal(QString::fromStdString(rows.error().text()));
    return;
  }
  m_model->setProblems(std::move(*rows));
  showCounts();
}

void ProblemsView::showCounts() {
  const QString names[] = {tr("Errors"), tr("Warnings"), tr("Notes")};
  for (std::size_t i = 0; i < kSeverities.size(); ++i) {
    m_chips[i]->setIcon(stateIcon(markOf(kSeverities[i])));
    m_chips[i]->setText(names[i] + QStringLiteral("  ") +
                        formatCount(m_model->count(kSeverities[i])));
  }
  const int rows = m_model->rowCount();
  m_caption->setText(m_model->isEmpty()
                         ? QString()
                         : tr("%n place(s) · double click shows the events", nullptr, rows));
  m_table->parentWidget()->setVisible(rows > 0);
  m_empty->setVisible(rows == 0);
  if (!m_answered) {
    m_empty->setText(tr("Looking\u2026"));
  } else if (m_model->isEmpty()) {
    m_empty->setText(
        tr("No problem in this range.\n\nHere would be failures, dead letters, duplicates, events "
           "out of "
           "order or that nobody takes,\nstuck and failed sagas, schema violations, slow consumers "
           "and losses."));
  } else {
    m_empty->setText(tr("The kinds that there are, are switched off above."));
  }
}

void ProblemsView::selectRow(int row) {
  const auto* found = m_model->problemAt(row);
  if (found == nullptr) return;
  Selection selection;
  selection.kind = Selection::Kind::Problem;
  selection.service = QString::fromStdString(found->problem.service);
  selection.topic = QString::fromStdString(found->problem.topic);
  selection.subscription = QString::fromStdString(found->problem.subscription);
  selection.eventId = found->problem.eventId;
  selection.sagaId = found->problem.sagaId;
  selection.filter = QString::fromStdString(found->filter);
  Q_EMIT selected(selection);
}

void ProblemsView::openRow(int row) {
  const auto* found = m_model->problemAt(row);
  if (found == nullptr || found->filter.empty()) return;
  Q_EMIT filterRequested(QString::fromStdString(found->filter));
  Q_EMIT viewRequested(QStringLiteral("events"));
}

// In a narrow window the sentence matters more: it names the place too.
void ProblemsView::resizeEvent(QResizeEvent* event) {
  m_table->setColumnHidden(ProblemsModel::Place, width() < kRoomForPlace);
  m_table->setColumnHidden(ProblemsModel::When, width() < kRoomForWhen);
  View::resizeEvent(event);
}

void ProblemsView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && m_chips[0] != nullptr) showCounts();
  View::changeEvent(event);
}

bool ProblemsView::isSettled() const {
  return !bridge().isOpen() || (m_answered && !m_query.isBusy());
}

}  // namespace rheo::ui
