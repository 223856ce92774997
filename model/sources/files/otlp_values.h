// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/json/json.h"
#include "model/sources/files/attribute_text.h"

namespace rheo::files {

/// The part of an OTLP resource that sightings keep.
struct OtlpResource {
  std::string service;
  std::string instance;
  std::string version;
  std::string host;
  /// Takes one attribute, if it is one of these.
  void take(const Attribute& attribute);
  void clear() { *this = OtlpResource(); }
};

/// An OTLP AnyValue, {"stringValue": "x"}, as a tag.
Attribute otlpAttribute(std::string_view key, JsonValue anyValue, TextPool& pool);
/// [{"key": ..., "value": ...}] appended to `to`; members that are none are left out.
void otlpAttributes(JsonValue list, std::vector<Attribute>& to, TextPool& pool);
/// {"key": value, ...}
void appendAttributes(std::string& out, const std::vector<Attribute>& attributes);
/// Appends [{"name": ..., "timeUnixNano": ..., "attributes": {...}}] and copies the exception's
/// type into `to`, unless the span says it itself.
std::string_view otlpEvents(JsonValue list, std::vector<Attribute>& to, TextPool& pool);
/// "SPAN_KIND_SERVER" or 2.
SpanKind otlpKind(JsonValue kind);
SpanKind otlpKind(std::int64_t kind);

}  // namespace rheo::files
