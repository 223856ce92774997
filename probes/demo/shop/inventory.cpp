// SPDX-License-Identifier: Apache-2.0
#include <unordered_map>

#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

const ErrorType kLockTimeout{"row_lock_timeout"};
const ErrorType kOutOfStock{"out_of_stock"};
constexpr int kFullShelf = 500;
constexpr std::size_t kMaxSkus = 1'000;

struct Inventory {
  Knob failure, rejected, reorder;
  std::unordered_map<std::string, int> shelf = {};

  std::string level(const std::string& sku) {
    if (shelf.size() > kMaxSkus) shelf.clear();
    int& left = shelf.try_emplace(sku, kFullShelf).first->second;
    left = left > 0 ? left - 1 : kFullShelf;
    return JsonWriter().text("sku", sku).number("available", left).text("site", "ams-1").take();
  }

  void tellLevel(Handling& handling) {
    const std::string_view first = firstText(handling.body().raw("items"), "sku");
    const std::string sku(first.empty() ? "UNKNOWN" : first);
    const std::string now = level(sku);
    Outgoing change{now, sku};
    change.id = handling.message().key;
    change.flags = handling.message().flags;
    if (!reorder.hits(handling.message().key)) {
      handling.publisher().publish(kStockLevel, change);
      return;
    }
    // Two changes of one shelf, sent the wrong way round.
    const std::string next = level(sku);
    Outgoing later = change;
    later.payload = next;
    handling.publisher().publishSwapped(kStockLevel, change, later);
  }
};

Outcome reserve(Handling& handling, Inventory& inventory) {
  const std::string_view order = handling.message().key;
  Saga saga = handling.saga(kFulfilment);
  saga.stepStarted(kStepReserveStock, static_cast<std::uint16_t>(handling.attempt()));
  handling.work(2);
  if (inventory.failure.hitsAttempt(order, handling.attempt())) {
    return Outcome::retryOn(kLockTimeout);
  }
  if (inventory.rejected.hits(order)) {
    saga.stepFailed(kStepReserveStock, kOutOfStock);
    handling.publish(kStockRejected, aboutOrder(handling).text("reason", "out_of_stock").take());
    return Outcome::done();
  }
  saga.stepDone(kStepReserveStock);
  handling.publish(kStockReserved, aboutOrder(handling)
                                       .text("reservationId", "res-" + std::string(order))
                                       .text("site", "ams-1")
                                       .take());
  inventory.tellLevel(handling);
  return Outcome::done();
}

Outcome release(Handling& handling) {
  Saga saga = handling.saga(kFulfilment);
  saga.compensating(kUndoReleaseStock, kStepReserveStock);
  handling.work(2);
  saga.compensated(kUndoReleaseStock, kStepReserveStock);
  handling.publish(kStockReleased,
                   aboutOrder(handling).raw("reason", handling.body().raw("reason")).take());
  return Outcome::done();
}

}  // namespace

void installInventory(Host& host) {
  // One thread: the levels of a SKU leave in order, except where the fault says otherwise.
  Inventory inventory{host.knob("inventory.failure"), host.knob("inventory.rejected"),
                      host.knob("inventory.reorder")};
  host.consume({"inventory",
                {{kReserveStock.topicName,
                  [inventory](Handling& handling) mutable { return reserve(handling, inventory); }},
                 {kReleaseStock.topicName, release}}});
}

}  // namespace rheo::demo::shop
