// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <QFontMetricsF>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "app/fake_workspace.h"
#include "app/sagas/sample_sagas.h"
#include "app/shell/theme/theme.h"
#include "app/views/sagas/saga_labels.h"
#include "app/views/sagas/saga_table_model.h"
#include "app/views/sagas/saga_timeline.h"
#include "app/views/sagas/sagas_view.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

constexpr TimeNs kNow = sample::kT0 + 372 * kSecond;

class SagaReader : public testing::FakeReader {
 public:
  using FakeReader::FakeReader;
  Result<std::vector<Saga>> sagas(const store::Query&, std::size_t, CancelToken) override {
    auto list = sample::all();
    for (Saga& saga : list) saga.steps.clear();
    return list;
  }
  Result<Saga> saga(std::int64_t id, CancelToken) override {
    for (const Saga& saga : sample::all()) {
      if (saga.id == id) return saga;
    }
    return Error{"no such saga", {}, {}};
  }
  Result<std::vector<store::SagaVariant>> sagaVariants(const store::Query&, CancelToken) override {
    return sample::variants();
  }
};

class SagaWorkspace : public testing::FakeWorkspace {
 public:
  explicit SagaWorkspace(std::shared_ptr<testing::FakeRecording> r)
      : FakeWorkspace(r), m_recording(std::move(r)) {}
  Result<std::unique_ptr<store::StoreReader>> reader() const override {
    return std::unique_ptr<store::StoreReader>(std::make_unique<SagaReader>(m_recording));
  }

 private:
  std::shared_ptr<testing::FakeRecording> m_recording;
};

Scene sceneNow() {
  Scene scene;
  scene.range = {sample::kT0 - kSecond, kNow};
  scene.revision = 1;
  return scene;
}

}  // namespace

class TestSagasView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { Theme::apply(*qApp, ThemeMode::Dark); }

  void init() {
    m_bridge = std::make_unique<Bridge>();
    m_bridge->setWorkspace(
        std::make_unique<SagaWorkspace>(std::make_shared<testing::FakeRecording>()));
    m_view = std::make_unique<SagasView>(*m_bridge);
    m_view->resize(1100, 640);
    m_view->setScene(sceneNow());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTRY_VERIFY(m_view->isSettled());
  }
  void cleanup() {
    m_view.reset();
    m_bridge.reset();
  }

  void somethingIsShownFromTheStart() {
    QCOMPARE(m_view->model().rowCount(), 7);
    QVERIFY(m_view->timeline().saga());
    QCOMPARE(m_view->timeline().saga()->id, 1);
    QCOMPARE(m_view->table().currentIndex().row(), 0);
  }

  void choosingARowShowsAndSelectsTheSaga() {
    QSignalSpy spy(m_view.get(), &View::selected);
    m_view->table().selectRow(1);
    QTRY_COMPARE(m_view->timeline().saga()->id, 2);
    QCOMPARE(spy.size(), 1);
    const auto selection = spy[0][0].value<Selection>();
    QCOMPARE(selection.kind, Selection::Kind::Saga);
    QCOMPARE(selection.sagaId, 2);
  }

  void aSelectionFromElsewhereIsFollowedWithoutAnEcho() {
    QSignalSpy spy(m_view.get(), &View::selected);
    Scene scene = sceneNow();
    scene.selection.kind = Selection::Kind::Saga;
    scene.selection.sagaId = 2;
    m_view->setScene(scene);
    QTRY_COMPARE(m_view->timeline().saga()->id, 2);
    QCOMPARE(m_view->table().currentIndex().row(), 1);
    QCOMPARE(spy.size(), 0);
  }

  void aRefreshKeepsRowAndSaga() {
    m_view->table().selectRow(1);
    QTRY_COMPARE(m_view->timeline().saga()->id, 2);
    Scene scene = sceneNow();
    scene.revision = 2;
    m_view->setScene(scene);
    QTRY_VERIFY(m_view->isSettled());
    QCOMPARE(m_view->timeline().saga()->id, 2);
    m_view->findChild<QLineEdit*>()->setText(QStringLiteral("order"));
    QCOMPARE(m_view->model().rowCount(), 5);
    QCOMPARE(m_view->model().sagaAt(m_view->table().currentIndex().row())->id, 2);
  }

  void everyBarOpensItsEvent() {
    m_view->table().selectRow(1);
    QTRY_COMPARE(m_view->timeline().saga()->id, 2);
    SagaTimeline& timeline = m_view->timeline();
    QSignalSpy spy(m_view.get(), &View::selected);
    for (std::size_t i = 0; i < timeline.lanes().bars.size(); ++i) {
      const QRectF rect = timeline.geometry().barRect(timeline.lanes().bars[i]);
      QTest::mouseClick(&timeline, Qt::LeftButton, {}, rect.center().toPoint());
      const auto selection = spy.last()[0].value<Selection>();
      QCOMPARE(selection.kind, Selection::Kind::Event);
      QVERIFY(selection.eventId == (Id128{2, i + 1}));
    }
  }

  void arrowsGoFromStepToStepAndEnterDrillsIn() {
    m_view->table().selectRow(1);
    QTRY_COMPARE(m_view->timeline().saga()->id, 2);
    SagaTimeline& timeline = m_view->timeline();
    QTest::keyClick(&timeline, Qt::Key_Right);
    QTest::keyClick(&timeline, Qt::Key_Right);
    QCOMPARE(timeline.selectedBar(), 1);
    QTest::keyClick(&timeline, Qt::Key_Down);
    QCOMPARE(timeline.lanes().bars[static_cast<std::size_t>(timeline.selectedBar())].lane, 2);
    QSignalSpy filter(m_view.get(), &View::filterRequested);
    QTest::keyClick(&timeline, Qt::Key_Return);
    QCOMPARE(filter.size(), 1);
    QVERIFY(filter[0][0].toString().startsWith(QStringLiteral("event == \"")));
    QTest::keyClick(&timeline, Qt::Key_Escape);
    QCOMPARE(timeline.selectedBar(), -1);
  }

  void labelsCoverNeitherBarsNorEachOther_data() {
    QTest::addColumn<int>("width");
    QTest::addRow("wide") << 1400;
    QTest::addRow("usual") << 800;
    QTest::addRow("narrow") << 360;
  }
  void labelsCoverNeitherBarsNorEachOther() {
    QFETCH(int, width);
    const Saga saga = sample::compensated();
    const SagaLanes lanes = laySagaOut(saga, kNow);
    const SagaGeometry geometry(lanes, QSizeF(width, 420), 110);
    const Theme& theme = Theme::current();
    QFont name = theme.body();
    const auto labels = placeSagaLabels({saga, lanes, geometry}, name, theme.caption());
    QVERIFY(!labels.empty());
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const QFontMetricsF metrics(labels[i].small ? theme.caption() : name);
      QVERIFY(metrics.horizontalAdvance(labels[i].text) <= labels[i].rect.width() + 1);
      bool inside = false;
      for (const SagaBar& bar : lanes.bars) {
        inside = inside || geometry.barRect(bar).contains(labels[i].rect.center());
      }
      for (const SagaBar& bar : lanes.bars) {
        if (!inside) QVERIFY(!geometry.barRect(bar).intersects(labels[i].rect));
      }
      for (std::size_t j = i + 1; j < labels.size(); ++j) {
        QVERIFY2(!labels[i].rect.intersects(labels[j].rect), qPrintable(labels[i].text));
      }
    }
  }

  void anEmptyRecordingSaysWhatWouldBeThere() {
    SagaTimeline timeline;
    timeline.resize(600, 300);
    timeline.clear(QStringLiteral("No sagas"));
    const QImage blank = timeline.grab().toImage();
    timeline.setSaga(sample::stuck(), kNow, QStringLiteral("stuck"));
    QVERIFY(blank != timeline.grab().toImage());
    QVERIFY(timeline.accessibleDescription().contains(QStringLiteral("ChargeCard")));
  }

  void pictures() {
    const QString folder = qEnvironmentVariable("RHEO_PICTURES");
    if (folder.isEmpty()) QSKIP("set RHEO_PICTURES to a folder to look at them");
    for (const bool dark : {true, false}) {
      Theme::apply(*qApp, dark ? ThemeMode::Dark : ThemeMode::Light);
      const QString theme = dark ? QStringLiteral("dark") : QStringLiteral("light");
      m_view->resize(847, 626);
      m_view->table().selectRow(1);
      QTRY_COMPARE(m_view->timeline().saga()->id, 2);
      m_view->grab().save(folder + QStringLiteral("/sagas-%1.png").arg(theme));
      m_view->resize(1700, 1000);
      m_view->table().selectRow(0);
      QTRY_COMPARE(m_view->timeline().saga()->id, 1);
      m_view->grab().save(folder + QStringLiteral("/stuck-%1.png").arg(theme));
    }
    Theme::apply(*qApp, ThemeMode::Dark);
  }

 private:
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<SagasView> m_view;
};

QTEST_MAIN(TestSagasView)
#include "tst_sagas_view.moc"
