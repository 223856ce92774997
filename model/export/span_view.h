// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/export/row_fields.h"
#include "model/json/json.h"

namespace rheo::exports {

enum class SpanKind : std::uint8_t { Internal = 1, Server, Client, Producer, Consumer };
/// "internal", "server", "client", "producer", "consumer".
std::string_view kindText(SpanKind kind);

/// A sighting as a span, for tools that know nothing else: what was published and what was handled
/// keep their span; other stages become spans without a length beside them. Attributes and links
/// become the span's own, as far as spans have them. The rheo.* tags carry everything, to the byte,
/// so that importing gives the sighting back.
struct SpanView {
  struct Tag {
    enum class Type : std::uint8_t { Text, Integer, Real, Bool };
    std::string key;
    std::string text;  ///< as JSON writes it, without the quotes of a text
    Type type = Type::Text;
  };
  struct Link {
    Id128 traceId;
    std::uint64_t spanId = 0;
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
  std::vector<Link> links;
};

/// Makes spans of sightings. One thread.
class SpanMaker {
 public:
  /// Views of `row` stay in the result.
  SpanView of(const store::EventRow& row);

 private:
  JsonParser m_parser;
};

}  // namespace rheo::exports
