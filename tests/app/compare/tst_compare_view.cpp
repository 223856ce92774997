// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "app/bridge/bridge.h"
#include "app/shell/capture.h"
#include "app/shell/import_ticket.h"
#include "app/shell/theme/theme.h"
#include "app/views/compare/compare_changes_model.h"
#include "app/views/compare/compare_edges_model.h"
#include "app/views/compare/compare_view.h"
#include "app/views/parts/controls.h"
#include "verdict_recording.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

Doors realDoors() {
  return {[](const std::string& path) { return Workspace::open(path); },
          [](const RecordOptions& options) { return Workspace::record(options); },
          [](const FileImportOptions& options) { return importFiles(options); }};
}

}  // namespace

/// Two recordings side by side; and other tools' files, which become recordings first.
class TestCompareView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    Theme::apply(*qApp, ThemeMode::Dark);
    qputenv("XDG_STATE_HOME", m_folder.filePath(QStringLiteral("state")).toUtf8());
    m_before = m_folder.filePath(QStringLiteral("before.rheo"));
    m_after = m_folder.filePath(QStringLiteral("after.rheo"));
    test::verdictRecording(m_before, 5 * kMillisecond, 40, 100);
    test::verdictRecording(m_after, 9 * kMillisecond, 3, 100);
  }

  void whatGotWorseStandsFirstAndIsMarked() {
    Bridge bridge;
    Capture capture(bridge, realDoors());
    QSignalSpy opened(&capture, &Capture::opened);
    capture.openFile(m_after);
    QVERIFY(opened.wait());
    CompareView view(bridge);
    view.resize(1000, 600);
    view.show();
    QVERIFY(view.isSettled());  // nothing was asked
    view.setOther(m_before);
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled(), 20'000);
    auto* table = view.findChild<QTableView*>();
    QVERIFY(table->isVisible());
    const auto* model = qobject_cast<CompareEdgesModel*>(table->model());
    const QAbstractItemModelTester tester(table->model());
    QVERIFY(model->rowCount() >= 2);
    QVERIFY(model->pairAt(0)->isWorse());
    const QModelIndex errors = model->index(0, CompareEdgesModel::Errors);
    QVERIFY(errors.data().toString().startsWith(u'\u00D7'));
    QCOMPARE(errors.data(Qt::ForegroundRole).value<QColor>(), Theme::current().error);
    QSignalSpy selected(&view, &View::selected);
    table->selectRow(0);
    QCOMPARE(selected.count(), 1);
    QCOMPARE(selected.at(0).at(0).value<Selection>().topic, QStringLiteral("orders"));
  }

  void aGrowingRecordingSaysWhenItWasCompared() {
    Bridge bridge;
    Capture capture(bridge, realDoors());
    QSignalSpy opened(&capture, &Capture::opened);
    capture.openFile(m_after);
    QVERIFY(opened.wait());
    CompareView view(bridge);
    view.show();
    view.setOther(m_before);
    Scene scene;
    scene.live = true;
    scene.revision = 7;
    view.setScene(scene);
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled() && !view.isStale(), 20'000);
    QToolButton* refresh = nullptr;
    for (QToolButton* button : view.findChildren<QToolButton*>()) {
      if (button->text() == CompareView::tr("Refresh")) refresh = button;
    }
    QVERIFY(refresh != nullptr && !refresh->isVisible());
    const auto* caption = view.findChild<Caption*>();
    QVERIFY2(caption->text().contains(QStringLiteral("compared at")), qPrintable(caption->text()));
    scene.revision = 8;  // it grew: nothing is asked by itself, and that is said
    view.setScene(scene);
    QVERIFY(view.isStale() && view.isSettled());
    QVERIFY(refresh->isVisible());
    QTest::mouseClick(refresh, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(view.isSettled() && !view.isStale(), 20'000);
    QVERIFY(!refresh->isVisible());
  }

  void whatCannotBeReadIsSaid() {
    Bridge bridge;
    Capture capture(bridge, realDoors());
    QSignalSpy opened(&capture, &Capture::opened);
    capture.openFile(m_after);
    QVERIFY(opened.wait());
    CompareView view(bridge);
    QSignalSpy journal(&view, &View::journal);
    view.setOther(m_folder.filePath(QStringLiteral("nothing.rheo")));
    QTRY_COMPARE_WITH_TIMEOUT(journal.count(), 1, 20'000);
    QVERIFY(view.isSettled());
  }

  void changesAreListedByKind() {
    verdict::Comparison comparison;
    comparison.services.added = {"audit"};
    comparison.schemas.removed = {"OrderPlaced v1"};
    comparison.variants.push_back({"Order", "a>b", "b", true, 3});
    CompareChangesModel model;
    const QAbstractItemModelTester tester(&model);
    model.setComparison(comparison);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, CompareChangesModel::Name).data().toString(), QStringLiteral("audit"));
    QVERIFY(model.index(2, CompareChangesModel::Name).data().toString().contains(u'\u2192'));
  }

  void anotherToolsFileIsReadAndOpened() {
    const QString path = m_folder.filePath(QStringLiteral("trace.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("timestamp,topic,type,service\n2026-01-31T12:00:00Z,orders,OrderPlaced,shop\n");
    file.close();
    Bridge bridge;
    Capture capture(bridge, realDoors());
    QSignalSpy opened(&capture, &Capture::opened), started(&capture, &Capture::importStarted);
    capture.openFile(path);
    QCOMPARE(started.count(), 1);
    QVERIFY(opened.wait(20'000));
    const QString recording = opened.at(0).at(0).toString();
    QVERIFY(recording.startsWith(Capture::recordingsFolder()));
    auto reader = store::openReader(recording.toStdString());
    QCOMPARE((*reader)->summary({}, {})->events, std::uint64_t{1});
  }

  void aStoppedImportLeavesNothing() {
    const QString path = m_folder.filePath(QStringLiteral("long.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("timestamp,topic,type,service\n");
    for (int i = 0; i < 200'000; ++i) file.write("2026-01-31T12:00:00Z,orders,OrderPlaced,shop\n");
    file.close();
    Bridge bridge;
    Capture capture(bridge, realDoors());
    QSignalSpy failed(&capture, &Capture::failed);
    std::shared_ptr<ImportTicket> ticket;
    connect(&capture, &Capture::importStarted, this,
            [&ticket](const QString&, const std::shared_ptr<ImportTicket>& given) {
              ticket = given;
              ticket->cancel.cancel();
            });
    capture.openFile(path);
    QVERIFY(ticket != nullptr);
    QVERIFY(failed.wait(20'000));
    QVERIFY(!QFile::exists(failed.at(0).at(0).toString()));
  }

 private:
  QTemporaryDir m_folder;
  QString m_before, m_after;
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"
