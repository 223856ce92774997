// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/stage_mark.h"

#include <QCoreApplication>

namespace rheo::ui {
namespace {

QString word(const char* text) {
  return QCoreApplication::translate("rheo::ui::Words", text);
}

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
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "published"));
    case Stage::Received:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "received"));
    case Stage::Processed:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "processed"));
    case Stage::Failed:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "failed"));
    case Stage::Retried:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "retry scheduled"));
    case Stage::DeadLettered:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "dead-lettered"));
    case Stage::Expired:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "expired"));
    case Stage::SagaStarted:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "saga started"));
    case Stage::StepStarted:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "step started"));
    case Stage::StepDone:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "step done"));
    case Stage::StepFailed:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "step failed"));
    case Stage::Compensating:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "compensating"));
    case Stage::Compensated:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "compensated"));
    case Stage::SagaCompleted:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "saga completed"));
    case Stage::SagaCompensated:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "saga compensated"));
    case Stage::SagaFailed:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "saga failed"));
    case Stage::SagaTimedOut:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "saga timed out"));
  }
  return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "unknown stage"));
}

QString kindText(Kind kind) {
  switch (kind) {
    case Kind::Event:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "event"));
    case Kind::Command:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "command"));
    case Kind::Query:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "query"));
    case Kind::Reply:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "reply"));
  }
  return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "unknown kind"));
}

QString sagaStateText(SagaState state) {
  switch (state) {
    case SagaState::Running:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "running"));
    case SagaState::Stuck:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "stuck"));
    case SagaState::Compensating:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "compensating"));
    case SagaState::Completed:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "completed"));
    case SagaState::Compensated:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "compensated"));
    case SagaState::Failed:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "failed"));
    case SagaState::TimedOut:
      return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "timed out"));
  }
  return word(QT_TRANSLATE_NOOP("rheo::ui::Words", "unknown state"));
}

}  // namespace rheo::ui
