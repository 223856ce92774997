// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace rheo {

/// What a service saw happen to an event, or to a saga. Values are on the wire and in files: never
/// renumber.
enum class Stage : std::uint8_t {
  Published = 1,
  Received = 2,
  Processed = 3,
  Failed = 4,        ///< an attempt ended in an error; a retry or a dead letter may follow
  Retried = 5,       ///< the consumer scheduled another attempt
  DeadLettered = 6,  ///< the consumer gave up and moved the event to a dead-letter queue
  Expired = 7,
  SagaStarted = 16,
  StepStarted = 17,
  StepDone = 18,
  StepFailed = 19,
  Compensating = 20,  ///< a compensation began; `undoes` names the step it undoes
  Compensated = 21,   ///< that compensation is done
  SagaCompleted = 22,
  SagaCompensated = 23,
  SagaFailed = 24,
  SagaTimedOut = 25,
};

enum class Kind : std::uint8_t { Event = 0, Command = 1, Query = 2, Reply = 3 };

/// Bits of TraceEvent::flags. The low byte is said by the probe, the high byte is found on ingest.
enum Flag : std::uint16_t {
  kInjected = 1 << 0,
  kReplayed = 1 << 1,
  kPayloadTruncated = 1 << 2,
  kRedacted = 1 << 3,
  kDuplicate = 1 << 8,
  kOutOfOrder = 1 << 9,
};

/// True for the stages that end one attempt of one hop: processed, failed, deadLettered, expired.
/// A hop row exists for exactly these sightings.
constexpr bool endsHop(Stage s) {
  return s == Stage::Processed || s == Stage::Failed || s == Stage::DeadLettered ||
         s == Stage::Expired;
}
constexpr bool isSagaStage(Stage s) {
  return s >= Stage::SagaStarted;
}
constexpr bool isError(Stage s) {
  return s == Stage::Failed || s == Stage::DeadLettered || s == Stage::Expired ||
         s == Stage::StepFailed || s == Stage::SagaFailed || s == Stage::SagaTimedOut;
}

/// lowerCamel names, as in the filter language, SQL and exports: "published", "deadLettered",
/// "sagaStarted".
std::string_view stageName(Stage stage);
std::optional<Stage> stageFromName(std::string_view name);
std::string_view kindName(Kind kind);
std::optional<Kind> kindFromName(std::string_view name);

}  // namespace rheo
