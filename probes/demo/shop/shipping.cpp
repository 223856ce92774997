// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/hash.hpp"
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

const ErrorType kNoCarrier{"no_carrier"};

Outcome book(Handling& handling, const Knob& rejected, const Knob& stuck) {
  const std::string_view order = handling.message().key;
  Saga saga = handling.saga(kFulfilment);
  saga.stepStarted(kStepBookShipment);
  handling.work(6 + 10 * unit(hashText(12, order)));
  // The carrier took the request and never answers: nothing else happens to this order.
  if (stuck.hits(order)) return Outcome::done();
  if (rejected.hits(order)) {
    saga.stepFailed(kStepBookShipment, kNoCarrier);
    handling.publish(kShipmentRejected, aboutOrder(handling).text("reason", "no_carrier").take());
    return Outcome::done();
  }
  saga.stepDone(kStepBookShipment);
  handling.publish(kShipmentBooked, aboutOrder(handling)
                                        .text("carrier", "PostNord")
                                        .text("trackingId", "trk-" + std::string(order))
                                        .text("status", "booked")
                                        .take());
  return Outcome::done();
}

}  // namespace

void installShipping(Host& host) {
  host.consume({"shipping",
                {{kBookShipment.topicName,
                  [rejected = host.knob("shipping.rejected"), stuck = host.knob("shipping.stuck")](
                      Handling& handling) { return book(handling, rejected, stuck); }}},
                8});
}

}  // namespace rheo::demo::shop
