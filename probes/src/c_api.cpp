// SPDX-License-Identifier: Apache-2.0
// The C interface: the C++ one, made of structs. Nothing throws across it.
#include <new>
#include <type_traits>

#include "probes/src/c_values.hpp"
#include "probes/src/thread_state.hpp"
#include "rheo/probe.h"
#include "rheo/probe.hpp"

using namespace rheo;
using namespace rheo::probe;

struct rheo_probe {
  Probe probe;
};

struct rheo_processing {
  Processing processing;
};

struct rheo_injection {
  Injection injection;
};

namespace {

EventKind kindOf(const rheo_event& e) noexcept {
  return e.kind <= 3 ? static_cast<EventKind>(e.kind) : EventKind::Event;
}
Topic topicOf(std::uint32_t code) noexcept {
  return Topic(NameHandle::Code{code});
}
EventType typeOf(const rheo_event& e) noexcept {
  return EventType(NameHandle::Code{e.type}, e.schema_version, kindOf(e));
}
EventOptions optionsOf(const rheo_event& e) noexcept {
  return {view(e.key),      view(e.attributes), view(e.saga_type),
          view(e.saga_key), e.injected != 0,    e.replayed != 0};
}
rheo_text text(const std::string& s) noexcept {
  return {s.c_str(), s.size()};
}

Config configOf(const rheo_config& c) {
  Config config;
  config.service = view(c.service);
  config.instance = view(c.instance);
  config.version = view(c.version);
  if (c.endpoint.length != 0) config.endpoint = view(c.endpoint);
  if (c.ring_bytes != 0) config.ringBytes = c.ring_bytes;
  if (c.max_payload_bytes != 0) config.maxPayloadBytes = c.max_payload_bytes;
  if (c.flush_interval_ms != 0) config.flushIntervalMs = c.flush_interval_ms;
  if (c.exit_deadline_ms != 0) config.exitDeadlineMs = c.exit_deadline_ms;
  if (c.overwrite_oldest != 0) config.fullPolicy = FullPolicy::OverwriteOldest;
  if (c.disabled != 0) config.enabled = false;
  if (c.sizes_only != 0) config.maxPayloadBytes = 0;
  config.redact = c.redact != 0;
  config.allowFields = view(c.allow_fields);
  config.applyEnvironment();
  return config;
}

}  // namespace

const char* rheo_status_text(rheo_status status) {
  switch (status) {
    case RHEO_OK:
      return "ok";
    case RHEO_INVALID:
      return "a required argument is missing, or a struct's size is not set";
    case RHEO_DISABLED:
      return "the probe records nothing now";
    case RHEO_TIMEOUT:
      return "the deadline passed";
    case RHEO_EMPTY:
      return "nothing is waiting";
    case RHEO_NO_MEMORY:
      return "out of memory";
    case RHEO_FAILED:
      return "the system refused, or there are too many";
  }
  return "unknown status";
}

const char* rheo_version(void) {
  return RHEO_VERSION_TEXT;
}

std::uint32_t rheo_name(const char* data, std::size_t length) {
  return NameHandle(view({data, length})).code();
}

rheo_text rheo_name_text(std::uint32_t name) {
  const std::string_view text = NameHandle(NameHandle::Code{name}).text();
  return {text.data() != nullptr ? text.data() : "", text.size()};
}

rheo_status rheo_probe_create(const rheo_config* in, rheo_probe** out) {
  if (out == nullptr) return RHEO_INVALID;
  *out = nullptr;
  rheo_config c;
  if (!load(in, c)) return RHEO_INVALID;
  try {
    Config config = configOf(c);
    if (config.service.empty()) return RHEO_INVALID;
    *out = new (std::nothrow) rheo_probe{Probe(std::move(config))};
  } catch (...) {
    return RHEO_NO_MEMORY;
  }
  return *out != nullptr ? RHEO_OK : RHEO_NO_MEMORY;
}

void rheo_probe_destroy(rheo_probe* probe) {
  delete probe;
}

int rheo_probe_enabled(const rheo_probe* probe) {
  return probe != nullptr && probe->probe.enabled() ? 1 : 0;
}

const char* rheo_probe_disabled_reason(const rheo_probe* probe) {
  return probe != nullptr ? probe->probe.disabledReason() : "there is no probe";
}

rheo_status rheo_probe_flush(rheo_probe* probe, std::uint32_t deadlineMs) {
  if (probe == nullptr) return RHEO_DISABLED;
  return probe->probe.flush(deadlineMs) ? RHEO_OK : RHEO_TIMEOUT;
}

rheo_status rheo_probe_stats(const rheo_probe* probe, rheo_stats* out) {
  const ProbeStats s = probe != nullptr ? probe->probe.stats() : ProbeStats{};
  const rheo_stats stats{0,        s.emitted,           s.dropped, s.acked,
                         s.resent, s.connected ? 1 : 0, s.leftOut};
  return store(stats, out) ? RHEO_OK : RHEO_INVALID;
}

rheo_status rheo_probe_dump(rheo_probe* probe, const char* path) {
  if (probe == nullptr) return RHEO_DISABLED;
  if (path == nullptr) return RHEO_INVALID;
  return probe->probe.dump(path) ? RHEO_OK : RHEO_FAILED;
}

rheo_status rheo_probe_dump_on_crash(rheo_probe* probe, const char* path) {
  if (probe == nullptr) return RHEO_DISABLED;
  return probe->probe.dumpOnCrash(path) ? RHEO_OK : RHEO_FAILED;
}

rheo_status rheo_context_inject(const rheo_context* in, char* traceparent, char* tracestate) {
  if (in == nullptr || traceparent == nullptr || tracestate == nullptr) return RHEO_INVALID;
  ContextHeaders headers;
  static_assert(sizeof headers.traceparent == RHEO_TRACEPARENT_BYTES);
  static_assert(sizeof headers.tracestate == RHEO_TRACESTATE_BYTES);
  inject(fromC(in), headers);
  std::memcpy(traceparent, headers.traceparent.data(), headers.traceparent.size());
  std::memcpy(tracestate, headers.tracestate.data(), headers.tracestate.size());
  return RHEO_OK;
}

rheo_status rheo_context_extract(rheo_text traceparent, rheo_text tracestate, rheo_context* out) {
  return store(toC(extract(view(traceparent), view(tracestate))), out) ? RHEO_OK : RHEO_INVALID;
}

rheo_status rheo_context_current(rheo_context* out) {
  return store(toC(currentContext()), out) ? RHEO_OK : RHEO_INVALID;
}

rheo_status rheo_context_set(const rheo_context* in, rheo_context* previous) {
  Context& current = t_state.current;
  if (previous != nullptr && !store(toC(current), previous)) return RHEO_INVALID;
  current = fromC(in);
  return RHEO_OK;
}

rheo_status rheo_published(rheo_probe* probe, const rheo_event* in, const rheo_context* parent,
                           rheo_context* out) {
  rheo_event e;
  if (!load(in, e) || e.topic == 0 || e.type == 0) return RHEO_INVALID;
  const Context from = parent != nullptr ? fromC(parent) : currentContext();
  if (probe == nullptr) {
    Context through;
    through.traceId = from.traceId;
    through.spanId = from.spanId;
    if (out != nullptr) store(toC(through), out);
    return RHEO_DISABLED;
  }
  const Context context =
      probe->probe.published(topicOf(e.topic), typeOf(e), view(e.payload), optionsOf(e), from);
  if (out != nullptr && !store(toC(context), out)) return RHEO_INVALID;
  return probe->probe.enabled() ? RHEO_OK : RHEO_DISABLED;
}

rheo_processing* rheo_processing_begin(rheo_probe* probe, const rheo_event* event,
                                       const rheo_incoming* in) {
  rheo_event e;
  rheo_incoming i;
  if (probe == nullptr || !load(event, e) || !load(in, i)) return nullptr;
  Incoming incoming;
  incoming.context = fromC(i.context);
  incoming.payload = view(e.payload);
  incoming.attempt = std::max<std::uint16_t>(i.attempt, 1);
  incoming.brokerNs = i.broker_ns;
  incoming.detached = i.detached != 0;
  void* memory = ::operator new(sizeof(rheo_processing), std::nothrow);
  if (memory == nullptr) return nullptr;
  return new (memory) rheo_processing{Processing(probe->probe, topicOf(e.topic), typeOf(e),
                                                 Subscription(NameHandle::Code{i.subscription}),
                                                 incoming, optionsOf(e))};
}

rheo_status rheo_processing_context(const rheo_processing* processing, rheo_context* out) {
  const Context context = processing != nullptr ? processing->processing.context() : Context{};
  return store(toC(context), out) ? RHEO_OK : RHEO_INVALID;
}

void rheo_processing_failed(rheo_processing* processing, std::uint32_t error) {
  if (processing != nullptr) processing->processing.failed(ErrorType(NameHandle::Code{error}));
}

void rheo_processing_retried(rheo_processing* processing, std::uint32_t delayMs) {
  if (processing != nullptr) processing->processing.retried(delayMs);
}

void rheo_processing_dead_lettered(rheo_processing* processing, std::uint32_t queue,
                                   std::uint32_t error) {
  if (processing == nullptr) return;
  processing->processing.deadLettered(topicOf(queue), ErrorType(NameHandle::Code{error}));
}

void rheo_processing_end(rheo_processing* processing) {
  delete processing;
}

rheo_status rheo_saga(rheo_probe* probe, const rheo_saga_event* in) {
  rheo_saga_event e;
  if (!load(in, e) || e.saga_type == 0 || e.saga_key.length == 0) return RHEO_INVALID;
  if (probe == nullptr) return RHEO_DISABLED;
  Saga saga(probe->probe, SagaType(NameHandle::Code{e.saga_type}), view(e.saga_key));
  const Step step(NameHandle::Code{e.step});
  const Step undoes(NameHandle::Code{e.undoes});
  const ErrorType error(NameHandle::Code{e.error_type});
  // A C caller may have put any number there, which an enum of ours cannot hold.
  std::underlying_type_t<rheo_saga_stage> stage{};
  std::memcpy(&stage, &e.stage, sizeof stage);
  switch (stage) {
    case RHEO_SAGA_STARTED:
      saga.started(e.deadline_ms);
      break;
    case RHEO_STEP_STARTED:
      saga.stepStarted(step, std::max<std::uint16_t>(e.attempt, 1));
      break;
    case RHEO_STEP_DONE:
      saga.stepDone(step);
      break;
    case RHEO_STEP_FAILED:
      saga.stepFailed(step, error);
      break;
    case RHEO_COMPENSATING:
      saga.compensating(step, undoes);
      break;
    case RHEO_COMPENSATED:
      saga.compensated(step, undoes);
      break;
    case RHEO_SAGA_COMPLETED:
      saga.completed();
      break;
    case RHEO_SAGA_COMPENSATED:
      saga.compensatedAll();
      break;
    case RHEO_SAGA_FAILED:
      saga.failed(error);
      break;
    case RHEO_SAGA_TIMED_OUT:
      saga.timedOut();
      break;
    default:
      return RHEO_INVALID;
  }
  return probe->probe.enabled() ? RHEO_OK : RHEO_DISABLED;
}

rheo_status rheo_declare_injectable(rheo_probe* probe, std::uint32_t topic, std::uint32_t type,
                                    rheo_text example) {
  if (topic == 0 || type == 0) return RHEO_INVALID;
  if (probe == nullptr) return RHEO_DISABLED;
  probe->probe.declareInjectable(
      topicOf(topic), EventType(NameHandle::Code{type}, 0, EventKind::Event), view(example));
  return RHEO_OK;
}

rheo_status rheo_next_injection(rheo_probe* probe, rheo_injection** out) {
  if (out == nullptr) return RHEO_INVALID;
  *out = nullptr;
  if (probe == nullptr) return RHEO_EMPTY;
  auto* next = new (std::nothrow) rheo_injection{};
  if (next == nullptr) return RHEO_NO_MEMORY;
  if (!probe->probe.nextInjection(next->injection)) {
    delete next;
    return RHEO_EMPTY;
  }
  *out = next;
  return RHEO_OK;
}

rheo_text rheo_injection_topic(const rheo_injection* i) {
  return i != nullptr ? text(i->injection.topic) : rheo_text{"", 0};
}
rheo_text rheo_injection_type(const rheo_injection* i) {
  return i != nullptr ? text(i->injection.type) : rheo_text{"", 0};
}
rheo_text rheo_injection_key(const rheo_injection* i) {
  return i != nullptr ? text(i->injection.key) : rheo_text{"", 0};
}
rheo_text rheo_injection_payload(const rheo_injection* i) {
  return i != nullptr ? text(i->injection.payload) : rheo_text{"", 0};
}
rheo_text rheo_injection_attributes(const rheo_injection* i) {
  return i != nullptr ? text(i->injection.attributes) : rheo_text{"", 0};
}
int rheo_injection_is_replay(const rheo_injection* i) {
  return i != nullptr && i->injection.replay ? 1 : 0;
}

void rheo_injection_replay_of(const rheo_injection* i, std::uint64_t event[2]) {
  if (event == nullptr) return;
  event[0] = i != nullptr ? i->injection.replayOf.hi : 0;
  event[1] = i != nullptr ? i->injection.replayOf.lo : 0;
}

rheo_status rheo_injection_accept(rheo_probe* probe, rheo_injection* injection,
                                  const rheo_context* context) {
  if (probe == nullptr || injection == nullptr) return RHEO_INVALID;
  probe->probe.accepted(injection->injection, fromC(context));
  delete injection;
  return RHEO_OK;
}

rheo_status rheo_injection_refuse(rheo_probe* probe, rheo_injection* injection, rheo_text reason) {
  if (probe == nullptr || injection == nullptr) return RHEO_INVALID;
  probe->probe.refused(injection->injection, view(reason));
  delete injection;
  return RHEO_OK;
}
