// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <new>

#include "probes/src/probe_impl.hpp"

namespace rheo {

using namespace probe;

/// Lives in the Processing's own storage: nothing is allocated for a received event.
struct Processing::State {
  Core* core = nullptr;  ///< null: nothing is recorded, only the context is carried
  ThreadState* thread = nullptr;
  Context current;
  Context previous;
  ProbeId eventId, traceId;
  std::uint64_t parentSpanId = 0;
  std::int64_t startNs = 0, publishedNs = 0, brokerNs = 0;
  std::uint32_t topic = 0, type = 0, subscription = 0, sagaType = 0;
  std::uint16_t attempt = 1, schemaVersion = 0;
  std::uint8_t kind = 0, flags = 0;
  bool isWanted = true;  ///< by the collector, for the whole handling
  bool ended = false;    ///< failed or dead-lettered: not processed
  std::uint8_t keyBytes = 0, sagaKeyBytes = 0;
  int exceptions = 0;
  char key[160];
  char sagaKey[64];

  [[nodiscard]] Sighting sighting(wire::Stage stage, std::int64_t timeNs) const noexcept;
  void emitEnd(wire::Stage stage, std::uint32_t error, std::uint32_t deadLetter,
               std::int64_t durationNs) const noexcept;
};

namespace {

/// Keeps a text that fits, else none: a cut key would look like another entity.
template <std::size_t N>
std::uint8_t keep(char (&to)[N], std::string_view text) noexcept {
  static_assert(N <= 256);
  if (text.size() > N - 1) return 0;
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  return static_cast<std::uint8_t>(text.size());
}

std::uint32_t exceptionCode() noexcept {
  static const std::uint32_t code = NameTable::instance().code("exception");
  return code;
}

}  // namespace

Sighting Processing::State::sighting(wire::Stage stage, std::int64_t timeNs) const noexcept {
  Sighting s;
  s.groups = kHasCause | kHasRoles | kHasTimes | kHasTexts;
  s.stage = stage;
  s.kind = kind;
  s.flags = flags;
  s.attempt = attempt;
  s.schemaVersion = schemaVersion;
  s.topic = topic;
  s.type = type;
  s.timeNs = timeNs;
  s.eventId = eventId;
  s.traceId = traceId;
  s.spanId = current.spanId;
  s.cause = {{}, parentSpanId};
  s.roles = {subscription, 0, 0, sagaType, 0, 0};
  s.times = {0, publishedNs, brokerNs};
  s.producer = current.producer;
  s.key = {key, keyBytes};
  s.sagaKey = {sagaKey, sagaKeyBytes};
  return s;
}

void Processing::State::emitEnd(wire::Stage stage, std::uint32_t error, std::uint32_t deadLetter,
                                std::int64_t durationNs) const noexcept {
  if (!isWanted) return core->leaveOut();
  const std::int64_t now = Clock::instance().nowNs();
  Sighting s = sighting(stage, now);
  s.roles.errorType = error;
  s.roles.deadLetterTopic = deadLetter;
  s.times.durationNs = durationNs >= 0 ? durationNs : std::max<std::int64_t>(now - startNs, 0);
  core->emit(s);
}

Processing::State& Processing::state() noexcept {
  return *std::launder(reinterpret_cast<State*>(m_storage));
}

const Context& Processing::context() const noexcept {
  return std::launder(reinterpret_cast<const State*>(m_storage))->current;
}

Processing::Processing(Probe& probe, const Topic& topic, const EventType& type,
                       const Subscription& subscription, const Incoming& incoming,
                       const EventOptions& options) noexcept {
  static_assert(sizeof(State) <= sizeof m_storage && alignof(State) <= 8);
  State& st = *new (m_storage) State;
  ThreadState& thread = t_state;
  if (!incoming.detached) {
    st.thread = &thread;
    st.previous = thread.current;
  }
  Core* core = coreOf(probe);
  const Context& from = incoming.context;
  if (core == nullptr || !core->recording()) {
    st.current = passThrough(from);
    if (!incoming.detached) thread.current = st.current;
    return;
  }
  if (thread.ids.a == 0) seed(thread.ids);
  // A message without our headers is still an event: it gets an id of its own here.
  st.eventId = from.eventId.isNull() ? thread.ids.id() : from.eventId;
  st.traceId = from.traceId.isNull() ? thread.ids.id() : from.traceId;
  st.parentSpanId = from.spanId;
  st.startNs = Clock::instance().nowNs();
  st.publishedNs = from.publishedNs;
  st.brokerNs = incoming.brokerNs;
  st.topic = topic.code();
  st.type = type.code();
  st.subscription = subscription.code();
  st.attempt = incoming.attempt;
  st.schemaVersion = type.version();
  st.kind = static_cast<std::uint8_t>(type.kind());
  st.exceptions = std::uncaught_exceptions();
  st.current = from;
  st.current.traceId = st.traceId;
  st.current.eventId = st.eventId;
  st.current.spanId = thread.ids.span();
  if (!incoming.detached) thread.current = st.current;

  EventOptions full = options;
  if (full.key.empty()) full.key = incoming.key;
  st.keyBytes = keep(st.key, full.key);
  st.sagaKeyBytes = keep(st.sagaKey, limitText(full.sagaKey, kMaxSagaKeyBytes));
  Sighting s = st.sighting(wire::Stage::Received, st.startNs);
  st.sagaType = addOptions(s, full);
  st.flags = s.flags;
  addPayload(s, *core, incoming.payload);
  st.core = core;
  st.isWanted = core->wants(st.traceId, st.topic);
  if (st.isWanted)
    core->emit(s);
  else
    core->leaveOut();
}

Processing::~Processing() {
  State& st = state();
  if (st.core != nullptr && !st.ended) {
    if (std::uncaught_exceptions() > st.exceptions)
      st.emitEnd(wire::Stage::Failed, exceptionCode(), 0, -1);
    else
      st.emitEnd(wire::Stage::Processed, 0, 0, -1);
  }
  // Detached, or on another thread (a misuse): its context is not ours to change.
  if (st.thread == &t_state) st.thread->current = st.previous;
  st.~State();
}

void Processing::failed(const ErrorType& error) noexcept {
  State& st = state();
  st.ended = true;
  if (st.core != nullptr) st.emitEnd(wire::Stage::Failed, error.code(), 0, -1);
}

void Processing::retried(std::uint32_t delayMs) noexcept {
  State& st = state();
  st.ended = true;
  if (st.core != nullptr) st.emitEnd(wire::Stage::Retried, 0, 0, std::int64_t{delayMs} * 1'000'000);
}

void Processing::deadLettered(const Topic& queue, const ErrorType& error) noexcept {
  State& st = state();
  st.ended = true;
  if (st.core != nullptr) st.emitEnd(wire::Stage::DeadLettered, error.code(), queue.code(), -1);
}

}  // namespace rheo
