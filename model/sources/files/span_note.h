// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/base/name_table.h"
#include "model/sources/files/span.h"
#include "model/sources/files/span_facts.h"

namespace rheo::files {

/// What is wrong with a span, told from itself.
constexpr std::uint8_t kUntimed = 1;
constexpr std::uint8_t kBackwards = 2;
constexpr std::uint8_t kTimeless = 4;  ///< ends when it starts
constexpr std::uint8_t kTwice = 8;     ///< another one has its id
constexpr std::uint8_t kOtherRoot = 16;

/// A span on its way to sightings: what it says, without knowing the others yet. Texts live in the
/// window that it waits in.
struct SpanNote {
  Id128 traceId;
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  TimeNs startNs = 0;
  TimeNs endNs = 0;
  std::uint64_t messageKey = 0;  ///< hash of destination and message id; 0 = none
  Role role = Role::Local;
  std::uint8_t faults = 0;  ///< kUntimed, kBackwards, ...
  std::uint16_t attempt = 1;
  std::uint32_t size = 0;
  std::uint32_t session = 0;
  std::uint32_t cutTags = 0;     ///< tags that were left out: too long
  std::uint32_t generation = 0;  ///< of the window's texts
  Name service = 0;
  Name instance = 0;
  Name topic = 0;
  Name type = 0;
  Name subscription = 0;
  Name errorType = 0;
  Name peer = 0;
  std::string_view key;
  std::string_view attributes;
  std::vector<SpanLink> links;
};

}  // namespace rheo::files
