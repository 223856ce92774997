// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/bank/bank.hpp"

namespace rheo::demo::bank {
namespace {

constexpr std::uint32_t kDeadlineMs = 4'000;

Outcome requested(Handling& handling) {
  Saga saga = handling.saga(kTransfer);
  saga.started(kDeadlineMs);
  saga.stepStarted(kStepAccept);
  handling.work(2);
  saga.stepDone(kStepAccept);
  handling.publish(kDebit, aboutTransfer(handling).take());
  return Outcome::done();
}

Outcome debited(Handling& handling) {
  handling.work(1);
  handling.publish(kCredit, aboutTransfer(handling).take());
  return Outcome::done();
}

Outcome credited(Handling& handling) {
  handling.work(1);
  handling.publish(kPost, aboutTransfer(handling).take());
  return Outcome::done();
}

Outcome posted(Handling& handling) {
  handling.work(1);
  handling.publish(kCompleted, aboutTransfer(handling)
                                   .raw("entry", handling.body().raw("entry"))
                                   .text("status", "completed")
                                   .take());
  handling.saga(kTransfer).completed();
  return Outcome::done();
}

/// The target cannot take it: give the money back.
Outcome returned(Handling& handling) {
  handling.work(1);
  handling.publish(kRevert,
                   aboutTransfer(handling).raw("reason", handling.body().raw("reason")).take());
  return Outcome::done();
}

Outcome cancel(Handling& handling) {
  Saga saga = handling.saga(kTransfer);
  saga.compensating(kUndoCancel, kStepAccept);
  handling.work(1);
  saga.compensated(kUndoCancel, kStepAccept);
  handling.publish(kRejected, aboutTransfer(handling)
                                  .raw("reason", handling.body().raw("reason"))
                                  .text("status", "rejected")
                                  .take());
  saga.compensatedAll();
  return Outcome::done();
}

}  // namespace

void installTransfers(Host& host) {
  host.consume({"transfers",
                {{kRequested.topicName, requested},
                 {kDebited.topicName, debited},
                 {kCredited.topicName, credited},
                 {kPosted.topicName, posted},
                 {kCreditRejected.topicName, returned},
                 {kDebitRejected.topicName, cancel},
                 {kReverted.topicName, cancel}},
                2});
}

}  // namespace rheo::demo::bank
