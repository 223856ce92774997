// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/iot/iot.hpp"

namespace rheo::demo::iot {
namespace {

const ErrorType kSchemaViolation{"schema_violation"};
const ErrorType kNoAnswer{"device_no_answer"};
const ErrorType kInterlock{"safety_interlock"};
constexpr std::uint16_t kBulk = 256;  ///< prefetch where there are many, small messages
constexpr double kHotCelsius = 85;
constexpr double kShaking = 8;

Outcome note(Handling& handling) {
  handling.work(0.2);
  return Outcome::done();
}

Outcome cool(Handling& handling) {
  handling.work(0.1);
  const JsonObject& reading = handling.body();
  if (reading.number("celsius") > kHotCelsius) {
    handling.publish(kSetTemperature, JsonWriter()
                                          .raw("device", reading.raw("device"))
                                          .cents("celsius", 6'000)
                                          .raw("measured", reading.raw("celsius"))
                                          .raw("seq", reading.raw("seq"))
                                          .text("reason", "over_temperature")
                                          .take());
  }
  return Outcome::done();
}

Outcome plan(Handling& handling) {
  handling.work(1);
  handling.publish(kWorkOrder, JsonWriter()
                                   .text("device", handling.message().key)
                                   .text("task", "inspect_bearing")
                                   .text("priority", "high")
                                   .take());
  return Outcome::done();
}

Outcome act(Handling& handling, const Knob& failure, const Knob& poison) {
  // A device gets many commands: the reading that caused this one tells them apart.
  const JsonObject& command = handling.body();
  const std::string id =
      std::string(handling.message().key) + '/' + std::string(command.raw("seq"));
  handling.work(8);
  if (poison.hits(id)) return Outcome::retryOn(kInterlock);
  if (failure.hitsAttempt(id, handling.attempt())) return Outcome::retryOn(kNoAnswer);
  handling.publish(kDone, JsonWriter()
                              .raw("device", command.raw("device"))
                              .raw("celsius", command.raw("celsius"))
                              .text("result", "applied")
                              .take());
  return Outcome::done();
}

Outcome inspect(Handling& handling) {
  handling.work(0.2);
  const JsonObject& reading = handling.body();
  if (!reading.isNumber("vibration")) return Outcome::giveUp(kSchemaViolation);
  if (reading.number("vibration") > kShaking) {
    handling.publish(kAlert, JsonWriter()
                                 .raw("device", reading.raw("device"))
                                 .raw("vibration", reading.raw("vibration"))
                                 .text("part", "bearing")
                                 .text("severity", "warning")
                                 .take());
  }
  return Outcome::done();
}

}  // namespace

void installTelemetry(Host& host) {
  host.consume({"telemetry", {{kReading.topicName, note}}, 1, kBulk});
}

void installAutomation(Host& host) {
  host.consume({"automation",
                {{kReading.topicName, cool}, {kDone.topicName, note}, {kAlert.topicName, plan}},
                1,
                kBulk});
}

void installActuators(Host& host) {
  host.consume(
      {"actuators",
       {{kSetTemperature.topicName,
         [failure = host.knob("actuators.failure"), poison = host.knob("actuators.poison")](
             Handling& handling) { return act(handling, failure, poison); }}},
       2});
}

void installMaintenance(Host& host) {
  host.consume(
      {"maintenance", {{kReading.topicName, inspect}, {kWorkOrder.topicName, note}}, 1, kBulk});
}

}  // namespace rheo::demo::iot
