// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/event/saga.h"
#include "model/event/stage.h"

namespace rheo::analysis {

/// A saga sighting with its names resolved.
struct StepSighting {
  Stage stage = Stage::StepStarted;
  std::string_view step;
  std::string_view undoes;
  std::string_view service;
  std::string_view errorType;
  std::uint16_t attempt = 1;
  TimeNs timeNs = 0;
  TimeNs waitingSinceNs = 0;
  Id128 eventId;
};

/// Adds what was seen to the saga's steps: opens a step, ends the one it belongs to, pairs a
/// compensation with what it undoes. Beyond kMaxSteps new steps are not opened.
void applyStep(Saga& saga, const StepSighting& seen);

constexpr std::size_t kMaxSteps = 1'000;

/// The handling of an event failed: ends the steps that were this handling.
void failHandling(Saga& saga, const Id128& eventId, std::string_view service,
                  std::string_view errorType, TimeNs timeNs);

/// Steps in order of start, indices set.
void orderSteps(Saga& saga);
/// "a>b>!c>~b": the path of the ordered steps.
std::string variantOf(const Saga& saga);
/// The step it is in, or the last one that ended; nullptr if there is none.
const SagaStep* lastStep(const Saga& saga);

}  // namespace rheo::analysis
