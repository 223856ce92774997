// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/json/json_stream.h"
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

/// {"key": value, ...}
void appendAttributes(std::string& out, const std::vector<Attribute>& attributes);
/// "SPAN_KIND_SERVER" or 2.
SpanKind otlpKind(JsonCursor& kind);
SpanKind otlpKind(std::int64_t kind);
SpanKind otlpKind(std::string_view name);

}  // namespace rheo::files
