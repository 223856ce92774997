// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

#include "app/views/parts/stage_mark.h"
#include "app/views/scene.h"
#include "model/event/saga.h"
#include "model/store/results.h"

/// How sagas and their steps are put into words, marks and selections.
namespace rheo::ui {

/// "completed", "stuck at payment", "timed out".
QString stateWords(const Saga& saga);
/// From start to end, or to now.
std::int64_t ageOf(const Saga& saga, TimeNs now);
/// "compensated in 1.91 s · 14 events · variant 3 of 7 (4 % of sagas)".
QString summaryOf(const Saga& saga, TimeNs now, const std::vector<store::SagaVariant>& variants);
/// A path as people read it: "place › reserve › ✕ charge › undo reserve".
QString pathWords(const std::string& path);

/// What sets a way apart from the usual one: "straight through", "ChargeCard failed, compensated",
/// "ChargeCard retried, completed", "without ReserveStock".
QString variantTitle(const store::SagaVariant& variant, const std::string& usualPath);

/// Lines of the card over a step: the title, then "name\tvalue".
QStringList describeStep(const Saga& saga, const SagaStep& step);

Selection selectionOf(const Saga& saga);
/// The event whose handling the step is; the saga when that is not known.
Selection selectionOf(const Saga& saga, const SagaStep& step);

}  // namespace rheo::ui
