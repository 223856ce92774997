// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/sources/files/span.h"
#include "model/sources/files/text_pool.h"

namespace rheo::files {

/// Reads the spans that exporters write nearly always in one pass: JSON on one line, texts without
/// escapes, plain tags. It need not be told where a span ends. Whatever is different it leaves to
/// OtlpJsonSpan, which reads everything, the same way.
class OtlpJsonQuick {
 public:
  /// The size of the span that the text starts with, now in span(); 0 when it is left to others.
  /// JsonParser::kPadding bytes behind the text must be readable.
  std::size_t read(std::string_view text);
  /// Points into the text and into itself, until the next read().
  Span& span() { return m_span; }

 private:
  void skip();
  bool eat(char c);
  bool text(std::string_view& to);
  bool digits(std::string_view& to);
  bool number(std::int64_t& to, std::string_view& text);
  bool scalar();
  bool emptyList();
  template <class Each>
  bool members(Each&& each);
  bool member(std::string_view key);
  bool attributes();
  bool attribute();
  bool usualText(Attribute& to);
  bool value(Attribute& to);
  bool real(Attribute& to);
  bool kind();
  bool status();

  const char* m_at = nullptr;
  const char* m_end = nullptr;
  Span m_span;
  TextPool m_pool;
  std::string m_scratch;
};

}  // namespace rheo::files
