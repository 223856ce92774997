// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "rheo/context.hpp"
#include "rheo/probe.h"

/// Between the structs of the C interface and ours.
namespace rheo::probe {

constexpr std::size_t kMaxStructBytes = 4096;

/// Copies what the caller's version of a struct has over zeros; false if `size` cannot be one.
template <typename T>
bool load(const T* from, T& to) noexcept {
  to = T{};
  if (from == nullptr || from->size < sizeof from->size || from->size > kMaxStructBytes)
    return false;
  std::memcpy(static_cast<void*>(&to), from, std::min(from->size, sizeof(T)));
  return true;
}

/// The other way: no byte beyond the caller's version is written.
template <typename T>
bool store(T value, T* to) noexcept {
  if (to == nullptr || to->size < sizeof to->size || to->size > kMaxStructBytes) return false;
  value.size = to->size;
  std::memcpy(static_cast<void*>(to), &value, std::min(to->size, sizeof(T)));
  return true;
}

inline std::string_view view(const rheo_text& text) noexcept {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.length);
}

inline Context fromC(const rheo_context* in) noexcept {
  Context context;
  rheo_context c;
  if (!load(in, c)) return context;
  context.traceId = {c.trace_id[0], c.trace_id[1]};
  context.spanId = c.span_id;
  context.eventId = {c.event_id[0], c.event_id[1]};
  context.publishedNs = c.published_ns;
  std::memcpy(context.producer, c.producer, sizeof context.producer - 1);
  // A caller from before the flags had none to clear.
  if (in->size >= offsetof(rheo_context, trace_flags) + sizeof c.trace_flags)
    context.traceFlags = static_cast<std::uint8_t>(c.trace_flags);
  return context;
}

inline rheo_context toC(const Context& context) noexcept {
  rheo_context c{};
  c.trace_id[0] = context.traceId.hi;
  c.trace_id[1] = context.traceId.lo;
  c.span_id = context.spanId;
  c.event_id[0] = context.eventId.hi;
  c.event_id[1] = context.eventId.lo;
  c.published_ns = context.publishedNs;
  c.trace_flags = context.traceFlags;
  static_assert(sizeof c.producer == sizeof context.producer);
  std::memcpy(c.producer, context.producer, sizeof c.producer);
  return c;
}

}  // namespace rheo::probe
