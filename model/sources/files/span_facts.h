// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "model/sources/files/span.h"

namespace rheo::files {

/// What a span is in an event-driven system.
enum class Role : std::uint8_t { Local, Publish, Receive, Process, Client, Server };

/// What the tags say, in whichever spelling: OpenTelemetry's messaging conventions of all ages, and
/// what Jaeger's and Zipkin's clients wrote before them.
struct SpanFacts {
  Role role = Role::Local;
  std::string_view destination;
  std::string_view subscription;
  std::string_view messageId;
  std::string_view type;
  std::string_view key;
  std::string_view errorType;
  std::string_view peer;  ///< who a client calls, as far as it knows
  std::uint16_t attempt = 1;
  std::uint32_t size = 0;
  bool isOurs = false;  ///< an exported sighting: it has rheo.* tags
};

SpanFacts factsOf(const Span& span);

/// Which of these facts a tag of that name tells; null for none of them.
const TagMeaning* meaningOf(std::string_view name);

}  // namespace rheo::files
