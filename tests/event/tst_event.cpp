// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <set>

#include "model/event/problem.h"
#include "model/event/saga.h"
#include "model/event/trace_event.h"
#include "probes/wire/wire.hpp"

using namespace rheo;

class TestEvent : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesGoThereAndBack();
  void stagesAreThoseOfTheWire();
  void hopPartsSumToTheWhole_data();
  void hopPartsSumToTheWhole();
};

void TestEvent::namesGoThereAndBack() {
  std::set<std::string_view> seen;
  for (int i = 0; i < 256; ++i) {
    const auto stage = static_cast<Stage>(i);
    if (stageName(stage) == "unknown") continue;
    QVERIFY(stageFromName(stageName(stage)) == stage);
    QVERIFY(seen.insert(stageName(stage)).second);
  }
  QCOMPARE(seen.size(), 17u);
  for (int i = 0; i < 4; ++i)
    QVERIFY(kindFromName(kindName(static_cast<Kind>(i))) == static_cast<Kind>(i));
  for (int i = 0; i < 7; ++i) {
    const auto state = static_cast<SagaState>(i);
    QVERIFY(sagaStateFromName(sagaStateName(state)) == state);
  }
  QVERIFY(!stageFromName("").has_value());
  QVERIFY(!kindFromName("Event").has_value());
  QVERIFY(!sagaStateFromName("unknown").has_value());
  QVERIFY(stageName(static_cast<Stage>(200)) == "unknown");
  std::set<std::string_view> kinds;
  for (int i = 1; i <= 13; ++i)
    QVERIFY(kinds.insert(problemKindName(static_cast<ProblemKind>(i))).second);
  QVERIFY(problemKindName(static_cast<ProblemKind>(99)) == "unknown");
}

void TestEvent::stagesAreThoseOfTheWire() {
  static_assert(static_cast<int>(Stage::Expired) == static_cast<int>(wire::Stage::Expired));
  static_assert(static_cast<int>(Stage::SagaStarted) == static_cast<int>(wire::Stage::SagaStarted));
  static_assert(static_cast<int>(Stage::SagaTimedOut) ==
                static_cast<int>(wire::Stage::SagaTimedOut));
  static_assert(static_cast<int>(kRedacted) == static_cast<int>(wire::kRedacted));
  for (const Stage stage : {Stage::Processed, Stage::Failed, Stage::DeadLettered, Stage::Expired}) {
    QVERIFY(endsHop(stage));
    QVERIFY(!isSagaStage(stage));
    QCOMPARE(isError(stage), stage != Stage::Processed);
  }
  QVERIFY(!endsHop(Stage::Received) && !endsHop(Stage::SagaFailed));
}

void TestEvent::hopPartsSumToTheWhole_data() {
  QTest::addColumn<qint64>("published");
  QTest::addColumn<qint64>("broker");
  QTest::addColumn<int>("stage");
  QTest::addColumn<QList<qint64>>("parts");  // publish, wait, processing, total
  const auto row = [](const char* name, qint64 published, qint64 broker, Stage stage,
                      const QList<qint64>& parts) {
    QTest::newRow(name) << published << broker << static_cast<int>(stage) << parts;
  };
  // Done at 100 after 30 in the handler.
  row("all known", 10, 15, Stage::Processed, {5, 55, 30, 90});
  row("no broker time", 10, 0, Stage::Failed, {-1, 60, 30, 90});
  row("no publish time", 0, 15, Stage::Processed, {-1, -1, 30, -1});
  row("no handler", 10, 15, Stage::Expired, {5, 55, -1, 90});
  row("skewed clock", 500, 600, Stage::Processed, {100, 0, 30, 0});
}

void TestEvent::hopPartsSumToTheWhole() {
  QFETCH(qint64, published);
  QFETCH(qint64, broker);
  QFETCH(int, stage);
  QFETCH(QList<qint64>, parts);
  TraceEvent done;
  done.stage = static_cast<Stage>(stage);
  done.publishedNs = published;
  done.brokerNs = broker;
  done.timeNs = 100;
  done.durationNs = 30;
  const HopParts found = hopParts(done);
  QCOMPARE((QList<qint64>{found.publishNs, found.waitNs, found.processingNs, found.totalNs}),
           parts);
}

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
