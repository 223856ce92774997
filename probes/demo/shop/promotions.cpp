// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

Outcome consider(Handling& handling, const Knob& applied) {
  const JsonObject& order = handling.body();
  handling.work(1);
  // Written for version 1, where the customer is a string: version 2 cannot be read here.
  if (!order.isText("customer")) return Outcome::giveUp(kSchemaViolation);
  if (applied.hits(handling.message().key)) {
    handling.publish(kPromoApplied, aboutOrder(handling)
                                        .text("promotion", "WELCOME10")
                                        .cents("discount", order.cents("total") / 10)
                                        .take());
  }
  return Outcome::done();
}

Outcome level(Handling& handling) {
  handling.work(0.3);
  return Outcome::done();
}

}  // namespace

void installPromotions(Host& host) {
  host.consume(
      {"promotions",
       {{kOrderPlaced.topicName, [applied = host.knob("promotions.applied")](
                                     Handling& handling) { return consider(handling, applied); }},
        {kStockLevel.topicName, level}}});
}

}  // namespace rheo::demo::shop
