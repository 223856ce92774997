// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rheo/propagation.hpp"

namespace rheo {

/// What is published under a span of OpenTelemetry C++, in the same trace:
///
///     auto span = opentelemetry::trace::Tracer::GetCurrentSpan();
///     probe.published(topic, type, json, {}, rheo::fromOpenTelemetry(span->GetContext()).context);
///
/// Takes trace id, span id, flags and tracestate of anything shaped like
/// opentelemetry::trace::SpanContext, so that this library needs no header of it. An invalid span
/// gives nothing. Allocates only for a tracestate.
template <typename SpanContext>
Carried fromOpenTelemetry(const SpanContext& span) {
  Carried carried;
  if (!span.IsValid()) return carried;
  const auto word = [](const auto& bytes, std::size_t from) {
    std::uint64_t value = 0;
    for (std::size_t i = from; i < from + 8; ++i)
      value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
    return value;
  };
  const auto trace = span.trace_id().Id();
  const auto id = span.span_id().Id();
  carried.context.traceId = {word(trace, 0), word(trace, 8)};
  carried.context.spanId = word(id, 0);
  carried.context.traceFlags = span.trace_flags().flags();
  if (const auto state = span.trace_state())
    addTracestate(carried, std::string_view(state->ToHeader()));
  return carried;
}

}  // namespace rheo
