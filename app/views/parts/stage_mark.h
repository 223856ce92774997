// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "app/shell/theme/state_mark.h"
#include "model/event/problem.h"
#include "model/event/saga.h"
#include "model/event/stage.h"

/// Shape, colour and words of what the model names.
namespace rheo::ui {

StateMark markOf(Stage stage);
StateMark markOf(Severity severity);
StateMark markOf(SagaState state);
/// "published", "dead-lettered", "step started", ...: for people.
QString stageText(Stage stage);
QString kindText(Kind kind);
QString sagaStateText(SagaState state);

}  // namespace rheo::ui
