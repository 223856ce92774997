// SPDX-License-Identifier: Apache-2.0
#include "tests/tools/trace_maker.h"

namespace rheo::test {
namespace {

enum Service : std::size_t { kGateway, kOrders, kStock, kPayments, kShipping };
enum Kind { kInternal = 1, kServer, kClient, kProducer, kConsumer };

void http(MadeSpan& span, std::string_view method, std::string_view route, std::string peer) {
  span.tags.push_back({"http.request.method", std::string(method)});
  span.tags.push_back({"http.route", std::string(route)});
  span.tags.push_back({"http.response.status_code", span.failed ? "503" : "200", true});
  span.tags.push_back({"url.scheme", "http"});
  span.tags.push_back({"server.address", std::move(peer)});
  span.tags.push_back({"server.port", "8080", true});
  span.tags.push_back({"network.protocol.version", "1.1"});
}

void messaging(MadeSpan& span, std::string_view topic, std::string_view operation,
               const std::string& message, const std::string& key) {
  span.tags.push_back({"messaging.system", "kafka"});
  span.tags.push_back({"messaging.destination.name", std::string(topic)});
  span.tags.push_back({"messaging.operation.type", std::string(operation)});
  span.tags.push_back({"messaging.message.id", message});
  span.tags.push_back({"messaging.kafka.message.key", key});
  span.tags.push_back({"messaging.message.body.size", "384", true});
  span.tags.push_back({"messaging.destination.partition.id", "3"});
}

}  // namespace

MadeSpan& TraceMaker::add(Batch& batch, std::size_t service, int kind, std::string_view name,
                          std::uint64_t parent, std::uint64_t fromUs, std::uint64_t lastsUs) {
  MadeSpan& span = batch[service].emplace_back();
  span.traceId = m_trace;
  span.spanId = m_random() | 1;
  span.parentSpanId = parent;
  span.kind = kind;
  span.name = name;
  span.startNs = m_nowNs + fromUs * 1000 + m_random() % 1000;
  span.endNs = span.startNs + lastsUs * 1000 + m_random() % 1000;
  return span;
}

void TraceMaker::trace(Batch& batch) {
  m_nowNs += m_stepNs;
  m_trace = {m_random(), m_random()};
  const std::string order = "order-" + std::to_string(m_random() % 1'000'000);
  const std::string placed = std::to_string(m_random()), paid = std::to_string(m_random());
  MadeSpan& post = add(batch, kGateway, kServer, "POST /orders", 0, 0, 9000);
  http(post, "POST", "/orders", "shop.example");
  const std::uint64_t root = post.spanId;
  MadeSpan& call = add(batch, kGateway, kClient, "POST", root, 200, 8000);
  http(call, "POST", "/v1/orders", "orders");
  const std::uint64_t calling = call.spanId;
  MadeSpan& create = add(batch, kOrders, kServer, "POST /v1/orders", calling, 500, 7000);
  http(create, "POST", "/v1/orders", "orders");
  const std::uint64_t creating = create.spanId;
  MadeSpan& check = add(batch, kOrders, kInternal, "validate", creating, 700, 300);
  check.tags.push_back({"order.id", order});
  check.tags.push_back({"order.lines", std::to_string(1 + m_random() % 9), true});
  check.tags.push_back({"thread.name", "worker-7"});
  MadeSpan& publish = add(batch, kOrders, kProducer, "orders publish", creating, 1500, 400);
  messaging(publish, "orders", "send", placed, order);
  const std::uint64_t publishing = publish.spanId;
  MadeSpan& reserve = add(batch, kStock, kConsumer, "orders process", publishing, 3000, 1200);
  messaging(reserve, "orders", "process", placed, order);
  reserve.tags.push_back({"messaging.consumer.group.name", "stock"});
  MadeSpan& charge = add(batch, kPayments, kConsumer, "orders process", publishing, 3500, 6000);
  charge.failed = m_random() % 64 == 0;
  messaging(charge, "orders", "process", placed, order);
  charge.tags.push_back({"messaging.consumer.group.name", "payments"});
  if (charge.failed) charge.tags.push_back({"error.type", "card_declined"});
  MadeSpan& ship = add(batch, kShipping, kProducer, "shipments publish", charge.spanId, 8000, 300);
  messaging(ship, "shipments", "send", paid, order);
}

TraceMaker::Batch TraceMaker::next(std::size_t traces) {
  Batch batch;
  for (std::size_t i = 0; i < traces; ++i) trace(batch);
  return batch;
}

}  // namespace rheo::test
