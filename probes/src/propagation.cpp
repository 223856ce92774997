// SPDX-License-Identifier: Apache-2.0
#include "rheo/propagation.hpp"

#include <algorithm>

#include "probes/src/percent.hpp"

namespace rheo {

using namespace probe;

namespace {

constexpr std::size_t kLongEntry = 128;

bool isKeyChar(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '*' ||
         c == '/' || c == '@';
}

/// `key=value` as W3C Trace Context has it.
bool isStateEntry(std::string_view entry) noexcept {
  const std::size_t equals = entry.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals > 256) return false;
  const std::string_view key = entry.substr(0, equals), value = entry.substr(equals + 1);
  if (key[0] == '_' || key[0] == '-' || key[0] == '*' || key[0] == '/' || key[0] == '@')
    return false;
  if (value.empty() || value.size() > 256) return false;
  return std::all_of(key.begin(), key.end(), isKeyChar) &&
         std::all_of(value.begin(), value.end(),
                     [](char c) { return c >= 0x20 && c < 0x7F && c != '='; });
}

bool isOurs(std::string_view entry) noexcept {
  return entry.substr(0, 5) == "rheo=";
}

/// The entries of others; nothing if the list breaks its rules.
std::string othersOf(std::string_view tracestate) {
  std::string others;
  std::size_t count = 0;
  bool good = true;
  eachMember(tracestate, [&](std::string_view entry) {
    good = good && isStateEntry(entry) && ++count <= Carried::kMaxTracestateEntries;
    if (!good || isOurs(entry)) return;
    if (!others.empty()) others.push_back(',');
    others.append(entry);
  });
  return good ? others : std::string();
}

/// Ours, then as many of the others as the bounds allow.
std::string stateOf(std::string_view ours, std::string_view others) {
  std::string whole(ours);
  whole.reserve(Carried::kMaxTracestateBytes);
  std::size_t count = ours.empty() ? 0 : 1;
  const bool fits = ours.size() + 1 + others.size() <= Carried::kMaxTracestateBytes;
  bool full = false;
  eachMember(others, [&](std::string_view entry) {
    if (full || (!fits && entry.size() > kLongEntry)) return;
    const std::size_t comma = whole.empty() ? 0 : 1;
    full = whole.size() + comma + entry.size() > Carried::kMaxTracestateBytes ||
           ++count > Carried::kMaxTracestateEntries;
    if (full) return;
    if (comma != 0) whole.push_back(',');
    whole.append(entry);
  });
  return whole;
}

/// Keeps a copy of a header that is not longer than any may be; out of memory it is missing.
struct Copy {
  std::string text;
  void operator()(std::string_view value) noexcept {
    if (value.size() > 2 * Baggage::kMaxBytes) return;
    try {
      text = value;
    } catch (...) {
      text.clear();
    }
  }
};

void injectTrace(const Context& context, std::string_view others, const HeaderWriter& headers) {
  ContextHeaders ours;
  inject(context, ours);
  if (ours.traceparent[0] == 0) return;
  headers.write("traceparent", ours.traceparent.data());
  std::string whole;
  try {
    if (!others.empty()) whole = stateOf(ours.tracestate.data(), others);
  } catch (...) {
    whole.clear();  // out of memory: ours goes alone
  }
  const std::string_view state = whole.empty() ? std::string_view(ours.tracestate.data()) : whole;
  if (!state.empty()) headers.write("tracestate", state);
}

}  // namespace

void addTracestate(Carried& carried, std::string_view tracestate) noexcept {
  if (carried.context.traceId.isNull() || carried.context.spanId == 0) return;
  ContextHeaders parent;
  Context bare = carried.context;
  bare.eventId = {};
  inject(bare, parent);
  const Context whole = extract(parent.traceparent.data(), tracestate);
  if (!whole.eventId.isNull()) carried.context = whole;
  try {
    carried.tracestate = othersOf(tracestate);
  } catch (...) {
    carried.tracestate.clear();
  }
}

Carried extract(const HeaderReader& headers) {
  Carried carried;
  Copy parent, state, baggage;
  headers.read("traceparent", parent);
  headers.read("tracestate", state);
  headers.read("baggage", baggage);
  carried.context = extract(trimmed(parent.text), state.text);
  addTracestate(carried, state.text);
  carried.baggage = Baggage::parse(baggage.text);
  return carried;
}

void inject(const Carried& carried, const HeaderWriter& headers) {
  injectTrace(carried.context, carried.tracestate, headers);
  if (const std::string baggage = carried.baggage.header(); !baggage.empty())
    headers.write("baggage", baggage);
}

void inject(const Context& context, const HeaderWriter& headers) {
  injectTrace(context, {}, headers);
}

}  // namespace rheo
