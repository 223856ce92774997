// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/ids.h"
#include "model/base/time.h"

namespace rheo::files {

enum class SpanKind : std::uint8_t { Unsaid, Internal, Server, Client, Producer, Consumer };

struct SpanLink {
  Id128 traceId;
  std::uint64_t spanId = 0;
};

struct TagMeaning;

/// What was found out of a tag when it came before.
struct KnownTag {
  std::string_view json;                ///< the member: name, colon, value
  const TagMeaning* meaning = nullptr;  ///< as meaningOf() says
};

/// One tag of a span, in the spelling of its producer.
struct Attribute {
  enum class Type : std::uint8_t { Text, Json };
  std::string_view key;
  std::string_view value;  ///< the text, or JSON: a number, true, an array, ...
  Type type = Type::Text;
  const KnownTag* known = nullptr;  ///< null when it must be found out
};

/// What every span format boils down to. Texts point into the reader's document: valid during the
/// call that hands the span over.
struct Span {
  Id128 traceId;
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  /// Zipkin: client and server share the span id; the server's half has this set.
  bool shared = false;
  SpanKind kind = SpanKind::Unsaid;
  bool isError = false;
  TimeNs startNs = 0;  ///< 0 unknown
  TimeNs endNs = 0;
  std::string_view name;
  std::string_view service;
  std::string_view instance;
  std::string_view statusMessage;
  std::string_view peerService;  ///< who is at the other end, if the format says so
  std::string_view scope;        ///< instrumentation scope
  std::string_view eventsJson;   ///< span events as a JSON array, or empty
  std::vector<Attribute> attributes;
  std::vector<SpanLink> links;

  /// Empties it, and keeps what memory it has.
  void clear() {
    auto keptAttributes = std::move(attributes);
    auto keptLinks = std::move(links);
    keptAttributes.clear();
    keptLinks.clear();
    *this = Span();
    attributes = std::move(keptAttributes);
    links = std::move(keptLinks);
  }
};

}  // namespace rheo::files
