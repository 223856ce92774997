// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "app/views/throughput/throughput_chart.h"
#include "app/views/throughput/throughput_view.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

class TstThroughputView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void showsTheAnswerAndSettles();
  void legendIsASoundModel();
  void clickOnASeriesSelectsItsTopic();
  void dragAsksForTheRange();
  void keysSelectARange();
  void escapeLetsGoOfADrag();
  void missingDataIsNotPainted();

 private:
  static constexpr TimeRange kRange{1000 * kSecond, 1010 * kSecond};
  std::shared_ptr<FakeRecording> m_recording;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<ThroughputView> m_view;
  ThroughputChart* m_chart = nullptr;

  void showScene() {
    Scene scene;
    scene.range = kRange;
    m_view->setScene(scene);
    QTRY_VERIFY(m_view->isSettled());
  }
};

void TstThroughputView::init() {
  m_recording = std::make_shared<FakeRecording>();
  auto& t = m_recording->throughput;
  t.originNs = kRange.from;
  t.bucketNs = kSecond;
  t.buckets = 10;
  t.series.push_back({"orders", std::vector<std::uint64_t>(10, 100),
                      std::vector<std::uint64_t>(10, 0), std::vector<std::uint64_t>(10, 1)});
  t.series.push_back({"payments", std::vector<std::uint64_t>(10, 50),
                      std::vector<std::uint64_t>(10, 1), std::vector<std::uint64_t>(10, 1)});
  for (auto& series : t.series) series.counts[5] = 0;
  t.gaps.push_back(
      {kRange.from + 5 * kSecond, kRange.from + 6 * kSecond, 7, "orders", "ring full"});
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<FakeWorkspace>(m_recording));
  m_view = std::make_unique<ThroughputView>(*m_bridge);
  m_view->resize(1100, 600);
  m_view->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
  m_chart = m_view->findChild<ThroughputChart*>();
  QVERIFY(m_chart != nullptr);
  showScene();
}

void TstThroughputView::cleanup() {
  m_view.reset();
  m_bridge.reset();
}

void TstThroughputView::showsTheAnswerAndSettles() {
  QCOMPARE(m_chart->stack().series.size(), 2u);
  QCOMPARE(m_chart->stack().series[0].total, 900u);
  const auto* legend = m_view->findChild<QTableView*>();
  QCOMPARE(legend->model()->rowCount(), 2);
  QCOMPARE(legend->model()->index(0, SeriesModel::Events).data().toString(), QStringLiteral("900"));
}

void TstThroughputView::legendIsASoundModel() {
  auto* model = m_view->findChild<QTableView*>()->model();
  QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  m_recording->throughput.series.pop_back();
  Scene scene;
  scene.range = kRange;
  scene.revision = 2;
  m_view->setScene(scene);
  QTRY_COMPARE(model->rowCount(), 1);
}

void TstThroughputView::clickOnASeriesSelectsItsTopic() {
  QSignalSpy spy(m_view.get(), &View::selected);
  const auto plot = m_chart->plotRect();
  QTest::mouseClick(m_chart, Qt::LeftButton, {},
                    QPoint(int(plot.left() + plot.width() * 0.25), int(plot.bottom() - 40)));
  QCOMPARE(spy.size(), 1);
  const auto selection = spy[0][0].value<Selection>();
  QCOMPARE(selection.kind, Selection::Kind::Topic);
  QCOMPARE(selection.topic, QStringLiteral("orders"));
  QCOMPARE(selection.filter, QStringLiteral("topic == \"orders\""));
}

void TstThroughputView::dragAsksForTheRange() {
  QSignalSpy spy(m_view.get(), &View::rangeRequested);
  const auto plot = m_chart->plotRect();
  const auto at = [&](double share) {
    return QPoint(qRound(plot.left() + plot.width() * share), qRound(plot.center().y()));
  };
  QTest::mousePress(m_chart, Qt::LeftButton, {}, at(0.7));
  QTest::mouseMove(m_chart, at(0.5));
  QTest::mouseMove(m_chart, at(0.2));
  QTest::mouseRelease(m_chart, Qt::LeftButton, {}, at(0.2));
  QCOMPARE(spy.size(), 1);
  const auto range = spy[0][0].value<TimeRange>();
  QVERIFY(qAbs(range.from - (kRange.from + 2 * kSecond)) < 30 * kMillisecond);
  QVERIFY(qAbs(range.to - (kRange.from + 7 * kSecond)) < 30 * kMillisecond);
}

void TstThroughputView::keysSelectARange() {
  QSignalSpy spy(m_view.get(), &View::rangeRequested);
  m_chart->setFocus();
  QTest::keyClick(m_chart, Qt::Key_Left);
  for (int i = 0; i < 5; ++i)
    QTest::keyClick(m_chart, Qt::Key_Right, Qt::ShiftModifier | Qt::ControlModifier);
  QTest::keyClick(m_chart, Qt::Key_Return);
  QCOMPARE(spy.size(), 1);
  const auto range = spy[0][0].value<TimeRange>();
  QVERIFY(range.span() > kSecond && range.from >= kRange.from && range.to <= kRange.to);
}

void TstThroughputView::escapeLetsGoOfADrag() {
  QSignalSpy spy(m_view.get(), &View::rangeRequested);
  const auto center = m_chart->plotRect().center().toPoint();
  QTest::mousePress(m_chart, Qt::LeftButton, {}, center);
  QTest::mouseMove(m_chart, center + QPoint(100, 0));
  QTest::keyClick(m_chart, Qt::Key_Escape);
  QTest::mouseRelease(m_chart, Qt::LeftButton, {}, center + QPoint(100, 0));
  QCOMPARE(spy.size(), 0);
}

void TstThroughputView::missingDataIsNotPainted() {
  QVERIFY(!m_chart->stack().present[5]);
  QCOMPARE(m_chart->seriesAt(QPointF(m_chart->timeAxis().toX(kRange.from + 5'500 * kMillisecond),
                                     m_chart->plotRect().bottom() - 60)),
           -1);
}

QTEST_MAIN(TstThroughputView)
#include "tst_throughput_view.moc"
