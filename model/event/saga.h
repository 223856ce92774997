// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/ids.h"
#include "model/base/time.h"

namespace rheo {

enum class SagaState : std::uint8_t {
  Running = 0,
  Stuck = 1,
  Compensating = 2,
  Completed = 3,
  Compensated = 4,
  Failed = 5,
  TimedOut = 6
};
/// "running", "stuck", "compensating", "completed", "compensated", "failed", "timedOut".
std::string_view sagaStateName(SagaState state);
std::optional<SagaState> sagaStateFromName(std::string_view name);
constexpr bool isTerminal(SagaState s) {
  return s >= SagaState::Completed;
}

enum class StepState : std::uint8_t {
  Running = 0,
  Done = 1,
  Failed = 2,
  Compensating = 3,
  Compensated = 4
};
std::string_view stepStateName(StepState state);

/// One step, or one compensation (undoes not empty), of a saga. Times 0 = not yet.
struct SagaStep {
  std::uint32_t index = 0;  ///< order of start
  std::string name;
  std::string service;
  std::string undoes;
  std::string errorType;
  StepState state = StepState::Running;
  std::uint16_t attempt = 1;
  TimeNs waitingSinceNs = 0;  ///< when the event that caused the step was published; 0 unknown
  TimeNs startedNs = 0;
  TimeNs endedNs = 0;
  Id128 eventId;  ///< event whose handling is this step; null unknown
};

/// A long transaction over a correlation key.
struct Saga {
  std::int64_t id = 0;  ///< row in the recording
  std::string type;
  std::string key;
  SagaState state = SagaState::Running;
  TimeNs startedNs = 0;
  TimeNs updatedNs = 0;
  TimeNs endedNs = 0;     ///< 0 while not terminal
  TimeNs deadlineNs = 0;  ///< absolute; 0 = none declared
  std::string stuckAt;    ///< step it waits in or after, when stuck
  std::string variant;    ///< path of step names, "a>b>!c>~b": ! failed, ~ compensation
  Id128 traceId;
  std::uint32_t eventCount = 0;
  std::vector<SagaStep> steps;
};

}  // namespace rheo
