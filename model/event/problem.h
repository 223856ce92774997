// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/base/ids.h"
#include "model/base/time.h"

namespace rheo {

enum class ProblemKind : std::uint8_t {
  Failure = 1,
  DeadLetter,
  Duplicate,
  OutOfOrder,
  Unconsumed,
  StuckSaga,
  SchemaViolation,
  BreakingChange,
  SlowConsumer,
  ClockSkew,
  Gap,
  TraceFault,  ///< spans of an imported trace that make no tree, or have no time
  SagaFailed
};
/// lowerCamel: "failure", "deadLetter", "outOfOrder", "stuckSaga", ...
std::string_view problemKindName(ProblemKind kind);

enum class Severity : std::uint8_t { Chat = 0, Note = 1, Warning = 2, Error = 3 };
std::string_view severityName(Severity severity);
Severity severityOf(ProblemKind kind);

/// What the expert found: `count` occurrences in one second of one place.
struct Problem {
  std::int64_t id = 0;
  ProblemKind kind = ProblemKind::Failure;
  Severity severity = Severity::Note;
  TimeNs timeNs = 0;  ///< of the first occurrence
  std::uint64_t count = 1;
  std::string service;
  std::string topic;
  std::string subscription;
  std::string type;
  std::string
      detail;     ///< error type, saga "Type key", step: what tells two problems of a kind apart
  Id128 eventId;  ///< an event to open; null if none
  std::int64_t sagaId = 0;
};

}  // namespace rheo
