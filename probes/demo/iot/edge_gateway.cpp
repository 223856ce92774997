// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "probes/demo/iot/iot.hpp"
#include "probes/demo/scenario.hpp"

namespace rheo::demo::iot {
namespace {

constexpr std::uint64_t kDevices = 40;

struct Edge {
  Knob reorder, v2, diagnostics;
  Faults faults;

  /// One reading; version 2 nests the vibration, which maintenance cannot read.
  [[nodiscard]] std::string reading(std::uint64_t n, std::string_view device, int version) const {
    const std::uint64_t dice = faults.dice("reading", n);
    const auto celsius =
        static_cast<unsigned>(dice % 1000 < 20 ? 880 + dice % 90 : 420 + dice % 380);
    const auto vibration = static_cast<unsigned>((dice >> 32) % 1000 < 8 ? 90 : (dice >> 32) % 60);
    char text[320];
    const int size = std::snprintf(
        text, sizeof text,
        "{\"device\":\"%.*s\",\"seq\":%llu,\"line\":\"press-%u\",\"celsius\":%u.%u,%s%u.%u%s,"
        "\"rpm\":%u,\"firmware\":\"3.2.1\",\"quality\":\"good\"}",
        static_cast<int>(device.size()), device.data(),
        static_cast<unsigned long long>(n / kDevices), static_cast<unsigned>(n % 4), celsius / 10,
        celsius % 10, version < 2 ? "\"vibration\":" : "\"vibration\":{\"unit\":\"mm/s\",\"rms\":",
        vibration / 10, vibration % 10, version < 2 ? "" : "}",
        1400 + static_cast<unsigned>(dice >> 40) % 200);
    return {text, static_cast<std::size_t>(size)};
  }

  void make(Publisher& publisher, std::uint64_t n) const {
    const std::string device = numbered("dev", n % kDevices);
    const std::string id = std::to_string(n);
    const int version = v2.hits(id) ? 2 : 1;
    const std::string now = reading(n, device, version);
    Outgoing outgoing{now, device};
    outgoing.id = id;
    if (reorder.hits(id)) {
      const std::string next = reading(n + kDevices, device, version);
      Outgoing later = outgoing;
      later.payload = next;
      publisher.publishSwapped(kReading, outgoing, later);
    } else {
      publisher.publish(version < 2 ? kReading : kReadingV2, outgoing);
    }
    if (diagnostics.hits(id)) {
      const std::string report = JsonWriter()
                                     .text("device", device)
                                     .number("uptimeS", static_cast<std::int64_t>(n))
                                     .number("freeHeap", 48'120)
                                     .text("firmware", "3.2.1")
                                     .take();
      publisher.publish(kDiagnostics, {report, device});
    }
  }
};

std::string inject(Publisher& publisher, const Injection& injection, Context& published) {
  JsonObject command;
  std::string reason;
  if (!command.parse(injection.payload, reason)) return "the payload is no JSON object: " + reason;
  if (!command.isText("device")) return "'device' is missing: give the device's id as a string";
  if (!command.isNumber("celsius")) return "'celsius' is missing: give the temperature to reach";
  Outgoing outgoing{injection.payload, command.text("device")};
  outgoing.flags = injection.replay ? kMessageReplayed : kMessageInjected;
  published = publisher.publish(kSetTemperature, outgoing);
  return {};
}

}  // namespace

void installEdgeGateway(Host& host) {
  host.generate([edge = Edge{host.knob("edge-gateway.reorder"), host.knob("edge-gateway.v2"),
                             host.knob("edge-gateway.diagnostics"), host.config().faults}](
                    Publisher& publisher, std::uint64_t n) { edge.make(publisher, n); });
  host.injectable(kSetTemperature,
                  R"({"device":"dev-000007","celsius":55.0,"reason":"manual override"})",
                  [](Publisher& publisher, const Injection& injection, Context& published) {
                    return inject(publisher, injection, published);
                  });
}

}  // namespace rheo::demo::iot
