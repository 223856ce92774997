// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "stream.h"

using namespace rheo;
using test::kStart;
using test::Stream;

class TestSagas : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void followsStepsToTheEnd();
  void pairsCompensationsWithWhatTheyUndo();
  void eachAttemptIsAStep();
  void aFailedHandlingEndsItsStep();
  void aDuplicateDeliveryAddsNoStep();
  void knowsSinceWhenAStepWaited();
  void aPassedDeadlineIsStuck();
  void silenceIsStuckAndProgressFreesIt();
  void aFailedSagaIsAProblem();
  void sightingsCarryingTheSagaAreCounted();
  void aLateStartIsTakenOver();
  void endedSagasAreNotOpenedByStragglers();
  void theSameKeyAfterAnEndIsANewSaga();
  void restoredSagasGoOn();
  void memoryIsBounded();
};

void TestSagas::followsStepsToTheEnd() {
  Stream s;
  TraceEvent start = s.saga(Stage::SagaStarted, 0, "o-1");
  start.durationNs = 20 * kSecond;
  start.traceId = {7, 7};
  s.fold(start);
  s.fold(s.saga(Stage::StepStarted, 1, "o-1", "ReserveStock", "inventory"));
  s.fold(s.saga(Stage::StepDone, 5, "o-1", "ReserveStock", "inventory"));
  s.fold(s.saga(Stage::StepStarted, 6, "o-1", "ChargeCard", "payments"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Running);
  s.fold(s.saga(Stage::StepDone, 9, "o-1", "ChargeCard", "payments"));
  s.fold(s.saga(Stage::SagaCompleted, 10, "o-1"));
  s.take();
  const Saga& saga = *s.sagaOf("o-1");
  QCOMPARE(saga.state, SagaState::Completed);
  QCOMPARE(saga.type, std::string("Order"));
  QCOMPARE(saga.startedNs, kStart);
  QCOMPARE(saga.endedNs, kStart + 10 * kMillisecond);
  QCOMPARE(saga.updatedNs, saga.endedNs);
  QCOMPARE(saga.deadlineNs, kStart + 20 * kSecond);
  QCOMPARE(saga.traceId.lo, 7u);
  QCOMPARE(saga.variant, std::string("ReserveStock>ChargeCard"));
  QCOMPARE(saga.eventCount, 6u);
  QCOMPARE(saga.steps.size(), 2u);
  QCOMPARE(saga.steps[1].index, 1u);
  QCOMPARE(saga.steps[1].service, std::string("payments"));
  QCOMPARE(saga.steps[1].state, StepState::Done);
  QCOMPARE(saga.steps[1].startedNs, kStart + 6 * kMillisecond);
  QCOMPARE(saga.steps[1].endedNs, kStart + 9 * kMillisecond);
}

void TestSagas::pairsCompensationsWithWhatTheyUndo() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  s.fold(s.saga(Stage::StepStarted, 1, "o-1", "Reserve"));
  s.fold(s.saga(Stage::StepDone, 2, "o-1", "Reserve"));
  s.fold(s.saga(Stage::StepStarted, 3, "o-1", "Charge"));
  TraceEvent failed = s.saga(Stage::StepFailed, 4, "o-1", "Charge");
  failed.errorType = s.names.intern("card_declined");
  s.fold(failed);
  TraceEvent undo = s.saga(Stage::Compensating, 5, "o-1", "Release");
  undo.undoes = s.names.intern("Reserve");
  s.fold(undo);
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Compensating);
  undo.stage = Stage::Compensated;
  undo.timeNs += kMillisecond;
  s.fold(undo);
  s.fold(s.saga(Stage::SagaCompensated, 7, "o-1"));
  s.take();
  const Saga& saga = *s.sagaOf("o-1");
  QCOMPARE(saga.state, SagaState::Compensated);
  QCOMPARE(saga.variant, std::string("Reserve>!Charge>~Reserve"));
  QCOMPARE(saga.steps[0].state, StepState::Done);
  QCOMPARE(saga.steps[1].errorType, std::string("card_declined"));
  QCOMPARE(saga.steps[2].name, std::string("Release"));
  QCOMPARE(saga.steps[2].undoes, std::string("Reserve"));
  QCOMPARE(saga.steps[2].state, StepState::Compensated);
  QCOMPARE(saga.steps[2].endedNs - saga.steps[2].startedNs, kMillisecond);
  QCOMPARE(s.count(ProblemKind::SagaFailed), 0u);
}

void TestSagas::eachAttemptIsAStep() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  for (std::uint16_t attempt = 1; attempt <= 2; ++attempt) {
    TraceEvent step = s.saga(Stage::StepStarted, attempt * 10, "o-1", "Charge");
    step.attempt = attempt;
    s.fold(step);
    step.stage = attempt == 1 ? Stage::StepFailed : Stage::StepDone;
    step.timeNs += kMillisecond;
    s.fold(step);
  }
  s.take();
  const Saga& saga = *s.sagaOf("o-1");
  QCOMPARE(saga.variant, std::string("!Charge>Charge"));
  QCOMPARE(saga.steps[0].state, StepState::Failed);
  QCOMPARE(saga.steps[1].attempt, std::uint16_t{2});
  QCOMPARE(saga.steps[1].state, StepState::Done);
}

/// Services that retry say that the handling failed, not that the step did.
void TestSagas::aFailedHandlingEndsItsStep() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  for (std::uint16_t attempt = 1; attempt <= 3; ++attempt) {
    TraceEvent event = s.saga(Stage::StepStarted, attempt * 10, "o-1", "Charge");
    event.eventId = {1, 2};
    event.attempt = attempt;
    s.fold(event);
    event.stage = attempt == 3 ? Stage::StepDone : Stage::Failed;
    event.timeNs += kMillisecond;
    event.errorType = s.names.intern(attempt == 3 ? "" : "timeout");
    // The second attempt dies without a word.
    if (attempt != 2) s.fold(event);
  }
  s.take();
  const Saga& saga = *s.sagaOf("o-1");
  QCOMPARE(saga.variant, std::string("!Charge>!Charge>Charge"));
  QCOMPARE(saga.steps[0].errorType, std::string("timeout"));
  QCOMPARE(saga.steps[0].endedNs, kStart + 11 * kMillisecond);
  QCOMPARE(saga.steps[1].endedNs, kStart + 30 * kMillisecond);
  QCOMPARE(saga.steps[2].state, StepState::Done);
}

void TestSagas::aDuplicateDeliveryAddsNoStep() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  for (int delivery = 0; delivery < 2; ++delivery) {
    TraceEvent step = s.saga(Stage::StepStarted, 10 + delivery * 10, "o-1", "Charge");
    step.eventId = {1, 2};
    s.fold(step);
    step.stage = Stage::StepDone;
    step.timeNs += kMillisecond;
    s.fold(step);
  }
  s.take();
  QCOMPARE(s.sagaOf("o-1")->steps.size(), 1u);
  QCOMPARE(s.sagaOf("o-1")->steps[0].endedNs, kStart + 11 * kMillisecond);
}

void TestSagas::knowsSinceWhenAStepWaited() {
  Stream s;
  s.fold(s.make(Stage::Published, 3, 5));
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  TraceEvent step = s.saga(Stage::StepStarted, 10, "o-1", "Charge");
  step.eventId = s.make(Stage::Published, 3, 5).eventId;
  s.fold(step);
  s.fold(s.saga(Stage::StepStarted, 11, "o-1", "Ship"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->steps[0].waitingSinceNs, kStart + 3 * kMillisecond);
  QCOMPARE(s.sagaOf("o-1")->steps[1].waitingSinceNs, TimeNs{0});
}

void TestSagas::aPassedDeadlineIsStuck() {
  Stream s;
  TraceEvent start = s.saga(Stage::SagaStarted, 0, "o-1");
  start.durationNs = 5 * kSecond;
  s.fold(start);
  s.fold(s.saga(Stage::StepStarted, 10, "o-1", "Ship", "shipping"));
  // Another saga's sightings move the stream's time on.
  s.fold(s.saga(Stage::SagaStarted, 4'999, "o-2"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Running);
  s.fold(s.saga(Stage::StepStarted, 5'001, "o-2", "Charge"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Stuck);
  QCOMPARE(s.sagaOf("o-1")->stuckAt, std::string("Ship"));
  QCOMPARE(s.count(ProblemKind::StuckSaga), 1u);
  const Problem& problem = *s.first(ProblemKind::StuckSaga);
  QCOMPARE(problem.detail, std::string("Order o-1"));
  QCOMPARE(problem.service, std::string("shipping"));
  QCOMPARE(problem.timeNs, kStart + 5 * kSecond);
}

void TestSagas::silenceIsStuckAndProgressFreesIt() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  s.fold(s.saga(Stage::StepStarted, 10'000, "o-1", "Charge"));
  s.fold(s.saga(Stage::StepDone, 20'000, "o-1", "Charge"));
  s.analysis.tick(kStart + 50 * kSecond);
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Running);
  s.analysis.tick(kStart + 51 * kSecond);
  s.analysis.tick(kStart + 99 * kSecond);
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Stuck);
  QCOMPARE(s.sagaOf("o-1")->stuckAt, std::string("Charge"));
  QCOMPARE(s.count(ProblemKind::StuckSaga), 1u);
  s.fold(s.saga(Stage::StepStarted, 100'000, "o-1", "Ship"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Running);
  QVERIFY(s.sagaOf("o-1")->stuckAt.empty());
  s.analysis.tick(kStart + 200 * kSecond);
  s.take();
  QCOMPARE(s.sagaOf("o-1")->stuckAt, std::string("Ship"));
  s.fold(s.saga(Stage::SagaCompleted, 201'000, "o-1"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Completed);
  QCOMPARE(s.count(ProblemKind::StuckSaga), 2u);
}

void TestSagas::aFailedSagaIsAProblem() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  s.fold(s.saga(Stage::SagaFailed, 1, "o-1"));
  s.fold(s.saga(Stage::SagaStarted, 0, "o-2"));
  s.fold(s.saga(Stage::SagaTimedOut, 2, "o-2"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->state, SagaState::Failed);
  QCOMPARE(s.sagaOf("o-2")->state, SagaState::TimedOut);
  QCOMPARE(s.count(ProblemKind::SagaFailed), 2u);
}

void TestSagas::sightingsCarryingTheSagaAreCounted() {
  Stream s;
  TraceEvent carried = s.make(Stage::Received, 0, 1);
  carried.sagaType = s.names.intern("Order");
  carried.sagaKey = "o-1";
  s.fold(carried);
  s.take();
  QVERIFY(s.sagas.empty());
  s.fold(s.saga(Stage::SagaStarted, 1, "o-1"));
  s.fold(carried);
  s.take();
  QCOMPARE(s.sagaOf("o-1")->eventCount, 3u);
}

void TestSagas::aLateStartIsTakenOver() {
  Stream s;
  s.fold(s.saga(Stage::StepStarted, 20, "o-1", "Charge"));
  s.take();
  QVERIFY(s.sagas.empty());  // its start may still be on the way
  s.fold(s.saga(Stage::SagaStarted, 10, "o-1"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->startedNs, kStart + 10 * kMillisecond);
  s.fold(s.saga(Stage::StepStarted, 30, "o-2", "Charge"));
  s.analysis.tick(kStart + 2 * kSecond);
  s.take();
  QCOMPARE(s.sagaOf("o-2")->startedNs, kStart + 30 * kMillisecond);
  s.fold(s.saga(Stage::SagaStarted, 25, "o-2"));
  s.take();
  QCOMPARE(s.sagaOf("o-2")->startedNs, kStart + 30 * kMillisecond);  // told: it stays
}

void TestSagas::endedSagasAreNotOpenedByStragglers() {
  Stream s;
  s.analysis.relearn(s.saga(Stage::SagaCompleted, 5, "o-1"));
  s.fold(s.saga(Stage::StepDone, 6, "o-1", "Charge"));
  s.analysis.tick(kStart + 100 * kSecond);
  s.take();
  QVERIFY(s.sagas.empty());
}

void TestSagas::theSameKeyAfterAnEndIsANewSaga() {
  Stream s;
  s.fold(s.saga(Stage::SagaStarted, 0, "o-1"));
  s.fold(s.saga(Stage::SagaCompleted, 5, "o-1"));
  s.fold(s.saga(Stage::SagaStarted, 10, "o-1"));
  s.fold(s.saga(Stage::StepStarted, 11, "o-1", "Charge"));
  s.take();
  QCOMPARE(s.sagas.size(), 2u);
  QCOMPARE(s.sagas[0].state, SagaState::Completed);
  QCOMPARE(s.sagas[1].state, SagaState::Running);
  QCOMPARE(s.sagas[1].startedNs, kStart + 10 * kMillisecond);
  QCOMPARE(s.sagas[1].steps.size(), 1u);
}

void TestSagas::restoredSagasGoOn() {
  Stream s;
  s.names.intern("Order");
  Saga open;
  open.id = 12;
  open.type = "Order";
  open.key = "o-1";
  open.startedNs = open.updatedNs = kStart;
  open.steps.resize(1);
  open.steps[0].name = "Charge";
  open.steps[0].service = "svc";
  open.steps[0].startedNs = kStart;
  s.analysis.restore({open});
  s.take();
  QVERIFY(s.sagas.empty());
  s.fold(s.saga(Stage::StepDone, 8, "o-1", "Charge"));
  s.take();
  QCOMPARE(s.sagaOf("o-1")->id, std::int64_t{12});
  QCOMPARE(s.sagaOf("o-1")->startedNs, kStart);
  QCOMPARE(s.sagaOf("o-1")->steps.size(), 1u);
  QCOMPARE(s.sagaOf("o-1")->steps[0].state, StepState::Done);
}

void TestSagas::memoryIsBounded() {
  analysis::Limits limits;
  limits.openSagas = 100;
  Stream s(limits);
  for (int i = 0; i < 10'000; ++i) {
    const std::string key = "o-" + std::to_string(i);
    s.fold(s.saga(Stage::SagaStarted, i, key));
    if (i % 2 == 0) s.fold(s.saga(Stage::SagaCompleted, i, key));
  }
  s.take();
  QCOMPARE(s.sagas.size(), 10'000u);  // what leaves is told first
  s.fold(s.saga(Stage::StepStarted, 10'001, "o-9999", "Charge"));
  s.take();
  QCOMPARE(s.sagaOf("o-9999")->startedNs, kStart + 9'999 * kMillisecond);
}

QTEST_GUILESS_MAIN(TestSagas)
#include "tst_sagas.moc"
