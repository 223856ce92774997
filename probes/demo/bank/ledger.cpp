// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/bank/bank.hpp"

namespace rheo::demo::bank {
namespace {

const ErrorType kUnbalanced{"unbalanced_entries"};

Outcome post(Handling& handling, const Knob& poison, const Knob& stuck) {
  const std::string_view transfer = handling.message().key;
  Saga saga = handling.saga(kTransfer);
  saga.stepStarted(kStepPost, static_cast<std::uint16_t>(handling.attempt()));
  handling.work(5);
  if (poison.hits(transfer)) {
    if (handling.lastAttempt()) {
      saga.stepFailed(kStepPost, kUnbalanced);
      saga.failed(kUnbalanced);
    }
    return Outcome::retryOn(kUnbalanced);
  }
  // Waits for a clearing house that never answers.
  if (stuck.hits(transfer)) return Outcome::done();
  saga.stepDone(kStepPost);
  handling.publish(kPosted,
                   aboutTransfer(handling).text("entry", "gl-" + std::string(transfer)).take());
  return Outcome::done();
}

}  // namespace

void installLedger(Host& host) {
  host.consume(
      {"ledger",
       {{kPost.topicName, [poison = host.knob("ledger.poison"), stuck = host.knob("ledger.stuck")](
                              Handling& handling) { return post(handling, poison, stuck); }}}});
}

}  // namespace rheo::demo::bank
