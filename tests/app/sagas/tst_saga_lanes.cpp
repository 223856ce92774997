// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>

#include "app/sagas/sample_sagas.h"
#include "app/views/sagas/saga_geometry.h"
#include "app/views/sagas/saga_lanes.h"

using namespace rheo;
using namespace rheo::ui;

class TestSagaLanes : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lanesAreTheServicesInOrderOfAppearance() {
    const SagaLanes lanes = laySagaOut(sample::compensated(), sample::at(5000));
    QCOMPARE(lanes.lanes.size(), std::size_t{5});
    QCOMPARE(lanes.lanes[0].service, std::string("gateway"));
    QCOMPARE(lanes.lanes[4].service, std::string("notifications"));
    QCOMPARE(lanes.origin, sample::at(0));
    QCOMPARE(lanes.end, sample::at(1910));
  }

  void waitsRunFromPublishToStart() {
    const SagaLanes lanes = laySagaOut(sample::compensated(), sample::at(5000));
    QCOMPARE(lanes.bars[3].waitFrom, sample::at(690));
    QCOMPARE(lanes.bars[3].from, sample::at(860));
    QCOMPARE(lanes.bars[0].waitFrom, TimeNs{0});
  }

  void everyStepIsCausedByTheOneBeforeIt() {
    const SagaLanes lanes = laySagaOut(sample::compensated(), sample::at(5000));
    QCOMPARE(lanes.links.size(), std::size_t{6});
    for (const SagaLink& link : lanes.links) QCOMPARE(link.to, link.from + 1);
    QCOMPARE(lanes.links[3].kind, SagaLink::Kind::Failure);
    QCOMPARE(lanes.links[4].kind, SagaLink::Kind::Compensation);
    QCOMPARE(lanes.links[0].kind, SagaLink::Kind::Cause);
  }

  void twoStepsSentByOneAreBothCausedByIt() {
    Saga saga = sample::compensated();
    saga.steps.resize(2);
    sample::addStep(saga, "Fraud", "fraud", 320, 500, 600);
    sample::addStep(saga, "Stock", "inventory", 330, 510, 620);
    const SagaLanes lanes = laySagaOut(saga, sample::at(5000));
    QCOMPARE(lanes.links.size(), std::size_t{3});
    QCOMPARE(lanes.links[1].from, 1);
    QCOMPARE(lanes.links[2].from, 1);
  }

  void anAttemptWithoutAnEndLastsUntilTheNext() {
    Saga saga = sample::compensated();
    saga.steps.resize(1);
    sample::addStep(saga, "Charge", "payments", 70, 80, -1, StepState::Running);
    sample::addStep(saga, "Charge", "payments", 70, 150, -1, StepState::Running).attempt = 2;
    sample::addStep(saga, "Charge", "payments", 70, 300, 340, StepState::Failed).attempt = 3;
    const SagaLanes lanes = laySagaOut(saga, sample::at(5000));
    QCOMPARE(lanes.lanes[1].rows, 1);
    QVERIFY(lanes.bars[1].retried && lanes.bars[2].retried && !lanes.bars[3].retried);
    QCOMPARE(lanes.bars[1].to, sample::at(150));
    QCOMPARE(lanes.links[1].from, 1);
    QCOMPARE(lanes.links[1].kind, SagaLink::Kind::Failure);
  }

  void compensationsAreTiedToWhatTheyUndo() {
    const SagaLanes lanes = laySagaOut(sample::compensated(), sample::at(5000));
    QCOMPARE(lanes.undos.size(), std::size_t{2});
    QCOMPARE(lanes.undos[0].compensation, 4);
    QCOMPARE(lanes.undos[0].undone, 1);
    QCOMPARE(lanes.undos[1].undone, 2);
  }

  void aStallIsCutSoThatTheStepsStayLegible() {
    const Saga saga = sample::stuck();
    const TimeNs now = sample::at(6 * 60'000);
    const SagaLanes lanes = laySagaOut(saga, now);
    QVERIFY(lanes.stall);
    QCOMPARE(lanes.cutAt, sample::at(400));
    QCOMPARE(lanes.stall->forNs, now - sample::at(400));
    QCOMPARE(lanes.lanes[static_cast<std::size_t>(lanes.stall->lane)].service,
             std::string("payments"));
    // The steps keep two thirds of the picture.
    const double steps = static_cast<double>(sample::at(400) - lanes.origin);
    QVERIFY(steps / static_cast<double>(lanes.end - lanes.origin) > 0.6);
    const SagaLanes soon = laySagaOut(saga, sample::at(500));
    QCOMPARE(soon.cutAt, TimeNs{0});
    QCOMPARE(soon.end, sample::at(500));
  }

  void barsThatOverlapInOneLaneGetRows() {
    Saga saga = sample::compensated();
    saga.steps.clear();
    sample::addStep(saga, "a", "orders", -1, 0, 100);
    sample::addStep(saga, "b", "orders", -1, 50, 150);
    sample::addStep(saga, "c", "orders", -1, 120, 200);
    const SagaLanes lanes = laySagaOut(saga, sample::at(300));
    QCOMPARE(lanes.lanes[0].rows, 2);
    QCOMPARE(lanes.bars[1].row, 1);
    QCOMPARE(lanes.bars[2].row, 0);
  }

  void oddSagasAreLaidOut() {
    QVERIFY(laySagaOut(Saga{}, 0).bars.empty());
    Saga noSteps = sample::stuck();
    noSteps.steps.clear();
    const SagaLanes lanes = laySagaOut(noSteps, sample::at(9000));
    QVERIFY(lanes.stall && lanes.end > lanes.origin);
    Saga backwards = sample::stuck();  // skewed clocks
    backwards.steps[1].endedNs = backwards.steps[1].startedNs - 5 * kMillisecond;
    for (const SagaBar& bar : laySagaOut(backwards, sample::at(900)).bars) {
      QVERIFY(bar.to >= bar.from);
    }
  }

  void ticksAreRound_data() {
    QTest::addColumn<qint64>("span");
    QTest::addColumn<qint64>("step");
    QTest::addRow("2 s") << qint64{2 * kSecond} << qint64{250 * kMillisecond};
    QTest::addRow("7 ms") << qint64{7 * kMillisecond} << qint64{kMillisecond};
    QTest::addRow("3 ns") << qint64{3} << qint64{1};
    QTest::addRow("10 min") << qint64{600 * kSecond} << qint64{120 * kSecond};
    QTest::addRow("3 days") << qint64{72 * 3600 * kSecond} << qint64{9 * 3600 * kSecond};
  }
  void ticksAreRound() {
    QFETCH(qint64, span);
    QFETCH(qint64, step);
    QCOMPARE(qint64{tickStep(span, 8)}, step);
  }

  void forwardStepsAreCountedOnce() {
    QCOMPARE(forwardSteps(""), 0);
    QCOMPARE(forwardSteps("a>b>!c>!c>~b"), 3);
  }

  void zoomKeepsWhatIsUnderThePointer() {
    const SagaLanes lanes = laySagaOut(sample::compensated(), sample::at(5000));
    SagaGeometry geometry(lanes, {900, 400}, 120);
    const TimeNs before = geometry.toTime(500);
    geometry.zoomAt(500, 8);
    QVERIFY(std::abs(geometry.toTime(500) - before) < kMillisecond);
    geometry.pan(1e9, 0);
    QCOMPARE(geometry.toTime(geometry.left()), lanes.origin);
    geometry.reset();
    QVERIFY(!geometry.isZoomed());
  }

  void barsAreHitAndFitTheLanes() {
    const SagaLanes lanes = laySagaOut(sample::compensated(), sample::at(5000));
    const SagaGeometry geometry(lanes, {900, 400}, 120);
    for (std::size_t i = 0; i < lanes.bars.size(); ++i) {
      const QRectF rect = geometry.barRect(lanes.bars[i]);
      QCOMPARE(geometry.barAt(lanes, rect.center()), static_cast<int>(i));
      QVERIFY(rect.top() >= geometry.laneTop(lanes.bars[i].lane));
      QVERIFY(rect.bottom() <= geometry.laneBottom(lanes.bars[i].lane));
    }
    QCOMPARE(geometry.barAt(lanes, {130, 5}), -1);
  }
};

QTEST_APPLESS_MAIN(TestSagaLanes)
#include "tst_saga_lanes.moc"
