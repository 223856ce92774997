// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/json/json_stream.h"
#include "model/json/json_writer.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/span.h"
#include "model/sources/files/text_pool.h"

namespace rheo::files {

/// Reads OTLP's spans and resources from their JSON. What it hands out points into the text and
/// into itself, until the next call.
class OtlpJsonSpan {
 public:
  /// The span; null when it is none: see what(). The text is followed by JsonParser::kPadding
  /// readable bytes.
  Span* span(std::string_view padded);
  /// False when it is no JSON: see what().
  bool resource(std::string_view padded, OtlpResource& to);
  bool scope(std::string_view padded, std::string& name);
  [[nodiscard]] const std::string& what() const { return m_what; }

 private:
  bool read(std::string_view padded, void (OtlpJsonSpan::*member)(std::string_view, JsonCursor&));
  void spanMember(std::string_view key, JsonCursor& value);
  void resourceMember(std::string_view key, JsonCursor& value);
  void scopeMember(std::string_view key, JsonCursor& value);
  void attributes(JsonCursor& list, std::vector<Attribute>& to);
  void attribute(JsonCursor& pair, std::vector<Attribute>& to);
  void value(JsonCursor& any, Attribute& to);
  void status(JsonCursor& value);
  void links(JsonCursor& list);
  void events(JsonCursor& list);
  void event(JsonCursor& value, JsonWriter& json);

  JsonStream m_stream;
  Span m_span;
  TextPool m_pool;
  std::string_view m_name;          ///< of a scope
  std::vector<Attribute> m_others;  ///< of a resource, or of an event
  std::string_view m_exception;
  std::string m_scratch;
  std::string m_events;
  std::string m_what;
};

}  // namespace rheo::files
