// SPDX-License-Identifier: Apache-2.0
// The commands of the window: menus, keys and the palette are three ways to the same actions.
#include <QActionGroup>
#include <QDockWidget>
#include <QFileDialog>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>

#include "app/shell/command_palette.h"
#include "app/shell/filter_bar.h"
#include "app/shell/left_panel.h"
#include "app/shell/main_window.h"
#include "app/shell/page_stack.h"
#include "app/shell/theme/theme.h"
#include "app/shell/top_bar.h"

namespace rheo::ui {
namespace {

constexpr auto kNoKeys = Qt::Key_unknown;

QString plainText(const QAction* action) {
  return action->text().remove(u'&');
}

}  // namespace

QAction* MainWindow::addCommand(QMenu* menu, const QString& text, const QKeySequence& keys,
                                const std::function<void()>& run) {
  QAction* action = menu->addAction(text);
  if (keys != QKeySequence(kNoKeys)) action->setShortcut(keys);
  connect(action, &QAction::triggered, this, run);
  addAction(action);
  m_commands.append(action);
  return action;
}

void MainWindow::buildCommands() {
  QMenuBar* bar = m_top->menuBar();
  buildFileMenu(bar->addMenu(tr("&File")));
  buildViewMenu(bar->addMenu(tr("&View")));
  buildGoMenu(bar->addMenu(tr("&Go")));
  buildCaptureMenu(bar->addMenu(tr("&Capture")));
  buildControlMenu(bar->addMenu(tr("C&ontrol")));
  buildHelpMenu(bar->addMenu(tr("&Help")));
}

void MainWindow::buildFileMenu(QMenu* menu) {
  addCommand(menu, tr("&Open a recording…"), QKeySequence::Open, [this] { chooseFile(); });
  m_recentMenu = menu->addMenu(tr("Open &recent"));
  connect(m_recentMenu, &QMenu::aboutToShow, this, [this] {
    m_recentMenu->clear();
    for (const QString& file : recentFiles()) {
      m_recentMenu->addAction(QFileInfo(file).fileName(), this,
                              [this, file] { m_capture->openFile(file); });
    }
    if (m_recentMenu->isEmpty()) m_recentMenu->addAction(tr("None yet"))->setEnabled(false);
  });
  menu->addSeparator();
  m_needOpen << addCommand(menu, tr("Save a &copy…"), QKeySequence::SaveAs,
                           [this] { chooseCopy(); });
  m_needOpen << addCommand(menu, tr("&Export a picture…"), QKeySequence(Qt::CTRL | Qt::Key_E),
                           [this] { choosePicture(); });
  m_needOpen << addCommand(menu, tr("C&lose the recording"), QKeySequence::Close,
                           [this] { m_capture->close(); });
  menu->addSeparator();
  addCommand(menu, tr("&Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::buildViewMenu(QMenu* menu) {
  int index = 0;
  for (View* view : m_pages->views()) {
    const QKeySequence keys = index < 9 ? QKeySequence(Qt::Key_1 + index) : QKeySequence();
    m_needOpen << addCommand(menu, view->title(), keys, [this, index] { m_pages->showAt(index); });
    ++index;
  }
  menu->addSeparator();
  for (QDockWidget* dock : m_dataDocks) {
    m_needOpen << addCommand(menu, tr("Show or hide: %1").arg(dock->windowTitle()), kNoKeys,
                             [dock] {
                               dock->setProperty("hidden", dock->isVisible());
                               dock->setVisible(!dock->isVisible());
                             });
  }
  addCommand(menu, tr("Show or hide: Journal"), QKeySequence(Qt::CTRL | Qt::Key_J),
             [this] { m_journalDock->setVisible(!m_journalDock->isVisible()); });
  QAction* arrange = addCommand(menu, tr("Arrange panels"), kNoKeys, [] {});
  arrange->setCheckable(true);
  connect(arrange, &QAction::toggled, this, [this](bool on) {
    for (QDockWidget* dock : findChildren<QDockWidget*>()) {
      delete dock->titleBarWidget();
      dock->setTitleBarWidget(on ? nullptr : new QWidget(dock));
    }
  });
  addCommand(menu, tr("Reset the layout"), kNoKeys, [this] {
    for (QDockWidget* dock : m_dataDocks) dock->setProperty("hidden", false);
    restoreState(m_defaultLayout);
    showOpenState();
  });
  menu->addSeparator();
  for (const auto& [name, words] :
       {std::pair("dark", tr("Theme: dark")), std::pair("light", tr("Theme: light")),
        std::pair("system", tr("Theme: as the system"))}) {
    addCommand(menu, words, kNoKeys,
               [this, mode = QString::fromLatin1(name)] { applyTheme(mode); });
  }
  QAction* calm = addCommand(menu, tr("Reduced motion"), kNoKeys, [] {});
  calm->setCheckable(true);
  calm->setChecked(m_parts.settings->value(QStringLiteral("reducedMotion")).toBool());
  connect(calm, &QAction::toggled, this, [this](bool on) {
    m_parts.settings->setValue(QStringLiteral("reducedMotion"), on);
    applyTheme(
        m_parts.settings->value(QStringLiteral("theme"), QStringLiteral("system")).toString());
  });
}

void MainWindow::buildGoMenu(QMenu* menu) {
  m_back = addCommand(menu, tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left),
                      [this] { m_scenes->goBack(); });
  m_forward = addCommand(menu, tr("&Forward"), QKeySequence(Qt::ALT | Qt::Key_Right),
                         [this] { m_scenes->goForward(); });
  m_back->setEnabled(false);
  m_forward->setEnabled(false);
  menu->addSeparator();
  QAction* filter = addCommand(menu, tr("To the &filter"), {}, [this] {
    m_top->filterBar()->setFocus(Qt::ShortcutFocusReason);
    m_top->filterBar()->selectAll();
  });
  filter->setShortcuts({QKeySequence(Qt::Key_Slash), QKeySequence(Qt::CTRL | Qt::Key_L)});
  QAction* clear =
      addCommand(menu, tr("Clear the filter"), QKeySequence(Qt::CTRL | Qt::Key_Backspace),
                 [this] { m_scenes->setFilter({}); });
  m_needOpen << filter << clear;
  menu->addSeparator();
  const auto add = [&](const QString& text, const QKeySequence& keys,
                       const std::function<void()>& run) {
    m_needOpen << addCommand(menu, text, keys, run);
  };
  add(tr("Live or paused\tSpace"), kNoKeys, [this] { m_scenes->setLive(!m_scenes->scene().live); });
  add(tr("Earlier"), QKeySequence(Qt::Key_BracketLeft), [this] { m_scenes->pan(-0.5); });
  add(tr("Later"), QKeySequence(Qt::Key_BracketRight), [this] { m_scenes->pan(0.5); });
  add(tr("Look closer"), QKeySequence(Qt::Key_Plus), [this] { m_scenes->zoom(0.5); });
  add(tr("Look wider"), QKeySequence(Qt::Key_Minus), [this] { m_scenes->zoom(2); });
  add(tr("Fit everything"), QKeySequence(Qt::Key_F),
      [this] { m_scenes->follow(SceneController::kWholeRecording); });
  menu->addSeparator();
  for (const auto& [span, words] : TopBar::spans()) {
    add(tr("Range: %1").arg(words), kNoKeys, [this, ns = span] { m_scenes->follow(ns); });
  }
}

void MainWindow::buildCaptureMenu(QMenu* menu) {
  QMenu* demo = menu->addMenu(tr("&Demo"));
  const QStringList words = {tr("Demo: a &shop"), tr("Demo: a &bank"),
                             tr("Demo: a fleet of &devices"), tr("Demo: &all of them")};
  const QStringList scenarios = Capture::demoScenarios();
  for (int i = 0; i < scenarios.size(); ++i) {
    addCommand(demo, words[i], kNoKeys,
               [this, scenario = scenarios[i]] { m_capture->startDemo(scenario); });
  }
  addCommand(menu, tr("&Listen on %1").arg(Capture::defaultEndpoint()), kNoKeys,
             [this] { m_capture->listen({Capture::defaultEndpoint()}); });
  addCommand(menu, tr("Listen, and record into…"), kNoKeys, [this] {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Record into"), Capture::recordingsFolder(), tr("Recordings (*.rheo)"), nullptr,
        QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) m_capture->listen({Capture::defaultEndpoint()}, path);
  });
  menu->addSeparator();
  m_stop = addCommand(menu, tr("&Stop recording"), kNoKeys, [this] { m_capture->stopRecording(); });
  m_stop->setEnabled(false);
}

void MainWindow::buildControlMenu(QMenu* menu) {
  if (m_parts.control.inject) {
    m_needOpen << addCommand(menu, tr("&Inject an event…"), QKeySequence(Qt::CTRL | Qt::Key_I),
                             [this] { openInject(0); });
  }
  if (m_parts.control.replay) {
    m_needOpen << addCommand(menu, tr("&Replay…"), QKeySequence(Qt::CTRL | Qt::Key_R), [this] {
      openReplay(QString::fromStdString(m_scenes->scene().filter.text()));
    });
  }
  if (m_parts.control.limit) {
    m_needOpen << addCommand(menu, tr("Ask services for &less…"),
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                             [this] { openLimit(m_scenes->scene().selection.service); });
  }
  menu->menuAction()->setVisible(!menu->isEmpty());
}

void MainWindow::buildHelpMenu(QMenu* menu) {
  QAction* palette = addCommand(menu, tr("&Command palette"), {}, [this] { openPalette(); });
  palette->setShortcuts(
      {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
  QAction* keys = addCommand(menu, tr("&Keys"), {}, [this] { openKeys(); });
  keys->setShortcuts({QKeySequence(Qt::Key_Question), QKeySequence(Qt::Key_F1)});
  menu->addSeparator();
  addCommand(menu, tr("&About Rheoscope"), kNoKeys, [this] { showAbout(); });
}

std::vector<PaletteEntry> MainWindow::paletteEntries() {
  std::vector<PaletteEntry> entries;
  for (QAction* action : m_commands) {
    if (!action->isEnabled()) continue;
    const QString text = plainText(action).section(u'\t', 0, 0);
    entries.push_back({text, tr("Command"), action->shortcut().toString(QKeySequence::NativeText),
                       [action = QPointer<QAction>(action)] {
                         if (action) action->trigger();
                       }});
  }
  const auto addStreams = [&](const std::vector<StreamRow>& rows, const QString& group,
                              const QString& kind) {
    for (const StreamRow& row : rows) {
      entries.push_back({row.name, group, row.value,
                         [this, what = QString(kind + u'=' + row.name)] { selectByText(what); }});
    }
  };
  addStreams(m_left->topics().rows(), tr("Topic"), QStringLiteral("topic"));
  addStreams(m_left->sources().rows(), tr("Service"), QStringLiteral("service"));
  for (const QString& file : recentFiles()) {
    entries.push_back({file, tr("Recent file"), {}, [this, file] { m_capture->openFile(file); }});
  }
  return entries;
}

void MainWindow::openPalette() {
  m_palette->open(paletteEntries());
}

void MainWindow::openKeys() {
  QList<KeysOverlay::Section> sections;
  for (const QAction* top : m_top->menuBar()->actions()) {
    QList<QPair<QString, QString>> keys;
    for (const QAction* action : top->menu()->actions()) {
      const QString plain = plainText(action);
      QStringList said;
      for (const QKeySequence& key : action->shortcuts())
        said << key.toString(QKeySequence::NativeText);
      if (plain.contains(u'\t')) said << plain.section(u'\t', 1);
      if (!said.isEmpty())
        keys.append({said.join(QStringLiteral("  ")), plain.section(u'\t', 0, 0)});
    }
    if (!keys.isEmpty()) sections.append({plainText(top), keys});
  }
  sections.append({tr("Time strip"),
                   {{QStringLiteral("← →"), tr("Move; with Shift by a whole range")},
                    {QStringLiteral("↑ ↓"), tr("Closer, wider")},
                    {tr("Home End"), tr("Beginning, newest")},
                    {tr("wheel"), tr("Zoom; with Shift move")},
                    {tr("double click"), tr("Everything")}}});
  (new KeysOverlay(this))->open(sections);
}

}  // namespace rheo::ui
