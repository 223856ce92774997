// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/stage_mark.h"

#include <QCoreApplication>

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct StageWords {
  Q_DECLARE_TR_FUNCTIONS(rheo::ui::Words)
};

}  // namespace

StateMark markOf(Stage stage) {
  switch (stage) {
    case Stage::Published:
    case Stage::SagaStarted:
      return StateMark::Note;
    case Stage::Received:
    case Stage::StepStarted:
      return StateMark::Running;
    case Stage::Processed:
    case Stage::StepDone:
    case Stage::SagaCompleted:
      return StateMark::Ok;
    case Stage::Retried:
    case Stage::Expired:
      return StateMark::Warning;
    case Stage::Failed:
    case Stage::DeadLettered:
    case Stage::StepFailed:
    case Stage::SagaFailed:
    case Stage::SagaTimedOut:
      return StateMark::Error;
    case Stage::Compensating:
    case Stage::Compensated:
    case Stage::SagaCompensated:
      return StateMark::Compensated;
  }
  return StateMark::Gone;
}

StateMark markOf(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return StateMark::Error;
    case Severity::Warning:
      return StateMark::Warning;
    case Severity::Note:
    case Severity::Chat:
      break;
  }
  return StateMark::Note;
}

StateMark markOf(SagaState state) {
  switch (state) {
    case SagaState::Running:
      return StateMark::Running;
    case SagaState::Completed:
      return StateMark::Ok;
    case SagaState::Compensating:
    case SagaState::Compensated:
      return StateMark::Compensated;
    case SagaState::Stuck:
    case SagaState::Failed:
    case SagaState::TimedOut:
      break;
  }
  return StateMark::Error;
}

QString stageText(Stage stage) {
  switch (stage) {
    case Stage::Published:
      return StageWords::tr("published");
    case Stage::Received:
      return StageWords::tr("received");
    case Stage::Processed:
      return StageWords::tr("processed");
    case Stage::Failed:
      return StageWords::tr("failed");
    case Stage::Retried:
      return StageWords::tr("retry scheduled");
    case Stage::DeadLettered:
      return StageWords::tr("dead-lettered");
    case Stage::Expired:
      return StageWords::tr("expired");
    case Stage::SagaStarted:
      return StageWords::tr("saga started");
    case Stage::StepStarted:
      return StageWords::tr("step started");
    case Stage::StepDone:
      return StageWords::tr("step done");
    case Stage::StepFailed:
      return StageWords::tr("step failed");
    case Stage::Compensating:
      return StageWords::tr("compensating");
    case Stage::Compensated:
      return StageWords::tr("compensated");
    case Stage::SagaCompleted:
      return StageWords::tr("saga completed");
    case Stage::SagaCompensated:
      return StageWords::tr("saga compensated");
    case Stage::SagaFailed:
      return StageWords::tr("saga failed");
    case Stage::SagaTimedOut:
      return StageWords::tr("saga timed out");
  }
  return StageWords::tr("unknown stage");
}

QString kindText(Kind kind) {
  switch (kind) {
    case Kind::Event:
      return StageWords::tr("event");
    case Kind::Command:
      return StageWords::tr("command");
    case Kind::Query:
      return StageWords::tr("query");
    case Kind::Reply:
      return StageWords::tr("reply");
  }
  return StageWords::tr("unknown kind");
}

QString sagaStateText(SagaState state) {
  switch (state) {
    case SagaState::Running:
      return StageWords::tr("running");
    case SagaState::Stuck:
      return StageWords::tr("stuck");
    case SagaState::Compensating:
      return StageWords::tr("compensating");
    case SagaState::Completed:
      return StageWords::tr("completed");
    case SagaState::Compensated:
      return StageWords::tr("compensated");
    case SagaState::Failed:
      return StageWords::tr("failed");
    case SagaState::TimedOut:
      return StageWords::tr("timed out");
  }
  return StageWords::tr("unknown state");
}

}  // namespace rheo::ui
