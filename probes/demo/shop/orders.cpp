// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

const ErrorType kConflict{"version_conflict"};
constexpr std::uint32_t kDeadlineMs = 5'000;

Outcome placed(Handling& handling, const Knob& failure) {
  if (failure.hitsAttempt(handling.message().key, handling.attempt())) {
    return Outcome::retryOn(kConflict);
  }
  Saga saga = handling.saga(kFulfilment);
  saga.started(kDeadlineMs);
  saga.stepStarted(kStepPlaceOrder);
  handling.work(2);
  saga.stepDone(kStepPlaceOrder);
  const JsonObject& order = handling.body();
  handling.publish(kReserveStock, aboutOrder(handling).raw("items", order.raw("items")).take());
  return Outcome::done();
}

/// The next command of the saga, for the same order.
Outcome forward(Handling& handling, const Channel& command) {
  handling.work(1);
  handling.publish(command, aboutOrder(handling).take());
  return Outcome::done();
}

/// A step was refused: undo the one before it.
Outcome undo(Handling& handling, const Channel& command) {
  handling.work(1);
  handling.publish(command,
                   aboutOrder(handling).raw("reason", handling.body().raw("reason")).take());
  return Outcome::done();
}

void mail(Handling& handling, std::string_view letter) {
  handling.publish(kSendEmail,
                   aboutOrder(handling).text("template", letter).text("locale", "en_GB").take());
}

Outcome confirm(Handling& handling) {
  handling.work(1);
  handling.publish(kOrderConfirmed, aboutOrder(handling)
                                        .raw("trackingId", handling.body().raw("trackingId"))
                                        .text("status", "confirmed")
                                        .take());
  mail(handling, "confirmation");
  return Outcome::done();
}

Outcome cancel(Handling& handling) {
  Saga saga = handling.saga(kFulfilment);
  saga.compensating(kUndoCancelOrder, kStepPlaceOrder);
  handling.work(1.5);
  saga.compensated(kUndoCancelOrder, kStepPlaceOrder);
  handling.publish(kOrderCancelled, aboutOrder(handling)
                                        .raw("reason", handling.body().raw("reason"))
                                        .text("status", "cancelled")
                                        .take());
  saga.compensatedAll();
  mail(handling, "cancellation");
  return Outcome::done();
}

Outcome mailed(Handling& handling) {
  handling.work(0.5);
  if (handling.body().text("template") == "confirmation") handling.saga(kFulfilment).completed();
  return Outcome::done();
}

}  // namespace

JsonWriter aboutOrder(Handling& handling) {
  JsonWriter out;
  const JsonObject& order = handling.body();
  out.text("orderId", handling.message().key);
  for (const char* member : {"customer", "currency", "total"}) {
    if (!order.raw(member).empty()) out.raw(member, order.raw(member));
  }
  return out;
}

void installOrders(Host& host) {
  const auto to = [](Outcome (*next)(Handling&, const Channel&), const Channel& channel) {
    return [next, &channel](Handling& handling) { return next(handling, channel); };
  };
  host.consume(
      {"orders",
       {{kOrderPlaced.topicName, [failure = host.knob("orders.failure")](
                                     Handling& handling) { return placed(handling, failure); }},
        {kStockReserved.topicName, to(forward, kChargeCard)},
        {kPaymentOk.topicName, to(forward, kBookShipment)},
        {kShipmentBooked.topicName, confirm},
        {kEmailSent.topicName, mailed},
        {kStockRejected.topicName, cancel},
        {kPaymentFailed.topicName, to(undo, kReleaseStock)},
        {kShipmentRejected.topicName, to(undo, kRefundCard)},
        {kPaymentRefunded.topicName, to(undo, kReleaseStock)},
        {kStockReleased.topicName, cancel}},
       6});
}

}  // namespace rheo::demo::shop
