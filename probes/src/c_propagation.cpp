// SPDX-License-Identifier: Apache-2.0
// What travels in headers, for C: the C++ interface behind handles and callbacks.
#include <new>

#include "probes/src/c_values.hpp"
#include "rheo/cloud_events.hpp"
#include "rheo/propagation.h"

using namespace rheo;
using namespace rheo::probe;

struct rheo_carried {
  Carried carried;
};

struct rheo_received_cloud_event {
  CloudEvent event;
  rheo_context context;
};

namespace {

rheo_text text(const std::string& s) noexcept {
  return {s.c_str(), s.size()};
}

/// Names of ours are short; the callback wants a NUL behind them.
struct NameBuffer {
  char text[64];
  explicit NameBuffer(std::string_view name) noexcept {
    text[name.copy(text, sizeof text - 1)] = 0;
  }
};

/// The host's callbacks as the callables that the C++ interface takes.
struct Reading {
  rheo_carrier carrier;
  std::string_view operator()(std::string_view name) const {
    if (carrier.get == nullptr) return {};
    return view(carrier.get(carrier.host, NameBuffer(name).text));
  }
};

struct Writing {
  rheo_carrier carrier;
  void operator()(std::string_view name, std::string_view value) const {
    if (carrier.set == nullptr) return;
    carrier.set(carrier.host, NameBuffer(name).text, {value.data(), value.size()});
  }
};

bool isBinding(rheo_binding binding, CloudEventsBinding& out) noexcept {
  // A C caller may have put any number there, which an enum of ours cannot hold.
  std::underlying_type_t<rheo_binding> number{};
  std::memcpy(&number, &binding, sizeof number);
  out = static_cast<CloudEventsBinding>(number);
  return number <= RHEO_BINDING_AMQP;
}

CloudEvent eventOf(const rheo_cloud_event& c) {
  CloudEvent event;
  event.id = view(c.id);
  event.source = view(c.source);
  event.type = view(c.type);
  event.subject = view(c.subject);
  event.dataContentType = view(c.data_content_type);
  event.dataSchema = view(c.data_schema);
  event.timeNs = c.time_ns;
  event.partitionKey = view(c.partition_key);
  event.correlationId = view(c.correlation_id);
  event.topic = view(c.topic);
  event.context = fromC(c.context);
  return event;
}

}  // namespace

rheo_carried* rheo_carried_extract(const rheo_carrier* in) {
  auto* carried = new (std::nothrow) rheo_carried;
  Reading reading{};
  if (carried != nullptr && load(in, reading.carrier)) carried->carried = extract(reading);
  return carried;
}

rheo_carried* rheo_carried_copy(const rheo_carried* from) {
  if (from == nullptr) return nullptr;
  try {
    return new rheo_carried(*from);
  } catch (...) {
    return nullptr;
  }
}

void rheo_carried_free(rheo_carried* carried) {
  delete carried;
}

rheo_status rheo_carried_inject(const rheo_carried* carried, const rheo_context* context,
                                const rheo_carrier* out) {
  Writing writing{};
  if (!load(out, writing.carrier) || writing.carrier.set == nullptr) return RHEO_INVALID;
  if (carried == nullptr) {
    if (context != nullptr) inject(fromC(context), writing);
    return RHEO_OK;
  }
  if (context == nullptr) {
    inject(carried->carried, writing);
    return RHEO_OK;
  }
  try {
    Carried replaced = carried->carried;
    replaced.context = fromC(context);
    inject(replaced, writing);
  } catch (...) {
    return RHEO_NO_MEMORY;
  }
  return RHEO_OK;
}

rheo_status rheo_carried_context(const rheo_carried* carried, rheo_context* out) {
  const Context context = carried != nullptr ? carried->carried.context : Context{};
  return store(toC(context), out) ? RHEO_OK : RHEO_INVALID;
}

rheo_status rheo_carried_set_baggage(rheo_carried* carried, rheo_text key, rheo_text value) {
  if (carried == nullptr) return RHEO_INVALID;
  return carried->carried.baggage.set(view(key), view(value)) ? RHEO_OK : RHEO_INVALID;
}

rheo_status rheo_carried_remove_baggage(rheo_carried* carried, rheo_text key) {
  return carried != nullptr && carried->carried.baggage.remove(view(key)) ? RHEO_OK : RHEO_EMPTY;
}

size_t rheo_carried_baggage_count(const rheo_carried* carried) {
  return carried != nullptr ? carried->carried.baggage.entries().size() : 0;
}

rheo_status rheo_carried_baggage_at(const rheo_carried* carried, size_t index, rheo_text* key,
                                    rheo_text* value) {
  if (index >= rheo_carried_baggage_count(carried)) return RHEO_EMPTY;
  const Baggage::Entry& entry = carried->carried.baggage.entries()[index];
  if (key != nullptr) *key = text(entry.key);
  if (value != nullptr) *value = text(entry.value);
  return RHEO_OK;
}

rheo_status rheo_carried_find_baggage(const rheo_carried* carried, rheo_text key,
                                      rheo_text* value) {
  const Baggage::Entry* entry =
      carried != nullptr ? carried->carried.baggage.find(view(key)) : nullptr;
  if (entry == nullptr) return RHEO_EMPTY;
  if (value != nullptr) *value = text(entry->value);
  return RHEO_OK;
}

rheo_status rheo_cloud_event_describe(const rheo_context* context, const rheo_event* in,
                                      rheo_binding binding, const rheo_carrier* out) {
  rheo_event e;
  Writing writing{};
  CloudEventsBinding how{};
  if (context == nullptr || !load(in, e) || !load(out, writing.carrier) || !isBinding(binding, how))
    return RHEO_INVALID;
  EventOptions options;
  options.key = view(e.key);
  options.sagaKey = view(e.saga_key);
  inject(describe(fromC(context), Topic(NameHandle::Code{e.topic}),
                  EventType(NameHandle::Code{e.type}, e.schema_version, EventKind::Event), options),
         how, writing);
  return RHEO_OK;
}

rheo_status rheo_cloud_event_inject(const rheo_cloud_event* in, rheo_binding binding,
                                    const rheo_carrier* out) {
  rheo_cloud_event c;
  Writing writing{};
  CloudEventsBinding how{};
  if (!load(in, c) || !load(out, writing.carrier) || !isBinding(binding, how)) return RHEO_INVALID;
  if (c.id.length == 0 || c.source.length == 0 || c.type.length == 0) return RHEO_INVALID;
  try {
    inject(eventOf(c), how, writing);
  } catch (...) {
    return RHEO_NO_MEMORY;
  }
  return RHEO_OK;
}

rheo_received_cloud_event* rheo_cloud_event_extract(rheo_binding binding, const rheo_carrier* in) {
  Reading reading{};
  CloudEventsBinding how{};
  if (!load(in, reading.carrier) || !isBinding(binding, how)) return nullptr;
  auto* received = new (std::nothrow) rheo_received_cloud_event{};
  if (received == nullptr) return nullptr;
  if (!extract(how, reading, received->event)) {
    delete received;
    return nullptr;
  }
  received->context = toC(received->event.context);
  received->context.size = sizeof received->context;
  return received;
}

rheo_status rheo_cloud_event_attributes(const rheo_received_cloud_event* received,
                                        rheo_cloud_event* out) {
  if (received == nullptr) return RHEO_INVALID;
  const CloudEvent& e = received->event;
  rheo_cloud_event c{};
  c.id = text(e.id);
  c.source = text(e.source);
  c.type = text(e.type);
  c.subject = text(e.subject);
  c.data_content_type = text(e.dataContentType);
  c.data_schema = text(e.dataSchema);
  c.time_ns = e.timeNs;
  c.partition_key = text(e.partitionKey);
  c.correlation_id = text(e.correlationId);
  c.topic = text(e.topic);
  c.context = &received->context;
  return store(c, out) ? RHEO_OK : RHEO_INVALID;
}

rheo_status rheo_cloud_event_context(const rheo_received_cloud_event* received, rheo_context* out) {
  const Context context = received != nullptr ? contextOf(received->event) : Context{};
  return store(toC(context), out) ? RHEO_OK : RHEO_INVALID;
}

void rheo_cloud_event_free(rheo_received_cloud_event* received) {
  delete received;
}
