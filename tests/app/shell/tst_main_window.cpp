// SPDX-License-Identifier: Apache-2.0
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/shell/filter_bar.h"
#include "app/shell/first_run_page.h"
#include "app/shell/main_window.h"
#include "app/shell/page_stack.h"
#include "app/shell/status_line.h"
#include "app/shell/theme/theme.h"
#include "app/shell/top_bar.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

/// A page that counts what it is told.
class ProbeView : public View {
 public:
  ProbeView(Bridge& bridge, QWidget* parent, QString name)
      : View(bridge, parent), m_name(std::move(name)) {}
  [[nodiscard]] QString name() const override { return m_name; }
  [[nodiscard]] QString title() const override { return m_name; }
  void setScene(const Scene& scene) override {
    ++scenes;
    last = scene;
  }
  [[nodiscard]] bool isSettled() const override { return scenes > 0; }
  int scenes = 0;
  Scene last;

 private:
  QString m_name;
};

class TstMainWindow : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void firstRunOffersThreeWays();
  void aBadFileIsAJournalLineAndNothingElse();
  void openingShowsThePages();
  void onlyTheVisiblePageGetsScenes();
  void digitsSwitchPages();
  void keysBelongToThePage();
  void filterFromAViewReachesEveryView();
  void aBadFilterFromAViewIsAJournalLine();
  void spacePausesAndResumes();
  void rememberedThingsComeBack();
  void droppingAFileOpensIt();
  void paletteOffersCommandsAndPages();
  void selectionByTextIsChecked();
  void statusLineSaysWhatIsLost();
  void themeSwitchesLive();

 private:
  WindowParts parts() {
    const auto page = [](const char* name) -> ViewFactory {
      return [name](Bridge& bridge, QWidget* parent) {
        return new ProbeView(bridge, parent, QLatin1String(name));
      };
    };
    const auto open =
        [r = m_recording](const std::string& path) -> Result<std::unique_ptr<Workspace>> {
      if (path.ends_with("bad.rheo")) return Error{"not a recording", path, "Open a .rheo file"};
      return std::unique_ptr<Workspace>(std::make_unique<FakeWorkspace>(r));
    };
    return {{page("one"), page("two")},
            {},
            {},
            {open, [open](const RecordOptions& options) { return open(options.path); }},
            m_settings.get()};
  }
  ProbeView* view(MainWindow& window, std::size_t index) {
    return static_cast<ProbeView*>(window.pages().views().at(index));
  }
  void open(MainWindow& window) {
    window.show();
    window.capture().openFile(m_dir->filePath(QStringLiteral("shop.rheo")));
    QTRY_VERIFY(view(window, 0)->scenes > 0 && !window.scenes().extent().isEmpty());
  }

  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<QSettings> m_settings;
  std::shared_ptr<FakeRecording> m_recording;
};

void TstMainWindow::init() {
  m_dir = std::make_unique<QTemporaryDir>();
  m_settings =
      std::make_unique<QSettings>(m_dir->filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
  m_recording = std::make_shared<FakeRecording>();
  qputenv("XDG_STATE_HOME", m_dir->path().toUtf8());
}

void TstMainWindow::cleanup() {
  QCOMPARE(m_recording->workspaces.load(), 0);  // a window that is gone has closed its recording
}

void TstMainWindow::firstRunOffersThreeWays() {
  MainWindow window(parts());
  window.show();
  QVERIFY(window.firstRun().isVisible());
  QVERIFY(!window.pages().isVisible());
  QSignalSpy listen(&window.firstRun(), &FirstRunPage::listenRequested);
  int pressed = 0;
  for (auto* button : window.firstRun().findChildren<QPushButton*>()) {
    if (button->text() == FirstRunPage::tr("Listen for probes")) {
      button->click();
      ++pressed;
    }
  }
  QCOMPARE(pressed, 1);
  QCOMPARE(listen.size(), 1);
  QTRY_VERIFY(window.bridge().isOpen());
  QVERIFY(FirstRunPage::cppLines().contains(QStringLiteral("rheo::Probe")));
  QVERIFY(FirstRunPage::shellLines().contains(Capture::defaultEndpoint()));
}

void TstMainWindow::aBadFileIsAJournalLineAndNothingElse() {
  MainWindow window(parts());
  window.show();
  window.capture().openFile(m_dir->filePath(QStringLiteral("bad.rheo")));
  QTRY_COMPARE(window.journal().rowCount(), 1);
  QVERIFY(window.journal().textOf(0).contains(QStringLiteral("not a recording")));
  QVERIFY(window.journal().textOf(0).contains(QStringLiteral("bad.rheo")));
  QVERIFY(window.firstRun().isVisible());
  QCOMPARE(QApplication::activeModalWidget(), nullptr);
}

void TstMainWindow::openingShowsThePages() {
  MainWindow window(parts());
  open(window);
  QVERIFY(window.pages().isVisible());
  QCOMPARE(view(window, 0)->last.range, m_recording->extent);
  QTRY_VERIFY(window.isSettled());
  window.capture().close();
  QVERIFY(window.firstRun().isVisible());
}

void TstMainWindow::onlyTheVisiblePageGetsScenes() {
  MainWindow window(parts());
  open(window);
  const int before = view(window, 1)->scenes;
  m_recording->revision = 2;
  QTRY_VERIFY(view(window, 0)->last.revision == 2);
  QCOMPARE(view(window, 1)->scenes, before);
  window.pages().show(QStringLiteral("two"));
  QCOMPARE(view(window, 1)->last.revision, 2u);
}

void TstMainWindow::digitsSwitchPages() {
  MainWindow window(parts());
  open(window);
  QVERIFY(QTest::qWaitForWindowActive(&window));
  QTest::keyClick(&window, Qt::Key_2);
  QCOMPARE(window.pages().current()->name(), QStringLiteral("two"));
  QTest::keyClick(&window, Qt::Key_1);
  QCOMPARE(window.pages().current()->name(), QStringLiteral("one"));
}

void TstMainWindow::keysBelongToThePage() {
  MainWindow window(parts());
  open(window);
  QVERIFY(QTest::qWaitForWindowActive(&window));
  FilterBar* filter = window.topBar().filterBar();
  QCOMPARE(window.focusWidget(), view(window, 0));
  QTest::keyClick(window.focusWidget(), Qt::Key_2);
  QCOMPARE(window.focusWidget(), view(window, 1));
  QTest::keyClick(window.focusWidget(), Qt::Key_Slash);
  QCOMPARE(window.focusWidget(), filter);
  QTest::keyClicks(filter, QStringLiteral("failed"));
  QTest::keyClick(filter, Qt::Key_Return);
  QCOMPARE(window.focusWidget(), view(window, 1));
  QTest::keyClick(window.focusWidget(), Qt::Key_1);
  QCOMPARE(window.pages().current(), view(window, 0));
  QCOMPARE(filter->text(), QStringLiteral("failed"));
}

void TstMainWindow::filterFromAViewReachesEveryView() {
  MainWindow window(parts());
  open(window);
  Q_EMIT view(window, 0)->filterRequested(QStringLiteral("failed"));
  QCOMPARE(view(window, 0)->last.filter.text(), std::string("failed"));
  QCOMPARE(window.topBar().filterBar()->text(), QStringLiteral("failed"));
  QTRY_VERIFY(window.topBar().filterBar()->matches().contains(QStringLiteral(" of ")));
  window.pages().show(QStringLiteral("two"));
  QCOMPARE(view(window, 1)->last.filter.text(), std::string("failed"));
}

void TstMainWindow::aBadFilterFromAViewIsAJournalLine() {
  MainWindow window(parts());
  open(window);
  Q_EMIT view(window, 0)->filterRequested(QStringLiteral("topic =="));
  QCOMPARE(window.journal().rowCount(), 1);
  QVERIFY(window.scenes().scene().filter.matchesAll());
}

void TstMainWindow::spacePausesAndResumes() {
  MainWindow window(parts());
  window.show();
  window.capture().listen({Capture::defaultEndpoint()});
  QTRY_VERIFY(window.scenes().scene().live);
  QTRY_VERIFY(!window.scenes().extent().isEmpty());
  view(window, 0)->setFocus();
  QTest::keyClick(&window, Qt::Key_Space);
  QVERIFY(!window.scenes().scene().live);
  QTest::keyClick(&window, Qt::Key_Space);
  QVERIFY(window.scenes().scene().live);
}

void TstMainWindow::rememberedThingsComeBack() {
  const QString file = m_dir->filePath(QStringLiteral("shop.rheo"));
  QFile(file).open(QIODevice::WriteOnly);
  {
    MainWindow window(parts());
    open(window);
    window.pages().show(QStringLiteral("two"));
    window.topBar().filterBar()->setText(QStringLiteral("failed"));
    QTest::keyClick(window.topBar().filterBar(), Qt::Key_Return);
    window.close();
  }
  MainWindow window(parts());
  QCOMPARE(window.pages().current()->name(), QStringLiteral("two"));
  QCOMPARE(window.topBar().filterBar()->history(), QStringList(QStringLiteral("failed")));
  bool offered = false;
  for (auto* button : window.firstRun().findChildren<QPushButton*>()) {
    offered = offered || button->text() == u"shop.rheo";
  }
  QVERIFY(offered);
}

void TstMainWindow::droppingAFileOpensIt() {
  MainWindow window(parts());
  window.show();
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(m_dir->filePath(QStringLiteral("shop.rheo")))});
  QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&window, &drop);
  QTRY_VERIFY(window.bridge().isOpen());
}

void TstMainWindow::paletteOffersCommandsAndPages() {
  MainWindow window(parts());
  const auto titles = [&window] {
    QStringList list;
    for (const PaletteEntry& entry : window.paletteEntries()) list << entry.title;
    return list;
  };
  QVERIFY(titles().contains(MainWindow::tr("Demo: a &shop").remove(u'&')));
  QVERIFY(!titles().contains(QStringLiteral("two")));  // nothing is open
  open(window);
  QVERIFY(titles().contains(QStringLiteral("two")));
  for (const PaletteEntry& entry : window.paletteEntries()) {
    if (entry.title == u"two") entry.run();
  }
  QCOMPARE(window.pages().current()->name(), QStringLiteral("two"));
}

void TstMainWindow::selectionByTextIsChecked() {
  MainWindow window(parts());
  open(window);
  QVERIFY(window.selectByText(QStringLiteral("service=payments")));
  QCOMPARE(window.scenes().scene().selection.service, QStringLiteral("payments"));
  QVERIFY(!window.selectByText(QStringLiteral("event=xyz")));
  QVERIFY(!window.selectByText(QStringLiteral("colour=red")));
  QVERIFY(window.selectByText(QStringLiteral("saga=7")));
  QCOMPARE(window.scenes().scene().selection.sagaId, 7);
}

void TstMainWindow::statusLineSaysWhatIsLost() {
  m_recording->status.recording = true;
  m_recording->status.path = "/x/shop.rheo";
  m_recording->status.lost = 12;
  m_recording->status.gaps = 1;
  m_recording->status.trouble = "disk full: free some space";
  MainWindow window(parts());
  open(window);
  const auto text = [&window] { return window.statusLine().text(); };
  QTRY_VERIFY(text().contains(QStringLiteral("shop.rheo")));
  QVERIFY(text().contains(QStringLiteral("12 dropped")));
  QVERIFY(text().contains(QStringLiteral("disk full")));
}

void TstMainWindow::themeSwitchesLive() {
  MainWindow window(parts());
  open(window);
  Theme::apply(*qApp, ThemeMode::Light);
  QVERIFY(!Theme::current().dark);
  const QColor light = window.grab().toImage().pixelColor(window.width() / 2, 40);
  Theme::apply(*qApp, ThemeMode::Dark);
  const QColor dark = window.grab().toImage().pixelColor(window.width() / 2, 40);
  QVERIFY(light.lightness() > 200);
  QVERIFY(dark.lightness() < 80);
}

QTEST_MAIN(TstMainWindow)
#include "tst_main_window.moc"
