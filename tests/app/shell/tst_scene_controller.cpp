// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "app/shell/scene_controller.h"

using namespace rheo;
using namespace rheo::ui;

class TstSceneController : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void liveFollowsTheNewestCommit();
  void aYoungRecordingIsShownFromItsBeginning();
  void aFinishedRecordingIsShownWholeAndNeverLive();
  void pausingKeepsTheRange();
  void goingLiveAgainKeepsTheLength();
  void settingARangePauses();
  void draggingIsOneStepOfHistory();
  void backAndForwardRestoreRangeFilterAndSelection();
  void panStaysInsideTheRecording();
  void zoomKeepsTheAnchorInPlace();
  void anotherRecordingForgetsTheHistory();
  void emptyRangesAreNotAccepted();

 private:
  static constexpr TimeNs kStart = 1'000 * kSecond;
  static TimeRange seconds(std::int64_t from, std::int64_t to) {
    return {kStart + from * kSecond, kStart + to * kSecond};
  }
  static query::Filter filter(const char* text) { return *query::Filter::parse(text); }
};

void TstSceneController::liveFollowsTheNewestCommit() {
  SceneController scenes;
  scenes.reset(true);
  scenes.setExtent(seconds(0, 1000), 1);
  QCOMPARE(scenes.scene().range, seconds(700, 1000));
  scenes.setExtent(seconds(0, 1001), 2);
  QCOMPARE(scenes.scene().range, seconds(701, 1001));
  QCOMPARE(scenes.scene().revision, 2u);
  QVERIFY(scenes.scene().live);
}

void TstSceneController::aYoungRecordingIsShownFromItsBeginning() {
  SceneController scenes;
  scenes.reset(true);
  scenes.setExtent(seconds(0, 7), 1);
  QCOMPARE(scenes.scene().range, seconds(0, 7));
}

void TstSceneController::aFinishedRecordingIsShownWholeAndNeverLive() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  QCOMPARE(scenes.scene().range, seconds(0, 1000));
  scenes.setLive(true);
  QVERIFY(!scenes.scene().live);
  scenes.follow(60 * kSecond);
  QCOMPARE(scenes.scene().range, seconds(940, 1000));
  QVERIFY(!scenes.scene().live);
}

void TstSceneController::pausingKeepsTheRange() {
  SceneController scenes;
  scenes.reset(true);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setLive(false);
  scenes.setExtent(seconds(0, 1100), 2);
  QCOMPARE(scenes.scene().range, seconds(700, 1000));
}

void TstSceneController::goingLiveAgainKeepsTheLength() {
  SceneController scenes;
  scenes.reset(true);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setRange(seconds(100, 140));
  scenes.setLive(true);
  QCOMPARE(scenes.scene().range, seconds(960, 1000));
}

void TstSceneController::settingARangePauses() {
  SceneController scenes;
  scenes.reset(true);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setRange(seconds(10, 20));
  QVERIFY(!scenes.scene().live);
  scenes.setExtent(seconds(0, 1100), 2);
  QCOMPARE(scenes.scene().range, seconds(10, 20));
}

void TstSceneController::draggingIsOneStepOfHistory() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  for (int i = 1; i < 20; ++i) scenes.setRange(seconds(0, 100 + i), false);
  scenes.setRange(seconds(0, 150), true);
  scenes.goBack();
  QCOMPARE(scenes.scene().range, seconds(0, 1000));
  QVERIFY(!scenes.canGoBack());
  scenes.goForward();
  QCOMPARE(scenes.scene().range, seconds(0, 150));
}

void TstSceneController::backAndForwardRestoreRangeFilterAndSelection() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setFilter(filter("topic == \"orders\""));
  Selection orders;
  orders.kind = Selection::Kind::Topic;
  orders.topic = QStringLiteral("orders");
  scenes.select(orders);
  scenes.setRange(seconds(5, 6));
  scenes.setExtent(seconds(0, 1000), 9);
  scenes.goBack();
  QCOMPARE(scenes.scene().range, seconds(0, 1000));
  QCOMPARE(scenes.scene().selection, orders);
  QCOMPARE(scenes.scene().revision, 9u);
  scenes.goBack();
  QCOMPARE(scenes.scene().selection, Selection{});
  QCOMPARE(scenes.scene().filter.text(), std::string("topic == \"orders\""));
  scenes.goBack();
  QVERIFY(scenes.scene().filter.matchesAll());
  scenes.goForward();
  scenes.goForward();
  scenes.goForward();
  QCOMPARE(scenes.scene().range, seconds(5, 6));
  QVERIFY(!scenes.canGoForward());
}

void TstSceneController::panStaysInsideTheRecording() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setRange(seconds(10, 110));
  scenes.pan(-1);
  QCOMPARE(scenes.scene().range, seconds(0, 100));
  scenes.pan(0.5);
  QCOMPARE(scenes.scene().range, seconds(50, 150));
  scenes.setRange(seconds(880, 980));
  scenes.pan(1);
  QCOMPARE(scenes.scene().range, seconds(900, 1000));
}

void TstSceneController::zoomKeepsTheAnchorInPlace() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setRange(seconds(100, 300));
  scenes.zoom(0.5, kStart + 150 * kSecond);
  QCOMPARE(scenes.scene().range, seconds(125, 225));
  scenes.zoom(100);
  QCOMPARE(scenes.scene().range, seconds(0, 1000));
}

void TstSceneController::anotherRecordingForgetsTheHistory() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setFilter(filter("failed"));
  scenes.setRange(seconds(1, 2));
  scenes.reset(true);
  QVERIFY(!scenes.canGoBack());
  QVERIFY(scenes.scene().range.isEmpty());
  QCOMPARE(scenes.scene().filter.text(), std::string("failed"));
}

void TstSceneController::emptyRangesAreNotAccepted() {
  SceneController scenes;
  scenes.reset(false);
  scenes.setExtent(seconds(0, 1000), 1);
  scenes.setRange({kStart, kStart});
  QVERIFY(!scenes.scene().range.isEmpty());
}

QTEST_GUILESS_MAIN(TstSceneController)
#include "tst_scene_controller.moc"
