// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMainWindow>
#include <QPointer>
#include <functional>

#include "app/models/journal_model.h"
#include "app/models/palette_model.h"
#include "app/shell/capture.h"
#include "app/shell/keys_overlay.h"
#include "app/shell/pages.h"
#include "app/shell/scene_controller.h"

class QSettings;
class QStackedWidget;

namespace rheo::ui {

class CommandPalette;
class FirstRunPage;
class LeftPanel;
class PageStack;
class SceneQuestions;
class StatusLine;
class TimeStrip;
class TopBar;

/// What the window is made of; given from outside so that tests can leave things out.
struct WindowParts {
  std::vector<ViewFactory> pages;
  ViewFactory inspector;
  ControlDialogs control;
  Doors doors;
  QSettings* settings = nullptr;  ///< must outlive the window
};

/// The frame around the views: it lays out, wires and remembers; it knows nothing of what views
/// show.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(WindowParts parts, QWidget* parent = nullptr);
  ~MainWindow() override;

  [[nodiscard]] Capture& capture() { return *m_capture; }
  [[nodiscard]] SceneController& scenes() { return *m_scenes; }
  [[nodiscard]] Bridge& bridge() { return *m_bridge; }
  [[nodiscard]] JournalModel& journal() { return m_journal; }
  [[nodiscard]] PageStack& pages() { return *m_pages; }
  [[nodiscard]] FirstRunPage& firstRun() { return *m_firstRun; }
  [[nodiscard]] TopBar& topBar() { return *m_top; }
  [[nodiscard]] StatusLine& statusLine() { return *m_status; }

  /// Nothing is on its way any more in what can be seen.
  [[nodiscard]] bool isSettled() const;
  /// "service=payments", "topic=...", "event=<hex id>", "saga=<number>"; false when not understood.
  bool selectByText(const QString& text);
  bool setFilterText(const QString& text);
  void say(JournalEntry::Level level, const QString& text);
  void showFrameTime(double ms);
  [[nodiscard]] std::vector<PaletteEntry> paletteEntries();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  void buildDocks();
  QDockWidget* addDock(const char* name, const QString& title, QWidget* content,
                       Qt::DockWidgetArea area);
  void wireCapture();
  void wireScene();
  void wireView(View* view);
  void showOpenState();
  void focusCentre();
  void journalLine(const JournalEntry& entry);

  // Commands: menus, keys, palette.
  QAction* addCommand(QMenu* menu, const QString& text, const QKeySequence& keys,
                      const std::function<void()>& run);
  void buildCommands();
  void buildFileMenu(QMenu* menu);
  void buildViewMenu(QMenu* menu);
  void buildGoMenu(QMenu* menu);
  void buildCaptureMenu(QMenu* menu);
  void buildControlMenu(QMenu* menu);
  void buildHelpMenu(QMenu* menu);
  void openPalette();
  void openKeys();
  void listenTo(QWidget* dialog);
  void openInject(quint64 eventRow);
  void openReplay(const QString& filter);
  void openLimit(const QString& service);
  void askColumns(const QString& path, const files::CsvHead& head);
  void chooseFile();
  void chooseCopy();
  void choosePicture();
  void showAbout();
  void applyTheme(const QString& name);

  // Settings.
  void restore();
  void save();
  void addRecent(const QString& path);
  [[nodiscard]] QStringList recentFiles() const;

  WindowParts m_parts;
  JournalModel m_journal;
  Bridge* m_bridge;
  SceneController* m_scenes;
  Capture* m_capture;
  TopBar* m_top = nullptr;
  PageStack* m_pages = nullptr;
  FirstRunPage* m_firstRun = nullptr;
  QStackedWidget* m_center = nullptr;
  LeftPanel* m_left = nullptr;
  TimeStrip* m_strip = nullptr;
  StatusLine* m_status = nullptr;
  View* m_inspector = nullptr;
  SceneQuestions* m_questions = nullptr;
  CommandPalette* m_palette = nullptr;
  QDockWidget* m_journalDock = nullptr;
  QList<QDockWidget*> m_dataDocks;  // hidden while nothing is open
  QList<QAction*> m_commands;
  QList<QAction*> m_needOpen;
  QMenu* m_recentMenu = nullptr;
  QAction* m_back = nullptr;
  QAction* m_forward = nullptr;
  QAction* m_stop = nullptr;
  QPointer<QWidget> m_injectDialog;
  QPointer<QWidget> m_replayDialog;
  QPointer<QWidget> m_limitDialog;
  QByteArray m_defaultLayout;
};

}  // namespace rheo::ui
