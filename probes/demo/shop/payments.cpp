// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/hash.hpp"
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

const ErrorType kTimeout{"gateway_timeout"};
const ErrorType kUnreachable{"gateway_unreachable"};
const ErrorType kDeclined{"card_declined"};

struct Knobs {
  Knob failure, poison, declined;
};

double chargeMs(std::string_view order) {
  return 4 + 12 * unit(hashText(11, order));
}

Outcome charge(Handling& handling, const Knobs& knobs) {
  const std::string_view order = handling.message().key;
  Saga saga = handling.saga(kFulfilment);
  saga.stepStarted(kStepChargeCard, static_cast<std::uint16_t>(handling.attempt()));
  handling.work(chargeMs(order));
  if (knobs.poison.hits(order)) {
    if (handling.lastAttempt()) {
      saga.stepFailed(kStepChargeCard, kUnreachable);
      saga.failed(kUnreachable);
    }
    return Outcome::retryOn(kUnreachable);
  }
  if (knobs.failure.hitsAttempt(order, handling.attempt())) return Outcome::retryOn(kTimeout);
  if (knobs.declined.hits(order)) {
    saga.stepFailed(kStepChargeCard, kDeclined);
    handling.publish(kPaymentFailed, aboutOrder(handling).text("reason", "card_declined").take());
    return Outcome::done();
  }
  saga.stepDone(kStepChargeCard);
  handling.publish(kPaymentOk, aboutOrder(handling)
                                   .text("paymentId", "pay-" + std::string(order))
                                   .text("method", "card")
                                   .take());
  return Outcome::done();
}

Outcome refund(Handling& handling) {
  Saga saga = handling.saga(kFulfilment);
  saga.compensating(kUndoRefundCard, kStepChargeCard);
  handling.work(chargeMs(handling.message().key) / 2);
  saga.compensated(kUndoRefundCard, kStepChargeCard);
  handling.publish(kPaymentRefunded,
                   aboutOrder(handling).raw("reason", handling.body().raw("reason")).take());
  return Outcome::done();
}

}  // namespace

void installPayments(Host& host) {
  const Knobs knobs{host.knob("payments.failure"), host.knob("payments.poison"),
                    host.knob("payments.declined")};
  host.consume(
      {"payments",
       {{kChargeCard.topicName, [knobs](Handling& handling) { return charge(handling, knobs); }},
        {kRefundCard.topicName, refund}},
       4});
}

}  // namespace rheo::demo::shop
