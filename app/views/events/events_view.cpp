// SPDX-License-Identifier: Apache-2.0
#include "app/views/events/events_view.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSettings>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/events/event_row_menu.h"
#include "app/views/events/event_table_model.h"
#include "app/views/parts/controls.h"
#include "app/views/parts/copy_event.h"
#include "app/views/parts/event_condition.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/table_look.h"

namespace rheo::ui {
namespace {

constexpr int kColumnsVersion = 1;
constexpr int kScrollBarRoom = 12;

QString columnsKey() {
  return QStringLiteral("events/columns.%1").arg(kColumnsVersion);
}

}  // namespace

EventsView::EventsView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent), m_query(bridge, this) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 12, 0, 0);
  column->setSpacing(8);
  buildBar();
  buildTable();
  column->addWidget(insetRows(*m_table), 1);
  setKeyTarget(m_table);
  connect(&bridge, &Bridge::workspaceChanged, this, [this] {
    m_answered = false;
    m_total = 0;
    showCaption();
  });
}

EventsView::~EventsView() {
  if (m_columnsChanged) saveColumns();
}

void EventsView::buildBar() {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(Theme::kMargin, 0, Theme::kMargin, 0);
  m_follow = makeButton(tr("Follow"), QString(), this);
  m_follow->setCheckable(true);
  m_follow->setChecked(true);
  m_follow->setToolTip(tr("Keep the newest event in sight (End). Scrolling up holds the table."));
  m_caption = new Caption(Qt::AlignLeft, this);
  auto* columns = makeButton(tr("Columns"), QString(), this);
  columns->setToolTip(tr("Choose the columns; drag their heads to order them"));
  row->addWidget(m_follow);
  row->addSpacing(8);
  row->addWidget(m_caption, 1);
  row->addWidget(columns);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
  connect(m_follow, &QToolButton::toggled, this, &EventsView::setFollowing);
  connect(columns, &QToolButton::clicked, this,
          [this, columns] { showColumnsMenu(columns->mapToGlobal(QPoint(0, columns->height()))); });
}

void EventsView::buildTable() {
  m_model = new EventTableModel(bridge(), this);
  m_table = new QTableView(this);
  m_table->setAccessibleName(tr("Events"));
  lookLikeList(*m_table);
  m_table->setModel(m_model);
  m_table->setContextMenuPolicy(Qt::CustomContextMenu);
  auto* header = m_table->horizontalHeader();
  header->setSectionsMovable(true);
  header->setContextMenuPolicy(Qt::CustomContextMenu);
  restoreColumns();
  connect(header, &QHeaderView::customContextMenuRequested, this,
          [this, header](const QPoint& at) { showColumnsMenu(header->mapToGlobal(at)); });
  const auto changed = [this] {
    if (!m_fitting) m_columnsChanged = m_columnsChosen = true;
  };
  connect(header, &QHeaderView::sectionMoved, this, changed);
  connect(header, &QHeaderView::sectionResized, this, changed);
  connect(m_table, &QTableView::customContextMenuRequested, this, &EventsView::showRowMenu);
  // The selection, not the current row: that one moves to the first row when focus merely enters.
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          [this](const QItemSelection& now) {
            if (!m_selecting && !now.isEmpty()) selectRow(now.first().top());
          });
  connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first) {
    if (first == 0) showPlace();  // older rows came in before the others
  });
  connect(m_model, &EventTableModel::fetchFailed, this, &View::journal);
  connect(m_table->verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
    const auto* bar = m_table->verticalScrollBar();
    setFollowing(bar->sliderPosition() >= bar->maximum());
  });
  auto* copy = new QShortcut(QKeySequence::Copy, m_table);
  copy->setContext(Qt::WidgetShortcut);
  connect(copy, &QShortcut::activated, this,
          [this] { copyJson(m_model->idAt(m_table->currentIndex().row())); });
}

void EventsView::setScene(const Scene& scene) {
  const bool filterChanged = m_scene.filter.text() != scene.filter.text();
  const bool same = m_answered && !filterChanged && m_scene.range == scene.range &&
                    m_scene.revision == scene.revision;
  const bool jumped = filterChanged || scene.live != m_scene.live || !scene.live;
  m_scene = scene;
  m_follow->setVisible(scene.live);
  if (!same) {
    // Held still: the reader looks at these rows, newer ones wait until he follows again.
    const bool held = scene.live && !jumped && !m_follow->isChecked() && m_answered;
    const bool tooSoon = scene.live && !jumped && m_sinceAnswer.isValid() &&
                         m_sinceAnswer.elapsed() < 3 * m_lastTookMs;
    if (!held && !tooSoon) ask(jumped);
  }
  showSelection();
  showCaption();
}

void EventsView::ask(bool supersede) {
  if (!bridge().isOpen()) return;
  const auto query = m_scene.query();
  const auto before = m_model->ids();
  m_query.ask(
      [query, before](store::StoreReader& reader, CancelToken cancel) -> Result<Answer> {
        QElapsedTimer timer;
        timer.start();
        auto ids = reader.eventIds(query, kMaxRows, cancel);
        if (!ids) return ids.error();
        Answer answer;
        answer.total = ids->size();
        if (ids->size() >= kMaxRows) {
          if (auto summary = reader.summary(query, cancel)) answer.total = summary->events;
        }
        answer.before = before;
        answer.step = stepBetween(*before, *ids);
        answer.ids = std::make_shared<const std::vector<std::uint64_t>>(std::move(*ids));
        answer.tookMs = timer.elapsed();
        return answer;
      },
      [this](Result<Answer> answer) { take(std::move(answer)); }, supersede);
}

void EventsView::take(Result<Answer> answer) {
  m_answered = true;
  m_sinceAnswer.start();
  if (!answer) {
    Q_EMIT journal(QString::fromStdString(answer.error().text()));
    return;
  }
  m_lastTookMs = answer->tookMs;
  m_total = answer->total;
  // A step only fits the table it was computed for.
  const auto step = answer->before == m_model->ids() ? answer->step : std::nullopt;
  m_model->setIds(answer->ids, step);
  showPlace();
  showCaption();
}

void EventsView::showPlace() {
  if (m_scene.live && m_follow->isChecked()) m_table->scrollToBottom();
  showSelection();
}

void EventsView::setFollowing(bool following) {
  if (!m_scene.live && m_answered) return;
  if (m_follow->isChecked() != following) {
    m_follow->setChecked(following);
    return;
  }
  if (following) {
    m_table->scrollToBottom();
    ask(false);
  }
  showCaption();
}

void EventsView::showCaption() {
  if (!m_answered) {
    m_caption->setText(bridge().isOpen() ? tr("Looking\u2026") : tr("Nothing is open."));
    return;
  }
  QString text = tr("%1 sightings").arg(formatExact(m_total));
  if (const std::uint64_t listed = m_model->ids()->size(); m_total > listed)
    text += tr(" · the newest %1 are listed").arg(formatExact(listed));
  if (m_total == 0)
    text = tr("No event in this range matches. Widen the range or clear the filter.");
  if (m_scene.live && !m_follow->isChecked()) text += tr(" · held still; Follow shows newer ones");
  m_caption->setText(text);
}

void EventsView::selectRow(int row) {
  Selection selection;
  selection.kind = Selection::Kind::Event;
  selection.eventRow = m_model->idAt(row);
  if (const auto* event = m_model->eventAt(row)) {
    selection.eventId = event->eventId;
    selection.service = QString::fromStdString(event->service);
    selection.topic = QString::fromStdString(event->topic);
    selection.filter = filterOf(selection);
  }
  if (m_scene.live && row < m_model->rowCount() - 1) setFollowing(false);
  Q_EMIT selected(selection);
}

void EventsView::showSelection() {
  const auto& selection = m_scene.selection;
  m_selecting = true;
  if (selection.kind != Selection::Kind::Event || selection.eventRow == 0) {
    m_table->clearSelection();
  } else if (m_model->idAt(m_table->currentIndex().row()) != selection.eventRow ||
             !m_table->selectionModel()->hasSelection()) {
    const int row = m_model->rowOf(selection.eventRow);
    if (row >= 0) {
      m_table->selectRow(row);
      m_table->scrollTo(m_model->index(row, m_table->columnAt(8)));
    }
  }
  m_selecting = false;
}

void EventsView::copyJson(std::uint64_t row) {
  if (row == 0) return;
  copyEventJson(bridge(), this, row, [this](const QString& text) { Q_EMIT journal(text); });
}

void EventsView::showRowMenu(const QPoint& at) {
  const auto index = m_table->indexAt(at);
  if (!index.isValid()) return;
  const auto* row = m_model->eventAt(index.row());
  if (row == nullptr) return;
  const auto choice =
      EventRowMenu(*row, m_scene.filter, this)
          .choose(m_table->viewport()->mapToGlobal(at), static_cast<EventColumn>(index.column()));
  if (!choice.filter.isEmpty()) Q_EMIT filterRequested(choice.filter);
  if (choice.copyJson) copyJson(choice.row);
  if (choice.inject) Q_EMIT injectRequested(choice.row);
}

void EventsView::showColumnsMenu(const QPoint& globalAt) {
  if (!chooseColumns(*m_table->horizontalHeader(), globalAt)) return;
  m_columnsChosen = true;
  saveColumns();
}

void EventsView::restoreColumns() {
  auto* header = m_table->horizontalHeader();
  header->setMinimumSectionSize(40);
  for (const auto& info : eventColumns()) {
    const int section = static_cast<int>(info.column);
    header->resizeSection(section, info.width);
    header->setSectionHidden(section, !info.byDefault);
  }
  const auto state = QSettings().value(columnsKey()).toByteArray();
  m_columnsChosen = !state.isEmpty() && header->restoreState(state);
}

// Until the user chooses, the table shows as many of the usual columns as the page has room for,
// the most telling ones first, and gives what is left to the names.
void EventsView::fitColumns() {
  if (m_columnsChosen || m_table == nullptr) return;
  m_fitting = true;
  using C = EventColumn;
  auto* header = m_table->horizontalHeader();
  int room = width() - kRowInset - kScrollBarRoom;
  for (const C column : {C::Time, C::Stage, C::Type, C::Topic, C::Service, C::Latency, C::Error,
                         C::Key, C::Flags, C::Size, C::Subscription, C::Attempt, C::TraceId}) {
    const auto section = static_cast<int>(column);
    const int width = eventColumns()[static_cast<std::size_t>(column)].width;
    const bool shown = room >= width || column <= C::Topic;
    header->setSectionHidden(section, !shown);
    if (!shown) continue;
    header->resizeSection(section, width);
    room -= width;
  }
  const auto names = {C::Type, C::Topic, C::Service, C::Subscription, C::Error, C::Key};
  const auto seen = std::count_if(names.begin(), names.end(), [header](C column) {
    return !header->isSectionHidden(static_cast<int>(column));
  });
  for (const C column : names) {
    const auto section = static_cast<int>(column);
    if (header->isSectionHidden(section)) continue;
    header->resizeSection(
        section, header->sectionSize(section) + std::clamp(room / static_cast<int>(seen), -40, 90));
  }
  m_fitting = false;
}

void EventsView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  fitColumns();
}

void EventsView::saveColumns() const {
  QSettings().setValue(columnsKey(), m_table->horizontalHeader()->saveState());
}

void EventsView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && m_model != nullptr) m_model->refreshFonts();
  View::changeEvent(event);
}

bool EventsView::isSettled() const {
  if (!bridge().isOpen()) return true;
  return m_answered && !m_query.isBusy() && !m_model->isFetching() && !m_model->isRevealing();
}

}  // namespace rheo::ui
