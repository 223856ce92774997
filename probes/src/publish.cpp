// SPDX-License-Identifier: Apache-2.0
// The hot path: what an event costs the thread that publishes it. The record is written field by
// field into the ring; whatever is rare (a text over its limit, a saga's name, a chunk that is
// full, a thread's first emit) goes the careful way, over a Sighting.
#include <new>

#include "probes/src/probe_impl.hpp"

namespace rheo {

using namespace probe;

namespace {

/// What published() was called with.
struct Call {
  const Topic& topic;
  const EventType& type;
  std::string_view payload;
  const EventOptions& options;
};

/// How a record of the fast way is made up.
struct Shape {
  std::size_t bytes;
  std::uint8_t groups;
};

/// False when this is not for the fast way.
template <bool kTexts>
[[gnu::always_inline]] inline bool isPlain(const Core& core, const Stream& stream, const Call& call,
                                           bool caused, Shape& shape) noexcept {
  const EventOptions& options = call.options;
  shape = {sizeof(RecordHead) + sizeof(PayloadSizes) + call.payload.size() + 7, kHasPayload};
  if (caused) {
    shape.bytes += sizeof(Cause);
    shape.groups |= kHasCause;
  }
  if constexpr (kTexts) {
    if (!options.sagaType.empty() || options.key.size() > kMaxKeyBytes ||
        options.sagaKey.size() > kMaxSagaKeyBytes || options.attributes.size() > kMaxAttributeBytes)
      return false;
    shape.bytes +=
        sizeof(TextSizes) + options.key.size() + options.sagaKey.size() + options.attributes.size();
    shape.groups |= kHasTexts;
  }
  shape.bytes &= ~std::size_t{7};
  return call.payload.size() <= core.maxPayload.load(std::memory_order_relaxed) &&
         shape.bytes <= stream.room() && core.everything.load(std::memory_order_relaxed);
}

[[gnu::always_inline]] inline void writeHead(RecordHead& head, const Stream& stream, Shape shape,
                                             const Call& call, const Context& context) noexcept {
  head.bytes = static_cast<std::uint32_t>(shape.bytes);
  head.groups = shape.groups;
  head.stage = static_cast<std::uint8_t>(wire::Stage::Published);
  head.kind = static_cast<std::uint8_t>(call.type.kind());
  head.flags = flagsOf(call.options);
  head.attempt = 1;
  head.schemaVersion = call.type.version();
  head.topic = call.topic.code();
  head.type = call.type.code();
  head.unused = 0;
  head.seq = stream.nextSeq();
  head.timeNs = context.publishedNs;
  head.eventId = context.eventId;
  head.traceId = context.traceId;
  head.spanId = context.spanId;
}

template <bool kTexts>
[[gnu::always_inline]] inline void write(Stream& stream, Shape shape, const Call& call,
                                         const Cause& cause, bool caused,
                                         const Context& context) noexcept {
  const EventOptions& options = call.options;
  char* at = stream.end();
  writeHead(*std::launder(reinterpret_cast<RecordHead*>(at)), stream, shape, call, context);
  at += sizeof(RecordHead);
  if (caused) at = put(at, cause);
  if constexpr (kTexts)
    at = put(at, TextSizes{0, static_cast<std::uint32_t>(options.key.size()),
                           static_cast<std::uint32_t>(options.sagaKey.size()),
                           static_cast<std::uint32_t>(options.attributes.size())});
  const auto size = static_cast<std::uint32_t>(call.payload.size());
  at = put(at, PayloadSizes{size, size});
  if constexpr (kTexts) at = put(put(put(at, options.key), options.sagaKey), options.attributes);
  put(at, call.payload);
  stream.commit(stream.end() + shape.bytes);
}

/// True when it is written; false when this is not for the fast way.
template <bool kTexts>
[[gnu::always_inline]] inline bool writePlain(Stream& stream, const Core& core, const Call& call,
                                              const Cause& cause, const Context& context) noexcept {
  const bool caused = (cause.parentSpanId | cause.causationId.hi | cause.causationId.lo) != 0;
  Shape shape{};
  if (!isPlain<kTexts>(core, stream, call, caused, shape)) [[unlikely]]
    return false;
  write<kTexts>(stream, shape, call, cause, caused, context);
  return true;
}

/// The careful way. Apart, and told everything by itself, so that the fast one keeps its registers.
[[gnu::noinline, gnu::cold]] void publishCarefully(Core& core, ThreadState& state,
                                                   const Topic& topic, const EventType& type,
                                                   std::string_view payload,
                                                   const EventOptions& options,
                                                   const Context& parent,
                                                   const Context& context) noexcept {
  Sighting s;
  s.kind = static_cast<std::uint8_t>(type.kind());
  s.schemaVersion = type.version();
  s.topic = topic.code();
  s.type = type.code();
  s.eventId = context.eventId;
  s.traceId = context.traceId;
  s.spanId = context.spanId;
  s.timeNs = context.publishedNs;
  if (parent.spanId != 0 || !parent.eventId.isNull()) {
    s.groups |= kHasCause;
    s.cause = {parent.eventId, parent.spanId};
  }
  addOptions(s, options);
  addPayload(s, core, payload);
  if (core.wants(s.traceId, s.topic))
    core.finish(state, s);
  else
    core.leaveOut(state);
}

/// Between enter() and leave() of the core, which either way calls. The time is read before the
/// checks, so that they are done while the counter is on its way. One context and one return: it is
/// made where the caller wants it.
[[gnu::always_inline]] inline Context publish(Core& core, ThreadState& state, const Call& call,
                                              const Context& parent) noexcept {
  if (state.ids.a == 0) [[unlikely]]
    seed(state.ids);
  const Cause cause{parent.eventId, parent.spanId};
  const ProbeId event = state.ids.id();
  Context context = core.blank;
  context.eventId = event;
  context.traceId = parent.traceId.isNull() ? state.ids.traceOf(event) : parent.traceId;
  context.spanId = IdSource::spanOf(event);
  context.publishedNs = Clock::instance().nowNs();
  context.traceFlags = parent.traceFlags;
  Stream* stream = state.recent.stream;
  const EventOptions& options = call.options;
  const bool texts = (options.key.size() | options.attributes.size() | options.sagaKey.size() |
                      options.sagaType.size()) != 0;
  if (stream != nullptr && (texts ? writePlain<true>(*stream, core, call, cause, context)
                                  : writePlain<false>(*stream, core, call, cause, context)))
      [[likely]]
    core.leave(state, false);
  else
    publishCarefully(core, state, call.topic, call.type, call.payload, options, parent, context);
  return context;
}

[[gnu::always_inline]] inline Context publish(Core& core, const Call& call,
                                              const Context& parent) noexcept {
  ThreadState& state = t_state;
  if (!core.enter(state)) [[unlikely]]
    return passThrough(parent);
  return publish(core, state, call, parent);
}

// With the arguments of published(), so that a jump leads there: a probe that is off saves the
// registers and the frame that the rest needs.
[[gnu::noinline]] Context publishUnderCurrent(Core& core, const Topic& topic, const EventType& type,
                                              std::string_view payload,
                                              const EventOptions& options) noexcept {
  return publish(core, {topic, type, payload, options}, t_state.current);
}

[[gnu::noinline]] Context publishUnder(Core& core, const Topic& topic, const EventType& type,
                                       std::string_view payload, const EventOptions& options,
                                       const Context& parent) noexcept {
  return publish(core, {topic, type, payload, options}, parent);
}

}  // namespace

Context Probe::published(const Topic& topic, const EventType& type, std::string_view payload,
                         const EventOptions& options) noexcept {
  Core* core = coreOf(*this);
  if (core == nullptr || !core->recording()) return passThrough(t_state.current);
  return publishUnderCurrent(*core, topic, type, payload, options);
}

Context Probe::published(const Topic& topic, const EventType& type, std::string_view payload,
                         const EventOptions& options, const Context& parent) noexcept {
  Core* core = coreOf(*this);
  if (core == nullptr || !core->recording()) return passThrough(parent);
  return publishUnder(*core, topic, type, payload, options, parent);
}

}  // namespace rheo
