// SPDX-License-Identifier: Apache-2.0
#include "session/canary_host.h"

#include "rheo/probe.hpp"

using namespace rheo;

namespace test {
namespace {

/// Everything a service may say of an event carries the canary; "order" alone may leave.
void publish(Probe& probe) {
  const Topic topic("orders");
  const EventType type("OrderPlaced", 1);
  const Subscription subscription("mail");
  for (std::uint64_t i = 0; i < kCanaryEvents; ++i) {
    const std::string json = R"({"order":"visible-)" + std::to_string(i) + R"(","card":")" +
                             kCanary + R"(","who":{"mail":")" + kCanary + R"("},"list":[")" +
                             kCanary + R"("]})";
    const std::string attributes = R"({"tenant":")" + kCanary + R"("})";
    EventOptions options;
    options.key = kCanary;
    options.attributes = i % 2 == 0 ? std::string_view(attributes) : std::string_view(kCanary);
    options.sagaKey = kCanary;
    Incoming incoming;
    incoming.context = probe.published(topic, type, json, options);
    // Neither JSON: plain text, and a document cut in its middle.
    incoming.payload =
        i % 2 == 0 ? std::string_view(kCanary) : std::string_view(json).substr(0, 60);
    incoming.key = kCanary;
    Processing handling(probe, topic, type, subscription, incoming);
  }
  Saga(probe, SagaType("Order"), kCanary).started();
}

}  // namespace

std::uint64_t canaryHost(const std::string& endpoint, bool redact) {
  Config config;
  config.service = "orders";
  config.endpoint = endpoint;
  config.redact = redact;
  config.allowFields = "order";
  Probe probe(config);
  publish(probe);
  probe.flush(20'000);
  const ProbeStats stats = probe.stats();
  return stats.emitted - stats.acked;
}

}  // namespace test
