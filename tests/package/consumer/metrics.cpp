// SPDX-License-Identifier: Apache-2.0
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <rheo/probe_metrics.hpp>

int main() {
  rheo::Config config = rheo::Config::fromEnvironment("consumer");
  config.exitDeadlineMs = 1;
  rheo::Probe probe(config);
  const auto registry = std::make_shared<prometheus::Registry>();
  rheo::MeteredProbe metered(probe, registry);
  metered.published(rheo::Topic("orders.placed"), rheo::EventType("OrderPlaced", 1), "{}");
  const std::string text = prometheus::TextSerializer().Serialize(metered.collectable()->Collect());
  return text.find("outcome=\"published\"") != std::string::npos ? 0 : 1;
}
