// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "model/store/results.h"

namespace rheo::sample {

using store::Health;
using store::NodeKind;

constexpr TimeNs kNow = 1'700'000'000 * kSecond;

inline int addNode(store::Topology& topology, NodeKind kind, const std::string& name, double rate,
                   Health health = Health::Ok) {
  store::TopologyNode node;
  node.kind = kind;
  node.name = name;
  node.ratePerS = rate;
  node.count = static_cast<std::uint64_t>(rate * 60);
  node.health = health;
  node.p50Ns = kind == NodeKind::Service ? 31 * kMillisecond : -1;
  node.p99Ns = kind == NodeKind::Service ? 240 * kMillisecond : -1;
  node.lastSeenNs = kNow - 2 * kSecond;
  node.instances = 1;
  topology.nodes.push_back(node);
  return static_cast<int>(topology.nodes.size()) - 1;
}

inline store::TopologyEdge& addEdge(store::Topology& topology, int from, int to, double rate,
                                    Health health = Health::Ok) {
  store::TopologyEdge edge;
  edge.from = from;
  edge.to = to;
  edge.publish = topology.nodes[static_cast<std::size_t>(from)].kind == NodeKind::Service;
  if (topology.nodes[static_cast<std::size_t>(to)].kind == NodeKind::DeadLetterQueue) {
    edge.publish = false;
  }
  edge.subscription = edge.publish ? "" : topology.nodes[static_cast<std::size_t>(to)].name + ".v1";
  edge.ratePerS = rate;
  edge.count = static_cast<std::uint64_t>(rate * 60);
  edge.health = health;
  edge.p50Ns = 40 * kMillisecond;
  edge.p99Ns = 400 * kMillisecond;
  if (health != Health::Ok) edge.errors = edge.count / 12 + 1;
  topology.edges.push_back(edge);
  return topology.edges.back();
}

/// A shop: a cycle (failed payments go back to orders), a lagging consumer, a dead-letter queue, a
/// service that is gone and a topic that nobody reads.
inline store::Topology shop() {
  store::Topology t;
  t.range = {kNow - 60 * kSecond, kNow};
  const auto service = [&](const char* name, double rate, Health health = Health::Ok) {
    return addNode(t, NodeKind::Service, name, rate, health);
  };
  const auto topic = [&](const char* name, double rate) {
    return addNode(t, NodeKind::Topic, name, rate);
  };
  const int gateway = service("gateway", 412), orders = service("orders", 18);
  const int payments = service("payments", 402, Health::Warning);
  const int inventory = service("inventory", 391), fraud = service("fraud", 90, Health::Gone);
  const int shipping = service("shipping", 366), reader = service("read-model", 391);
  const int notifications = service("notifications", 740);
  const int placed = topic("orders.placed", 412), failed = topic("payments.failed", 18);
  const int paid = topic("payments.ok", 384), reserved = topic("stock.reserved", 391);
  const int promo = topic("promo.applied", 0.3);
  const int dlq = addNode(t, NodeKind::DeadLetterQueue, "orders.dlq", 0.05, Health::Error);
  t.nodes[static_cast<std::size_t>(dlq)].count = 3;
  t.nodes[static_cast<std::size_t>(promo)].unconsumed = 17;
  t.nodes[static_cast<std::size_t>(promo)].oldestUnconsumedNs = kNow - 240 * kSecond;
  addEdge(t, gateway, placed, 412);
  store::TopologyEdge& slow = addEdge(t, placed, payments, 402, Health::Warning);
  slow.lagEvents = 1204;
  slow.lagNs = 3'100 * kMillisecond;
  addEdge(t, placed, inventory, 391);
  addEdge(t, placed, fraud, 90);
  addEdge(t, payments, failed, 18, Health::Error);
  addEdge(t, payments, paid, 384);
  addEdge(t, inventory, reserved, 391);
  addEdge(t, paid, shipping, 384);
  addEdge(t, reserved, shipping, 366);
  addEdge(t, reserved, reader, 391);
  addEdge(t, failed, orders, 18, Health::Error);
  addEdge(t, orders, placed, 18);
  addEdge(t, paid, notifications, 384);
  addEdge(t, fraud, dlq, 0.05, Health::Error);
  addEdge(t, gateway, promo, 0.3);
  return t;
}

/// A large synthetic system: `services` services and about as many topics, `edges` edges.
inline store::Topology large(int services, int edges) {
  store::Topology t;
  t.range = {kNow - 60 * kSecond, kNow};
  for (int i = 0; i < services; ++i) {
    addNode(t, NodeKind::Service, "service-" + std::to_string(i), 50);
    addNode(t, NodeKind::Topic, "topic-" + std::to_string(i), 50);
  }
  std::uint32_t state = 12345;
  const auto next = [&](int bound) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 8) % static_cast<std::uint32_t>(bound));
  };
  for (int i = 0; i < services; ++i) addEdge(t, 2 * i, 2 * i + 1, 20);
  for (int i = services; i < edges; ++i) {
    const int topic = next(services);
    // Mostly downstream, now and then back.
    const int reader =
        next(12) == 0 ? next(services) : std::min(services - 1, topic + 1 + next(services / 8 + 1));
    addEdge(t, 2 * topic + 1, 2 * reader, 20);
  }
  return t;
}

}  // namespace rheo::sample
