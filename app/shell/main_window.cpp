// SPDX-License-Identifier: Apache-2.0
#include "app/shell/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>

#include "app/shell/command_palette.h"
#include "app/shell/filter_bar.h"
#include "app/shell/first_run_page.h"
#include "app/shell/import_dialog.h"
#include "app/shell/journal_panel.h"
#include "app/shell/left_panel.h"
#include "app/shell/page_stack.h"
#include "app/shell/problem_counts.h"
#include "app/shell/scene_questions.h"
#include "app/shell/status_line.h"
#include "app/shell/theme/format.h"
#include "app/shell/time_strip.h"
#include "app/shell/top_bar.h"

namespace rheo::ui {

MainWindow::MainWindow(WindowParts parts, QWidget* parent)
    : QMainWindow(parent),
      m_parts(std::move(parts)),
      m_bridge(new Bridge(this)),
      m_scenes(new SceneController(this)),
      m_capture(new Capture(*m_bridge, m_parts.doors, this)) {
  setAcceptDrops(true);
  build();
  buildDocks();
  buildCommands();
  wireCapture();
  wireScene();
  m_defaultLayout = saveState();
  restore();
  showOpenState();
  focusCentre();
}

MainWindow::~MainWindow() {
  // Views hold queries of the bridge, so they go first; children would go in order of creation.
  delete m_injectDialog;
  delete m_replayDialog;
  delete takeCentralWidget();
  for (QDockWidget* dock : findChildren<QDockWidget*>()) delete dock;
}

void MainWindow::build() {
  m_top = new TopBar(*m_scenes, this);
  setMenuWidget(m_top);
  m_pages = new PageStack(*m_bridge, m_parts.pages);
  m_firstRun = new FirstRunPage;
  m_center = new QStackedWidget;
  m_center->addWidget(m_firstRun);
  m_center->addWidget(m_pages);
  setCentralWidget(m_center);
  m_status = new StatusLine(this);
  auto* bar = new QStatusBar(this);
  bar->setSizeGripEnabled(false);
  bar->setContentsMargins(0, 0, 0, 0);
  bar->addWidget(m_status, 1);
  setStatusBar(bar);
  m_palette = new CommandPalette(this);
  m_questions = new SceneQuestions(*m_bridge, this);
}

QDockWidget* MainWindow::addDock(const char* name, const QString& title, QWidget* content,
                                 Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QLatin1String(name));
  dock->setWidget(content);
  dock->setTitleBarWidget(new QWidget(dock));  // shown when panels are being arranged
  addDockWidget(area, dock);
  return dock;
}

void MainWindow::buildDocks() {
  setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
  m_left = new LeftPanel(*m_bridge, *m_scenes);
  m_strip = new TimeStrip(*m_bridge, *m_scenes);
  QDockWidget* left =
      addDock("dock.left", tr("Sources and topics"), m_left, Qt::LeftDockWidgetArea);
  QDockWidget* strip = addDock("dock.time", tr("Time"), m_strip, Qt::BottomDockWidgetArea);
  m_dataDocks = {left, strip};
  resizeDocks({left}, {232}, Qt::Horizontal);
  if (m_parts.inspector) {
    m_inspector = m_parts.inspector(*m_bridge, nullptr);
    QDockWidget* right =
        addDock("dock.inspector", m_inspector->title(), m_inspector, Qt::RightDockWidgetArea);
    m_dataDocks.append(right);
    resizeDocks({right}, {360}, Qt::Horizontal);
    wireView(m_inspector);
  }
  m_journalDock =
      addDock("dock.journal", tr("Journal"), new JournalPanel(m_journal), Qt::BottomDockWidgetArea);
  m_journalDock->hide();
  splitDockWidget(m_journalDock, strip, Qt::Vertical);
  resizeDocks({strip}, {164}, Qt::Vertical);
}

void MainWindow::wireCapture() {
  connect(m_capture, &Capture::journal, this, &MainWindow::journalLine);
  connect(m_capture, &Capture::busyChanged, this,
          [this] { m_firstRun->setBusy(m_capture->isBusy()); });
  connect(m_capture, &Capture::opened, this, [this](const QString& path, bool recording) {
    m_scenes->reset(recording);
    addRecent(path);
    showOpenState();
    focusCentre();
  });
  connect(m_bridge, &Bridge::workspaceChanged, this, [this] {
    if (!m_bridge->isOpen()) m_scenes->reset(false);
    showOpenState();
    if (!m_bridge->isOpen()) focusCentre();
  });
  connect(m_bridge, &Bridge::revisionChanged, this,
          [this](quint64 revision) { m_scenes->setExtent(m_bridge->extent(), revision); });
  connect(m_bridge, &Bridge::statusChanged, this, [this](const LiveStatus& status) {
    m_status->setStatus(status, m_bridge->isOpen());
    m_stop->setEnabled(status.recording);
  });
  connect(m_firstRun, &FirstRunPage::demoRequested, this, [this] { m_capture->startDemo(); });
  connect(m_firstRun, &FirstRunPage::listenRequested, this,
          [this] { m_capture->listen({Capture::defaultEndpoint()}); });
  connect(m_firstRun, &FirstRunPage::openRequested, this, &MainWindow::chooseFile);
  connect(m_firstRun, &FirstRunPage::fileRequested, m_capture, &Capture::openFile);
  connect(m_capture, &Capture::columnsAsked, this, &MainWindow::askColumns);
  connect(m_capture, &Capture::importStarted, this,
          [this](const QString& name, const std::shared_ptr<ImportTicket>& ticket) {
            auto* dialog = new ImportDialog(name, ticket, this);
            connect(m_capture, &Capture::busyChanged, dialog, [this, dialog] {
              if (!m_capture->isBusy()) dialog->close();
            });
          });
  connect(m_status, &StatusLine::journalRequested, this,
          [this] { m_journalDock->setVisible(!m_journalDock->isVisible()); });
}

void MainWindow::wireScene() {
  connect(m_scenes, &SceneController::sceneChanged, this, [this](const Scene& scene) {
    m_pages->setScene(scene);
    if (!m_bridge->isOpen()) return;
    if (m_inspector != nullptr) m_inspector->setScene(scene);
    m_questions->ask(scene);
  });
  connect(m_scenes, &SceneController::historyChanged, this, [this] {
    m_back->setEnabled(m_scenes->canGoBack());
    m_forward->setEnabled(m_scenes->canGoForward());
  });
  connect(m_questions, &SceneQuestions::failed, this,
          [this](const QString& text) { say(JournalEntry::Level::Error, text); });
  connect(m_questions, &SceneQuestions::answered, this,
          [this](const SceneFacts& facts, bool filtered) {
            const QString all = formatCount(facts.ofAll);
            m_top->filterBar()->setMatches(
                filtered ? tr("%1 of %2").arg(formatCount(facts.matching.events), all)
                         : tr("%1 events").arg(all));
            m_top->problems()->setCounts(facts.matching.errors, facts.matching.warnings,
                                         facts.matching.notes);
            m_strip->setCount(facts.matching.events);
          });
  connect(m_top->filterBar(), &FilterBar::left, this, &MainWindow::focusCentre);
  m_top->filterBar()->setNames([this] { return m_bridge->names(); });
  connect(m_top, &TopBar::problemsClicked, this,
          [this] { m_pages->show(QStringLiteral("problems")); });
  connect(m_top, &TopBar::helpClicked, this, &MainWindow::openKeys);
  connect(m_left, &LeftPanel::filterRequested, this, &MainWindow::setFilterText);
  connect(m_left, &LeftPanel::limitRequested, this, &MainWindow::openLimit);
  for (View* view : m_pages->views()) wireView(view);
}

void MainWindow::wireView(View* view) {
  connect(view, &View::selected, m_scenes, &SceneController::select);
  connect(view, &View::filterRequested, this, &MainWindow::setFilterText);
  connect(view, &View::rangeRequested, this,
          [this](TimeRange range) { m_scenes->setRange(range); });
  connect(view, &View::viewRequested, m_pages, &PageStack::show);
  connect(view, &View::replayRequested, this, &MainWindow::openReplay);
  connect(view, &View::injectRequested, this, &MainWindow::openInject);
  connect(view, &View::journal, this,
          [this](const QString& text) { say(JournalEntry::Level::Warning, text); });
}

void MainWindow::showOpenState() {
  const bool open = m_bridge->isOpen();
  m_center->setCurrentWidget(open ? static_cast<QWidget*>(m_pages) : m_firstRun);
  for (QDockWidget* dock : m_dataDocks)
    dock->setVisible(open && !dock->property("hidden").toBool());
  for (QAction* action : m_needOpen) action->setEnabled(open);
  m_firstRun->setRecentFiles(recentFiles());
  m_status->setStatus(m_bridge->status(), open);
  m_stop->setEnabled(m_bridge->isRecording());
  if (!open) {
    m_top->filterBar()->setMatches({});
    m_top->problems()->setCounts(0, 0, 0);
  }
  const QString name = QFileInfo(m_capture->path()).fileName();
  setWindowTitle(open ? tr("%1 — Rheoscope").arg(name) : tr("Rheoscope"));
  setWindowFilePath(open ? m_capture->path() : QString());
}

// Never the filter by itself: digits and Space are commands until somebody asks to type.
void MainWindow::focusCentre() {
  if (m_bridge->isOpen()) {
    m_pages->focusCurrent();
  } else {
    m_firstRun->setFocus(Qt::OtherFocusReason);
  }
}

void MainWindow::journalLine(const JournalEntry& entry) {
  m_journal.append(entry);
  m_status->toast(entry);
}

void MainWindow::say(JournalEntry::Level level, const QString& text) {
  journalLine({level, nowNs(), text.toStdString()});
}

void MainWindow::showFrameTime(double ms) {
  m_status->setFrameTime(ms);
}

bool MainWindow::isSettled() const {
  if (m_capture->isBusy()) return false;
  if (!m_bridge->isOpen()) return true;
  if (m_bridge->extent().isEmpty()) return false;
  const View* view = m_pages->current();
  return (view == nullptr || view->isSettled()) && m_strip->isSettled() && m_left->isSettled() &&
         m_questions->isSettled() && (m_inspector == nullptr || m_inspector->isSettled());
}

bool MainWindow::setFilterText(const QString& text) {
  auto filter = query::Filter::parse(text.toStdString());
  if (!filter) {
    say(JournalEntry::Level::Error,
        tr("The filter was not understood: %1").arg(QString::fromStdString(filter.error().text())));
    return false;
  }
  m_scenes->setFilter(*filter);
  return true;
}

bool MainWindow::selectByText(const QString& text) {
  const QString kind = text.section(u'=', 0, 0);
  const QString value = text.section(u'=', 1);
  Selection selection;
  bool understood = !value.isEmpty();
  if (kind == u"service") {
    selection.kind = Selection::Kind::Service;
    selection.service = value;
  } else if (kind == u"topic") {
    selection.kind = Selection::Kind::Topic;
    selection.topic = value;
  } else if (kind == u"event") {
    const auto id = Id128::fromHex(value.toStdString());
    selection.kind = Selection::Kind::Event;
    if (id) selection.eventId = *id;
    understood = id.has_value();
  } else if (kind == u"saga") {
    selection.kind = Selection::Kind::Saga;
    selection.sagaId = value.toLongLong(&understood);
  } else {
    understood = false;
  }
  if (understood) m_scenes->select(selection);
  return understood;
}

void MainWindow::closeEvent(QCloseEvent* event) {
  save();
  QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  // Not a shortcut: Space belongs to the focused button first.
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    m_scenes->setLive(!m_scenes->scene().live);
    return;
  }
  if (event->key() == Qt::Key_Escape && m_scenes->scene().selection.kind != Selection::Kind::None) {
    m_scenes->select({});
    return;
  }
  QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.size() == 1 && urls.first().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.isEmpty()) return;
  event->acceptProposedAction();
  m_capture->openFile(urls.first().toLocalFile());
}

}  // namespace rheo::ui
