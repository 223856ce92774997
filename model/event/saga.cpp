// SPDX-License-Identifier: Apache-2.0
#include "model/event/saga.h"

#include <array>

namespace rheo {
namespace {

constexpr std::array<std::string_view, 7> kSagaStates{
    "running", "stuck", "compensating", "completed", "compensated", "failed", "timedOut"};
constexpr std::array<std::string_view, 5> kStepStates{"running", "done", "failed", "compensating",
                                                      "compensated"};

}  // namespace

std::string_view sagaStateName(SagaState state) {
  const auto index = static_cast<std::size_t>(state);
  return index < kSagaStates.size() ? kSagaStates[index] : "unknown";
}

std::optional<SagaState> sagaStateFromName(std::string_view name) {
  for (std::size_t i = 0; i < kSagaStates.size(); ++i) {
    if (kSagaStates[i] == name) return static_cast<SagaState>(i);
  }
  return std::nullopt;
}

std::string_view stepStateName(StepState state) {
  const auto index = static_cast<std::size_t>(state);
  return index < kStepStates.size() ? kStepStates[index] : "unknown";
}

}  // namespace rheo
