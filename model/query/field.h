// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace rheo::query {

/// Every field of a sighting that a filter can ask for, in the order completions offer them.
enum class Field : std::uint8_t {
  Topic,
  Type,
  Service,
  Instance,
  Subscription,
  Producer,
  Stage,
  Kind,
  Key,
  Error,
  DeadLetterTopic,
  Saga,
  SagaKey,
  Step,
  Undoes,
  Attempt,
  Version,
  Size,
  Latency,
  Publish,
  Wait,
  Processing,  // parts of the hop; defined on sightings that end a hop
  Time,
  Event,
  Trace,
  Span,
  Parent,
  Cause,
  Session,
  Failed,
  Duplicate,
  OutOfOrder,
  Injected,
  Replayed,
  Truncated,  // flags: true or false, used bare
  Payload,    // with a path: payload.total; bare: the text
  Attributes,
};

/// How a field's values are written and compared. Name fields are interned codes of the recording.
enum class FieldKind : std::uint8_t { Name, Text, Number, Duration, Size, Time, Id, Flag, Payload };

struct FieldInfo {
  Field field;
  std::string_view name;  ///< as written, lowerCamel
  FieldKind kind;
  std::string_view help;  ///< one sentence
};

std::span<const FieldInfo> fields();
std::optional<FieldInfo> fieldFromName(std::string_view name);
const FieldInfo& infoOf(Field field);

}  // namespace rheo::query
