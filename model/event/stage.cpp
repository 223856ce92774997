// SPDX-License-Identifier: Apache-2.0
#include "model/event/stage.h"

#include <array>
#include <utility>

namespace rheo {
namespace {

constexpr std::array<std::pair<Stage, std::string_view>, 17> kStages{{
    {Stage::Published, "published"},
    {Stage::Received, "received"},
    {Stage::Processed, "processed"},
    {Stage::Failed, "failed"},
    {Stage::Retried, "retried"},
    {Stage::DeadLettered, "deadLettered"},
    {Stage::Expired, "expired"},
    {Stage::SagaStarted, "sagaStarted"},
    {Stage::StepStarted, "stepStarted"},
    {Stage::StepDone, "stepDone"},
    {Stage::StepFailed, "stepFailed"},
    {Stage::Compensating, "compensating"},
    {Stage::Compensated, "compensated"},
    {Stage::SagaCompleted, "sagaCompleted"},
    {Stage::SagaCompensated, "sagaCompensated"},
    {Stage::SagaFailed, "sagaFailed"},
    {Stage::SagaTimedOut, "sagaTimedOut"},
}};

constexpr std::array<std::string_view, 4> kKinds{"event", "command", "query", "reply"};

}  // namespace

std::string_view stageName(Stage stage) {
  for (const auto& [value, name] : kStages) {
    if (value == stage) return name;
  }
  return "unknown";
}

std::optional<Stage> stageFromName(std::string_view name) {
  for (const auto& [value, known] : kStages) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string_view kindName(Kind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < kKinds.size() ? kKinds[index] : "unknown";
}

std::optional<Kind> kindFromName(std::string_view name) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == name) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

}  // namespace rheo
