// SPDX-License-Identifier: Apache-2.0
#include "model/analysis/saga_steps.h"

#include <algorithm>

namespace rheo::analysis {
namespace {

bool isOpen(const SagaStep& step) {
  return step.state == StepState::Running || step.state == StepState::Compensating;
}

bool sameStep(const SagaStep& step, const StepSighting& seen) {
  if (step.name != seen.step) return false;
  // A compensation is told apart from a step of the same name by what it undoes.
  return seen.undoes.empty() ? step.undoes.empty() : step.undoes == seen.undoes;
}

TimeNs orderOf(const SagaStep& step) {
  return step.startedNs != 0 ? step.startedNs : step.endedNs;
}

/// The event was delivered twice, or the sighting belongs to a step whose end came in first.
SagaStep* alreadyKnown(Saga& saga, const StepSighting& seen) {
  const auto known =
      std::find_if(saga.steps.rbegin(), saga.steps.rend(), [&](const SagaStep& step) {
        if (!sameStep(step, seen)) return false;
        if (step.startedNs == 0) return step.endedNs >= seen.timeNs;
        return !seen.eventId.isNull() && step.eventId == seen.eventId &&
               step.attempt >= seen.attempt && step.service == seen.service;
      });
  return known == saga.steps.rend() ? nullptr : &*known;
}

SagaStep* open(Saga& saga, const StepSighting& seen, StepState state) {
  if (saga.steps.size() >= kMaxSteps) return nullptr;
  SagaStep& step = saga.steps.emplace_back();
  step.name = seen.step;
  step.service = seen.service;
  step.undoes = seen.undoes;
  step.state = state;
  step.attempt = seen.attempt;
  step.eventId = seen.eventId;
  return &step;
}

/// A further attempt says that the one before has failed, even if nobody else did.
void closeEarlierAttempt(Saga& saga, const StepSighting& seen) {
  for (auto& step : saga.steps) {
    const bool earlier = isOpen(step) && sameStep(step, seen) && step.service == seen.service &&
                         step.attempt < seen.attempt && step.eventId == seen.eventId;
    if (!earlier) continue;
    step.state = StepState::Failed;
    step.endedNs = seen.timeNs;
  }
}

void start(Saga& saga, const StepSighting& seen, StepState state) {
  closeEarlierAttempt(saga, seen);
  SagaStep* step = alreadyKnown(saga, seen);
  if (step == nullptr) step = open(saga, seen, state);
  if (step == nullptr || step->startedNs != 0) return;
  step->startedNs = seen.timeNs;
  if (seen.waitingSinceNs != 0 && seen.waitingSinceNs <= seen.timeNs)
    step->waitingSinceNs = seen.waitingSinceNs;
}

void end(Saga& saga, const StepSighting& seen, StepState state) {
  const auto running = std::find_if(saga.steps.rbegin(), saga.steps.rend(), [&](const SagaStep& s) {
    return isOpen(s) && sameStep(s, seen) && s.service == seen.service;
  });
  SagaStep* step = running != saga.steps.rend() ? &*running : nullptr;
  if (step == nullptr) {
    // Said by another service than the one that began it, or a second time.
    for (auto& s : saga.steps) {
      if (!sameStep(s, seen)) continue;
      if (isOpen(s)) step = &s;
      if (s.endedNs != 0 && s.state == state && !seen.eventId.isNull() && s.eventId == seen.eventId)
        return;
    }
  }
  if (step == nullptr) step = open(saga, seen, state);
  if (step == nullptr) return;
  step->state = state;
  step->endedNs = seen.timeNs;
  step->errorType = seen.errorType;
}

}  // namespace

void failHandling(Saga& saga, const Id128& eventId, std::string_view service,
                  std::string_view errorType, TimeNs timeNs) {
  for (auto& step : saga.steps) {
    if (!isOpen(step) || step.eventId != eventId || step.service != service) continue;
    step.state = StepState::Failed;
    step.endedNs = timeNs;
    step.errorType = errorType;
  }
}

void applyStep(Saga& saga, const StepSighting& seen) {
  switch (seen.stage) {
    case Stage::StepStarted:
      return start(saga, seen, StepState::Running);
    case Stage::StepDone:
      return end(saga, seen, StepState::Done);
    case Stage::StepFailed:
      return end(saga, seen, StepState::Failed);
    case Stage::Compensating:
      return start(saga, seen, StepState::Compensating);
    case Stage::Compensated:
      return end(saga, seen, StepState::Compensated);
    default:
      return;
  }
}

void orderSteps(Saga& saga) {
  std::stable_sort(saga.steps.begin(), saga.steps.end(),
                   [](const SagaStep& a, const SagaStep& b) { return orderOf(a) < orderOf(b); });
  for (std::size_t i = 0; i < saga.steps.size(); ++i)
    saga.steps[i].index = static_cast<std::uint32_t>(i);
}

std::string variantOf(const Saga& saga) {
  std::string path;
  for (const auto& step : saga.steps) {
    if (!path.empty()) path += '>';
    if (step.state == StepState::Failed) path += '!';
    if (!step.undoes.empty()) path += '~';
    path += step.undoes.empty() ? step.name : step.undoes;
  }
  return path;
}

const SagaStep* lastStep(const Saga& saga) {
  const SagaStep* last = nullptr;
  for (const auto& step : saga.steps) {
    const bool later = last == nullptr || isOpen(step) > isOpen(*last) ||
                       (isOpen(step) == isOpen(*last) && orderOf(step) >= orderOf(*last));
    if (later) last = &step;
  }
  return last;
}

}  // namespace rheo::analysis
