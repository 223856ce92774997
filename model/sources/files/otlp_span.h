// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/sources/files/otlp_values.h"
#include "model/sources/files/proto_cursor.h"
#include "model/sources/files/span.h"
#include "model/sources/files/tag_memo.h"

namespace rheo::files {

/// Reads OTLP's messages Span and Resource from their protobuf bytes. What it hands out points into
/// the bytes and into itself, until the next call.
class OtlpSpanReader {
 public:
  /// The span; null when it is none: see what().
  Span* span(std::string_view bytes);
  bool resource(std::string_view bytes, OtlpResource& to);
  static std::string_view scopeName(std::string_view bytes);
  [[nodiscard]] const std::string& what() const { return m_what; }

 private:
  static constexpr int kMostDepth = 16;

  bool tag(std::string_view bytes);
  bool keyValue(std::string_view bytes, std::vector<Attribute>& to);
  bool any(std::string_view bytes, JsonWriter& json, int depth);
  bool list(std::string_view bytes, JsonWriter& json, int depth);
  bool pairs(std::string_view bytes, JsonWriter& json, int depth);
  void link(std::string_view bytes);
  void status(std::string_view bytes);
  void event(std::string_view bytes, JsonWriter& json);
  bool field(const ProtoCursor& cursor, JsonWriter& events);

  Span m_span;
  TextPool m_pool;
  TagMemo m_memo;
  std::vector<Attribute> m_tags;  ///< of an event
  std::string m_scratch;
  std::string m_events;
  std::string m_what;
};

}  // namespace rheo::files
