// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <QWheelEvent>

#include "app/shell/time_strip.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

class TstTimeStrip : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void scaleGoesThereAndBack();
  void hitsEdgesBeforeTheInside();
  void domainShowsTheSurroundings();
  void domainStandsStillWhileTheRangeFits();
  void ticksAreRoundAndFew();
  void draggingAnEdgeResizes();
  void draggingTheInsideMoves();
  void draggingOutsideMakesANewRange();
  void edgesMayCross();
  void keysMoveAndZoom();
  void wheelZoomsAroundThePointer();
  void doubleClickShowsEverything();

 private:
  static constexpr TimeNs kStart = 1'000 * kSecond;
  static TimeRange seconds(double from, double to) {
    return {kStart + static_cast<std::int64_t>(from * kSecond),
            kStart + static_cast<std::int64_t>(to * kSecond)};
  }
  struct Stage {
    Bridge bridge;
    SceneController scenes;
    TimeStrip strip{bridge, scenes};
    explicit Stage(TimeRange range = seconds(400, 600)) {
      auto r = std::make_shared<FakeRecording>();
      r->extent = seconds(0, 1000);
      bridge.setWorkspace(std::make_unique<FakeWorkspace>(r));
      strip.resize(1000, 160);
      scenes.reset(false);
      scenes.setExtent(r->extent, 1);
      scenes.setRange(range);
      strip.show();
    }
    [[nodiscard]] QPoint at(TimeNs time) const { return {qRound(strip.scale().x(time)), 60}; }
    void drag(TimeNs from, TimeNs to) {
      QTest::mousePress(&strip, Qt::LeftButton, {}, at(from));
      const QPoint middle = (at(from) + at(to)) / 2;
      QTest::mouseMove(&strip, middle);
      QTest::mouseMove(&strip, at(to));
      QTest::mouseRelease(&strip, Qt::LeftButton, {}, at(to));
    }
    /// Within the pixels that a mouse can aim at.
    [[nodiscard]] bool shows(TimeRange expected) const {
      const TimeScale s = strip.scale();
      const TimeRange range = scenes.scene().range;
      return std::abs(s.x(range.from) - s.x(expected.from)) < 2 &&
             std::abs(s.x(range.to) - s.x(expected.to)) < 2;
    }
  };
};

void TstTimeStrip::scaleGoesThereAndBack() {
  const TimeScale scale{seconds(0, 100), 50, 1050};
  QCOMPARE(scale.x(kStart), 50.0);
  QCOMPARE(scale.x(kStart + 50 * kSecond), 550.0);
  QCOMPARE(scale.time(550), kStart + 50 * kSecond);
  QCOMPARE(scale.time(scale.x(kStart + 12'345'678)), kStart + 12'345'678);
}

void TstTimeStrip::hitsEdgesBeforeTheInside() {
  const TimeScale scale{seconds(0, 100), 0, 1000};
  const TimeRange range = seconds(20, 40);
  QVERIFY(hitRange(scale, range, 198) == StripHit::LeftEdge);
  QVERIFY(hitRange(scale, range, 403) == StripHit::RightEdge);
  QVERIFY(hitRange(scale, range, 300) == StripHit::Inside);
  QVERIFY(hitRange(scale, range, 100) == StripHit::Outside);
  const TimeRange narrow = seconds(20, 20.2);
  QVERIFY(hitRange(scale, narrow, 199) == StripHit::LeftEdge);
  QVERIFY(hitRange(scale, narrow, 203) == StripHit::RightEdge);
}

void TstTimeStrip::domainShowsTheSurroundings() {
  const TimeRange extent = seconds(0, 1000);
  QCOMPARE(stripDomain(seconds(400, 500), extent, {0, 0}, false), seconds(300, 600));
  QCOMPARE(stripDomain(seconds(0, 100), extent, {0, 0}, false), seconds(0, 300));
  QCOMPARE(stripDomain(seconds(900, 1000), extent, {0, 0}, true), seconds(700, 1000));
  QCOMPARE(stripDomain(extent, extent, {0, 0}, false), extent);
  QCOMPARE(stripDomain(seconds(0, 5), seconds(0, 20), {0, 0}, false), seconds(0, 20));
}

void TstTimeStrip::domainStandsStillWhileTheRangeFits() {
  const TimeRange extent = seconds(0, 1000);
  const TimeRange shown = seconds(300, 600);
  QCOMPARE(stripDomain(seconds(320, 420), extent, shown, false), shown);
  QVERIFY(stripDomain(seconds(250, 350), extent, shown, false) != shown);
  QVERIFY(stripDomain(seconds(400, 401), extent, shown, false) != shown);
}

void TstTimeStrip::ticksAreRoundAndFew() {
  const TimeTicks minutes = timeTicks(seconds(3, 363), 8);
  QVERIFY(minutes.times.size() >= 4 && minutes.times.size() <= 8);
  for (const TimeNs t : minutes.times) QCOMPARE(t % (60 * kSecond), 0);
  QCOMPARE(minutes.decimals, 0);
  const TimeTicks fine = timeTicks({kStart, kStart + kSecond}, 6);
  QVERIFY(!fine.times.empty() && fine.times.size() <= 8);
  QVERIFY(fine.decimals > 0);
  QVERIFY(timeTicks({0, 0}, 5).times.empty());
  QCOMPARE(niceStep(3000, 3), 1000.0);
  QCOMPARE(niceStep(0.7, 3), 0.5);
}

void TstTimeStrip::draggingAnEdgeResizes() {
  Stage stage;
  stage.drag(kStart + 600 * kSecond, kStart + 650 * kSecond);
  QVERIFY(stage.shows(seconds(400, 650)));
  stage.drag(kStart + 400 * kSecond, kStart + 450 * kSecond);
  QVERIFY(stage.shows(seconds(450, 650)));
}

void TstTimeStrip::draggingTheInsideMoves() {
  Stage stage;
  stage.drag(kStart + 500 * kSecond, kStart + 560 * kSecond);
  QVERIFY(stage.shows(seconds(460, 660)));
}

void TstTimeStrip::draggingOutsideMakesANewRange() {
  Stage stage;
  stage.drag(kStart + 250 * kSecond, kStart + 300 * kSecond);
  QVERIFY(stage.shows(seconds(250, 300)));
  stage.scenes.goBack();
  QCOMPARE(stage.scenes.scene().range, seconds(400, 600));
}

void TstTimeStrip::edgesMayCross() {
  Stage stage;
  stage.drag(kStart + 600 * kSecond, kStart + 300 * kSecond);
  QVERIFY(stage.shows(seconds(300, 400)));
}

void TstTimeStrip::keysMoveAndZoom() {
  Stage stage;
  QTest::keyClick(&stage.strip, Qt::Key_Right);
  QCOMPARE(stage.scenes.scene().range, seconds(420, 620));
  QTest::keyClick(&stage.strip, Qt::Key_Left, Qt::ShiftModifier);
  QCOMPARE(stage.scenes.scene().range, seconds(220, 420));
  QTest::keyClick(&stage.strip, Qt::Key_Up);
  QCOMPARE(stage.scenes.scene().range.span(), 160 * kSecond);
  QTest::keyClick(&stage.strip, Qt::Key_Home);
  QCOMPARE(stage.scenes.scene().range, seconds(0, 160));
  QTest::keyClick(&stage.strip, Qt::Key_End);
  QCOMPARE(stage.scenes.scene().range, seconds(840, 1000));
}

void TstTimeStrip::wheelZoomsAroundThePointer() {
  Stage stage;
  const TimeNs under = kStart + 500 * kSecond;
  const QPointF at(stage.strip.scale().x(under), 60);
  QWheelEvent closer(at, stage.strip.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&stage.strip, &closer);
  const TimeRange range = stage.scenes.scene().range;
  QVERIFY(range.span() < 200 * kSecond);
  QVERIFY(std::abs(stage.strip.scale().x(under) - at.x()) < 2);
  QVERIFY(range.contains(under));
}

void TstTimeStrip::doubleClickShowsEverything() {
  Stage stage;
  QTest::mouseDClick(&stage.strip, Qt::LeftButton, {}, QPoint(500, 60));
  QCOMPARE(stage.scenes.scene().range, seconds(0, 1000));
}

QTEST_MAIN(TstTimeStrip)
#include "tst_time_strip.moc"
