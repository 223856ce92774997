// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/plan.h"

#include "tests/probes/loss/dice.h"

namespace faults {
namespace {

Fault roll(loss::Dice& dice, bool canDrop) {
  // What needs the kernel comes first where it is possible: it is what nothing else can show.
  if (canDrop && dice.percent(40)) return Fault::Drop;
  constexpr Fault kAll[] = {Fault::KillRecorder, Fault::KillRecorder, Fault::StopRecorder,
                            Fault::StopHost,     Fault::Cut,          Fault::Swallow};
  return kAll[dice.below(std::size(kAll))];
}

}  // namespace

std::string name(Fault fault) {
  constexpr const char* kNames[] = {"kill recorder", "stop recorder", "stop host", "kill host",
                                    "cut",           "swallow",       "drop"};
  return kNames[static_cast<std::size_t>(fault)];
}

std::string Plan::text() const {
  std::string out = std::to_string(threads) + " threads x " + std::to_string(emitsPerSecond) +
                    "/s, " + std::to_string(ringBytes >> 10) + " KiB" +
                    (overwrite ? ", overwriting" : "");
  for (const Step& step : steps) {
    out += "; +" + std::to_string(step.afterMs) + " ms " + name(step.fault);
    if (step.forMs != 0) out += " for " + std::to_string(step.forMs);
  }
  return out;
}

Plan makePlan(std::uint64_t seed, bool canDrop) {
  loss::Dice dice(seed);
  Plan plan;
  plan.threads = static_cast<int>(1 + dice.below(4));
  plan.emitsPerSecond = static_cast<int>(dice.between(200, 20'000));
  plan.ringBytes = 64 << (10 + dice.below(5));
  plan.overwrite = dice.percent(25);
  plan.emitMs = static_cast<int>(dice.between(1200, 2200));
  int at = 0;
  for (std::uint64_t steps = 2 + dice.below(3); steps > 0; --steps) {
    Step step;
    step.afterMs = static_cast<int>(dice.between(50, 500));
    step.fault = roll(dice, canDrop);
    const bool ends = step.fault != Fault::KillRecorder && step.fault != Fault::Cut;
    step.forMs = ends ? static_cast<int>(dice.between(100, 900)) : 0;
    at += step.afterMs + step.forMs;
    if (at > plan.emitMs) break;
    plan.steps.push_back(step);
  }
  if (dice.percent(20)) plan.steps.push_back({100, Fault::KillHost, 0});
  return plan;
}

}  // namespace faults
