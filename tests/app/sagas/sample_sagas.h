// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/event/saga.h"
#include "model/store/results.h"

namespace rheo::sample {

constexpr TimeNs kT0 = 1'700'000'000 * kSecond;

inline TimeNs at(std::int64_t ms) {
  return kT0 + ms * kMillisecond;
}

inline SagaStep& addStep(Saga& saga, const char* name, const char* service, std::int64_t waitMs,
                         std::int64_t fromMs, std::int64_t toMs,
                         StepState state = StepState::Done) {
  SagaStep step;
  step.index = static_cast<std::uint32_t>(saga.steps.size());
  step.name = name;
  step.service = service;
  step.state = state;
  step.waitingSinceNs = waitMs < 0 ? 0 : at(waitMs);
  step.startedNs = at(fromMs);
  step.endedNs = toMs < 0 ? 0 : at(toMs);
  step.eventId = {static_cast<std::uint64_t>(saga.id), step.index + 1};
  saga.steps.push_back(step);
  return saga.steps.back();
}

/// An order whose card was declined: stock and order are given back.
inline Saga compensated() {
  Saga saga;
  saga.id = 2;
  saga.type = "OrderFulfilment";
  saga.key = "order 4698";
  saga.state = SagaState::Compensated;
  saga.startedNs = at(0);
  saga.updatedNs = saga.endedNs = at(1910);
  saga.eventCount = 14;
  saga.variant = "OrderPlaced>StartOrder>ReserveStock>!ChargeCard>~StartOrder>~ReserveStock>Sorry";
  addStep(saga, "OrderPlaced", "gateway", -1, 0, 70);
  addStep(saga, "StartOrder", "orders", 70, 110, 330, StepState::Compensated);
  addStep(saga, "ReserveStock", "inventory", 330, 420, 690, StepState::Compensated);
  SagaStep& charge = addStep(saga, "ChargeCard", "payments", 690, 860, 1160, StepState::Failed);
  charge.errorType = "card_declined";
  charge.attempt = 3;
  addStep(saga, "CancelOrder", "orders", 1160, 1200, 1330, StepState::Compensated).undoes =
      "StartOrder";
  addStep(saga, "ReleaseStock", "inventory", 1330, 1400, 1640, StepState::Compensated).undoes =
      "ReserveStock";
  addStep(saga, "SorryEmail", "notifications", 1640, 1700, 1910);
  return saga;
}

/// An order that waits for its payment, for minutes.
inline Saga stuck() {
  Saga saga;
  saga.id = 1;
  saga.type = "OrderFulfilment";
  saga.key = "order 4711";
  saga.state = SagaState::Stuck;
  saga.stuckAt = "ChargeCard";
  saga.startedNs = at(0);
  saga.updatedNs = at(400);
  saga.eventCount = 6;
  saga.variant = "StartOrder>ReserveStock>ChargeCard";
  addStep(saga, "StartOrder", "orders", 20, 60, 170);
  addStep(saga, "ReserveStock", "inventory", 170, 200, 330);
  addStep(saga, "ChargeCard", "payments", 330, 400, -1, StepState::Running);
  return saga;
}

inline Saga plain(std::int64_t id, const char* type, const std::string& key, SagaState state,
                  std::int64_t tookMs) {
  Saga saga;
  saga.id = id;
  saga.type = type;
  saga.key = key;
  saga.state = state;
  saga.startedNs = at(id);
  saga.updatedNs = at(id + tookMs);
  saga.endedNs = isTerminal(state) ? saga.updatedNs : 0;
  saga.eventCount = 9;
  saga.variant = state == SagaState::Completed ? "StartOrder>ReserveStock>ChargeCard>Ship"
                                               : "StartOrder>ReserveStock";
  return saga;
}

inline std::vector<Saga> all() {
  return {stuck(),
          compensated(),
          plain(12, "OrderFulfilment", "order 4712", SagaState::Completed, 1200),
          plain(13, "OrderFulfilment", "order 4713", SagaState::Running, 400),
          plain(14, "Transfer", "acct 77→12", SagaState::Failed, 800),
          plain(15, "Transfer", "acct 31→08", SagaState::Completed, 300),
          plain(16, "OrderFulfilment", "order 4709", SagaState::Completed, 1100)};
}

inline std::vector<store::SagaVariant> variants() {
  return {
      {"OrderFulfilment", "StartOrder>ReserveStock>ChargeCard>Ship", 83, 1200 * kMillisecond,
       SagaState::Completed},
      {"OrderFulfilment", compensated().variant, 4, 1910 * kMillisecond, SagaState::Compensated},
      {"OrderFulfilment", "StartOrder>!ReserveStock>~StartOrder", 13, 900 * kMillisecond,
       SagaState::Compensated},
      {"Transfer", "Debit>Credit", 50, 300 * kMillisecond, SagaState::Completed}};
}

}  // namespace rheo::sample
