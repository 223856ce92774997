// SPDX-License-Identifier: Apache-2.0
#include <rheo/probe.hpp>

bool headersWork();

int main() {
  static const rheo::Topic topic("orders.placed");
  static const rheo::EventType type("OrderPlaced", 1);
  rheo::Config config = rheo::Config::fromEnvironment("consumer");
  config.exitDeadlineMs = 1;
  rheo::Probe probe(config);
  const rheo::Context context = probe.published(topic, type, "{}");
  const bool emitted = !context.eventId.isNull() && probe.stats().emitted == 1;
  return probe.enabled() && emitted && headersWork() ? 0 : 1;
}
