// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/fresh_ids.hpp"
#include "probes/demo/scenario.hpp"
#include "probes/demo/shop/order.hpp"
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

constexpr std::uint64_t kQueryEvery = 10;
constexpr std::uint64_t kQueryBehind = 20;  ///< asks for an order placed so many orders ago

Context place(Publisher& publisher, const std::string& id, std::string_view payload, int version,
              std::uint8_t flags) {
  Outgoing order{payload, id, kFulfilment.text(), id};
  order.flags = flags;
  return publisher.publish(version < 2 ? kOrderPlaced : kOrderPlacedV2, order);
}

void ask(Publisher& publisher, std::uint64_t n) {
  const std::string id = numbered("ord", n);
  const std::string query =
      JsonWriter().text("orderId", id).text("want", "status").text("client", "web").take();
  publisher.publish(kOrderQuery, {query, id});
}

std::string inject(FreshIds& ids, Publisher& publisher, const Injection& injection,
                   Context& published) {
  std::string reason = whatIsMissing(injection.payload);
  if (!reason.empty()) return reason;
  JsonObject order;
  order.parse(injection.payload, reason);
  const std::string id = ids.choose(order.text("orderId"));
  const int version = order.isObject("customer") ? 2 : 1;
  const std::uint8_t flags = injection.replay ? kMessageReplayed : kMessageInjected;
  published = place(publisher, id, order.with("orderId", id), version, flags);
  return {};
}

}  // namespace

void installGateway(Host& host) {
  host.consume({"gateway", {{kOrderStatus.topicName, [](Handling& handling) {
                               handling.work(0.5);
                               return Outcome::done();
                             }}}});
  host.generate([&host, v2 = host.knob("gateway.v2")](Publisher& publisher, std::uint64_t n) {
    const std::string id = numbered("ord", n);
    const int version = v2.hits(id) ? 2 : 1;
    place(publisher, id, makeOrder(host.config().faults, n, id, version), version, 0);
    if (n >= kQueryBehind && n % kQueryEvery == 0) ask(publisher, n - kQueryBehind);
  });
  host.injectable(kOrderPlaced, exampleOrder(),
                  [ids = FreshIds("ord")](Publisher& publisher, const Injection& injection,
                                          Context& published) mutable {
                    return inject(ids, publisher, injection, published);
                  });
}

}  // namespace rheo::demo::shop
