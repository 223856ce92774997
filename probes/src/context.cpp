// SPDX-License-Identifier: Apache-2.0
#include "rheo/context.hpp"

#include <algorithm>
#include <cstring>

#include "probes/src/percent.hpp"
#include "probes/src/thread_state.hpp"

namespace rheo {

using namespace probe;

namespace {

char* putHex(char* at, std::uint64_t value) noexcept {
  for (int shift = 60; shift >= 0; shift -= 4) *at++ = kHex[(value >> shift) & 15];
  return at;
}

/// Sampled and random; a flag that nobody knows yet must not be passed on.
constexpr std::uint8_t kKnownFlags = 3;

/// Lower case hex, as W3C demands; false on anything else.
bool takeHex(std::string_view text, std::uint64_t& value) noexcept {
  value = 0;
  if (text.empty() || text.size() > 16) return false;
  for (const char c : text) {
    const int digit = hexDigit(c, false);
    if (digit < 0) return false;
    value = value << 4 | static_cast<std::uint64_t>(digit);
  }
  return true;
}

bool takeId(std::string_view text, ProbeId& id) noexcept {
  return text.size() == 32 && takeHex(text.substr(0, 16), id.hi) && takeHex(text.substr(16), id.lo);
}

/// What a tracestate value may hold as it is; the rest is percent-encoded.
bool isPlain(char c) noexcept {
  return c > 0x20 && c < 0x7F && c != ',' && c != '=' && c != '%';
}

char* putEscaped(char* at, const char* end, const char* text) noexcept {
  for (; *text != 0; ++text) {
    if (isPlain(*text)) {
      if (end - at < 1) break;
      *at++ = *text;
    } else {
      if (end - at < 3) break;
      *at++ = '%';
      *at++ = kHex[static_cast<unsigned char>(*text) >> 4];
      *at++ = kHex[*text & 15];
    }
  }
  return at;
}

void takeEscaped(std::string_view text, char (&out)[64]) noexcept {
  std::size_t size = 0;
  for (std::size_t i = 0; i < text.size() && size < sizeof out - 1; ++i) {
    const int byte = escapedByte(text, i);
    const char c = byte >= 0 ? static_cast<char>(byte) : text[i];
    if (byte >= 0) i += 2;
    if (c != 0) out[size++] = c;
  }
  out[size] = 0;
}

/// The value of our entry in a tracestate list; empty if it is not there.
std::string_view ourEntry(std::string_view tracestate) noexcept {
  constexpr std::string_view key = "rheo=";
  std::string_view found;
  eachMember(tracestate, [&](std::string_view entry) {
    if (found.empty() && entry.substr(0, key.size()) == key) found = entry.substr(key.size());
  });
  return found;
}

bool parseParent(std::string_view text, Context& context) noexcept {
  // 00-<32 hex>-<16 hex>-<2 hex>; a later version may append after another dash.
  if (text.size() < 55 || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  std::uint64_t version = 0, flags = 0;
  if (!takeHex(text.substr(0, 2), version) || version == 0xFF) return false;
  if (text.size() > 55 && (version == 0 || text[55] != '-')) return false;
  ProbeId trace;
  std::uint64_t span = 0;
  if (!takeId(text.substr(3, 32), trace) || !takeHex(text.substr(36, 16), span)) return false;
  if (!takeHex(text.substr(53, 2), flags) || trace.isNull() || span == 0) return false;
  context.traceId = trace;
  context.spanId = span;
  context.traceFlags = flags & kKnownFlags;
  return true;
}

}  // namespace

void inject(const Context& context, ContextHeaders& headers) noexcept {
  headers.traceparent[0] = headers.tracestate[0] = 0;
  if (context.traceId.isNull() || context.spanId == 0) return;
  char* at = headers.traceparent.data();
  at = static_cast<char*>(std::memcpy(at, "00-", 3)) + 3;
  at = putHex(putHex(at, context.traceId.hi), context.traceId.lo);
  *at++ = '-';
  at = putHex(at, context.spanId);
  *at++ = '-';
  *at++ = '0';
  *at++ = kHex[context.traceFlags & kKnownFlags];
  *at = 0;
  if (context.eventId.isNull()) return;
  at = headers.tracestate.data();
  at = static_cast<char*>(std::memcpy(at, "rheo=", 5)) + 5;
  at = putHex(putHex(at, context.eventId.hi), context.eventId.lo);
  *at++ = '.';
  at = putHex(at, static_cast<std::uint64_t>(context.publishedNs));
  *at++ = '.';
  at = putEscaped(at, headers.tracestate.data() + headers.tracestate.size() - 1, context.producer);
  *at = 0;
}

Context extract(std::string_view traceparent, std::string_view tracestate) noexcept {
  Context context;
  // The standard: without a valid traceparent, tracestate means nothing.
  if (!parseParent(traceparent, context)) return context;
  const std::string_view entry = ourEntry(tracestate);
  if (entry.size() < 34 || entry[32] != '.') return context;
  ProbeId event;
  const std::size_t dot = entry.find('.', 33);
  std::uint64_t published = 0;
  if (dot == std::string_view::npos || !takeId(entry.substr(0, 32), event) ||
      !takeHex(entry.substr(33, dot - 33), published))
    return context;
  context.eventId = event;
  context.publishedNs = static_cast<std::int64_t>(published);
  takeEscaped(entry.substr(dot + 1), context.producer);
  return context;
}

const Context& currentContext() noexcept {
  return t_state.current;
}

ContextScope::ContextScope(const Context& context) noexcept : m_previous(t_state.current) {
  t_state.current = context;
}

ContextScope::~ContextScope() {
  t_state.current = m_previous;
}

}  // namespace rheo
