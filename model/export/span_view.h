// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/export/row_fields.h"

namespace rheo::exports {

enum class SpanKind : std::uint8_t { Internal = 1, Server, Client, Producer, Consumer };

/// A sighting as a span, for tools that know nothing else: what was published and what was handled
/// keep their span; other stages become spans without a length beside them. The rheo.* tags carry
/// everything, so that importing gives the sighting back.
struct SpanView {
  struct Tag {
    std::string key;
    std::string text;
    bool isNumber = false;
  };
  Id128 traceId;
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  SpanKind kind = SpanKind::Internal;
  std::string name;
  std::string_view service;
  std::string_view instance;
  TimeNs startNs = 0;
  TimeNs endNs = 0;
  bool isError = false;
  std::vector<Tag> tags;
};

/// Views of `row` stay in the result.
SpanView spanOf(const store::EventRow& row);

}  // namespace rheo::exports
